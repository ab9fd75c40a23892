/**
 * Corrects a word to a known one at distance 1 (a letter too many, too few, another, or two swapped), for words of five
 * letters and more with the same first letter. Known words and `left` (ordinary English that lies near) stay as they are.
 */
export function createSpeller(known: Iterable<string>): (word: string) => string {
  const words = new Set(known);
  const byDeletion = new Map<string, string[]>();
  for (const word of words) {
    if (word.length < SHORTEST || word.includes("'")) continue;
    for (const form of [word, ...deletions(word)]) {
      const list = byDeletion.get(form);
      if (list === undefined) byDeletion.set(form, [word]);
      else list.push(word);
    }
  }
  return (word) => {
    if (word.length < SHORTEST || word.length > LONGEST || words.has(word) || LEFT_ALONE.has(word)) return word;
    for (const form of [word, ...deletions(word)]) {
      const right = byDeletion.get(form)?.find((candidate) => candidate[0] === word[0] && isNear(candidate, word));
      if (right !== undefined) return right;
    }
    return word;
  };
}

const SHORTEST = 5;
const LONGEST = 20;

/** Ordinary words one letter away from ours that mean something else. */
const LEFT_ALONE = new Set(
  'weather prize pride stare stars shore share shape shirt shirts party paint panic places placed plate crush chair chairs tract track tracks trace mount mouse house hours rains trains bread broker brokers breaking scare screen score sending ending sender setter refuse refuge refined father farther lather later letter letters latter water waiter hater meter matter match watch catch caught bought brought bring bright sight slight flight freight fright right night cards cars curse court count county country course coarse cases cause pause case cast coast costs posts lost host reason season person prison poison tracker cracker stock shock sock short shorts sport spot store story stone phone alone along loan clone close clothes cloth'.split(
    ' ',
  ),
);

function deletions(word: string): string[] {
  return Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));
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
