import type { Clause, Word } from './words.js';

/** The ideas of a clause that say something. */
export function contentOf(words: readonly Word[]): string[] {
  return words.filter((word) => !word.empty).map((word) => word.idea);
}

/** What texts are compared by: ideas, and neighbouring pairs of them. */
export function termsOf(ideas: readonly string[]): Set<string> {
  const terms = new Set(ideas);
  for (let at = 0; at + 1 < ideas.length; at += 1) terms.add(`${ideas[at]} ${ideas[at + 1]}`);
  return terms;
}

export function isPair(term: string): boolean {
  return term.includes(' ');
}

const WINDOW = 7;
const STEP = 2;

/** Cuts long clauses into overlapping windows; one that is there already is not read again. */
export function windowsOf(ideas: readonly string[]): string[][] {
  if (ideas.length <= WINDOW) return ideas.length === 0 ? [] : [[...ideas]];
  const cut = new Map<string, string[]>();
  for (let at = 0; at < ideas.length - WINDOW + STEP; at += STEP) {
    const window = ideas.slice(at, at + WINDOW);
    cut.set(window.join(' '), window);
  }
  return [...cut.values()];
}

/** A term of few labels says much: ln(1 + labels / labels with it). */
export function rarity(phrases: ReadonlyMap<string, readonly Clause[]>): Map<string, number> {
  const labels = new Map<string, number>();
  for (const clauses of phrases.values()) {
    const own = new Set<string>();
    for (const clause of clauses) for (const term of termsOf(contentOf(clause.words))) own.add(term);
    for (const term of own) labels.set(term, (labels.get(term) ?? 0) + 1);
  }
  return new Map([...labels].map(([term, count]) => [term, Math.log(1 + phrases.size / count)]));
}
