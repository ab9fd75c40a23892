/**
 * Corrects unknown words of four letters and more to a known one at distance 1 (a letter too many, too few, another, or
 * two swapped). `known`: words with how often they were seen; those of `leave` stay as they are without being corrected to.
 */
export function createSpeller(
  known: ReadonlyMap<string, number>,
  leave: ReadonlySet<string>,
): (word: string) => string {
  const byDeletion = new Map<string, string[]>();
  for (const word of known.keys()) {
    if (word.length < SHORTEST || word.length > LONGEST) continue;
    for (const form of formsOf(word)) {
      const list = byDeletion.get(form);
      if (list === undefined) byDeletion.set(form, [word]);
      else list.push(word);
    }
  }
  const nearest = (word: string): string => {
    let best = word;
    let most = 0;
    for (const form of formsOf(word)) {
      for (const candidate of byDeletion.get(form) ?? []) {
        const seen = (known.get(candidate) ?? 0) * (candidate[0] === word[0] ? SAME_START : 1);
        if (seen > most && isNear(candidate, word)) [best, most] = [candidate, seen];
      }
    }
    return best;
  };
  return (word) => {
    if (word.length < SHORTEST || word.length > LONGEST || known.has(word) || leave.has(word)) return word;
    return nearest(word);
  };
}

const SHORTEST = 4;
const LONGEST = 20;
/** A slip is seldom in the first letter. */
const SAME_START = 20;

function formsOf(word: string): Set<string> {
  const forms = new Set([word]);
  for (let at = 0; at < word.length; at += 1) forms.add(word.slice(0, at) + word.slice(at + 1));
  return forms;
}

/** Whether two words are one edit apart; two neighbouring letters swapped are one edit. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const restA = a.slice(start, endA);
  const restB = b.slice(start, endB);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

/** Ordinary words one letter away from ours that mean something else. */
export const LEFT_ALONE: ReadonlySet<string> = new Set(
  'weather prize pride stare stars shore share shape shirt shirts party paint panic places placed plate crush chair chairs tract track tracks trace mount mouse house hours rains trains bread broker brokers breaking scare screen score sending ending sender setter refuse refuge refined father farther lather later letter letters latter water waiter hater meter matter match watch catch caught bought brought bring bright sight slight flight freight fright right night cards cars curse court count county country course coarse cases cause pause case cast coast costs posts lost host reason season person prison poison tracker cracker stock shock sock short shorts sport spot store story stone phone alone along loan clone close clothes cloth'.split(
    ' ',
  ),
);
