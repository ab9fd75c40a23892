import { type Clause, ideaOf } from './words.js';

/** A few words in order that give a label away. `label` absent: the words mean something else, and nobody may use them. */
export type Cue<L extends string> = {
  readonly label: L | undefined;
  readonly weight: number;
  readonly terms: readonly Term[];
};
type Term = { readonly ideas: ReadonlySet<string>; readonly adjacent: boolean };

/** Scores of the labels whose cues are in a clause, each the weight of its best cue. */
export type CueReader<L extends string> = (clause: Clause) => ReadonlyMap<L, number>;

/**
 * Written as "not arrive/receive +refund, lost": patterns between commas, words in order, `/` between alternatives, at most two other words between
 * them, none where `+` stands. Words are compared by their idea.
 */
export function cues<L extends string>(label: L | undefined, weight: number, patterns: string): Cue<L>[] {
  return patterns.split(', ').map((pattern) => ({
    label,
    weight,
    terms: pattern.split(' ').map((term) => ({
      adjacent: term.startsWith('+'),
      ideas: new Set((term.startsWith('+') ? term.slice(1) : term).split('/').map(ideaOf)),
    })),
  }));
}

/** Builds the reader once; reading is linear in the clause. */
export function createCueReader<L extends string>(all: readonly Cue<L>[]): CueReader<L> {
  const byFirst = new Map<string, Cue<L>[]>();
  for (const cue of all) {
    for (const idea of cue.terms[0]?.ideas ?? []) {
      const list = byFirst.get(idea);
      if (list === undefined) byFirst.set(idea, [cue]);
      else list.push(cue);
    }
  }
  return (clause) => {
    const matches: Match<L>[] = [];
    clause.words.forEach((word, at) => {
      for (const cue of byFirst.get(word.idea) ?? []) {
        const end = matchEnd(cue, clause, at);
        if (end !== undefined) matches.push({ cue, at, end });
      }
    });
    return strongest(matches, clause.words.length);
  };
}

type Match<L extends string> = { readonly cue: Cue<L>; readonly at: number; readonly end: number };

const GAP = 2;

function matchEnd<L extends string>(cue: Cue<L>, clause: Clause, at: number): number | undefined {
  const denies = cue.terms[0]?.ideas.has('not') === true;
  if (!denies && isDenied(clause, at)) return undefined;
  let last = at;
  for (const term of cue.terms.slice(1)) {
    const limit = last + 1 + (term.adjacent ? 0 : GAP);
    let next = last + 1;
    while (next <= limit && !term.ideas.has(clause.words[next]?.idea ?? '')) next += 1;
    if (next > limit) return undefined;
    last = next;
  }
  return last + 1;
}

/** "it was not broken" */
function isDenied(clause: Clause, at: number): boolean {
  return (
    clause.words[at - 1]?.idea === 'not' ||
    (clause.words[at - 2]?.idea === 'not' && clause.words[at - 1]?.empty === true)
  );
}

/** Each word supports one label: the strongest cue takes its words, the longer one when they are equal. */
function strongest<L extends string>(matches: readonly Match<L>[], length: number): Map<L, number> {
  const sorted = matches.toSorted((a, b) => b.cue.weight - a.cue.weight || b.cue.terms.length - a.cue.terms.length);
  const takenBy = new Array<L | 'nobody' | undefined>(length);
  const scores = new Map<L, number>();
  for (const { cue, at, end } of sorted) {
    const owner = cue.label ?? 'nobody';
    let free = true;
    for (let word = at; word < end && free; word += 1) {
      const taken = takenBy[word];
      free = taken === undefined || taken === owner;
    }
    if (!free) continue;
    takenBy.fill(owner, at, end);
    if (cue.label !== undefined) scores.set(cue.label, Math.max(scores.get(cue.label) ?? 0, cue.weight));
  }
  return scores;
}
