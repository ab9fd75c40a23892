import type { Clause, Word } from './words.js';

/** How alike a clause is to the nearest phrase of each label, 0 to 1. */
export type PhraseReader = (clause: Clause) => ReadonlyMap<string, number>;

type Phrase = { readonly label: string; readonly terms: ReadonlySet<string>; readonly weight: number };

/**
 * Nearest phrase by words and pairs of words, each weighted by how few labels use it. A window of a few words slides
 * over the clause, so that a question inside a long story is found; words of the window that no phrase of the label
 * has count against it.
 */
export function createPhraseReader(phrases: ReadonlyMap<string, readonly Clause[]>): PhraseReader {
  const weights = rarity(phrases);
  const all: Phrase[] = [];
  for (const [label, clauses] of phrases) {
    for (const clause of clauses) {
      const terms = termsOf(content(clause.words));
      if (terms.size > 0) all.push({ label, terms, weight: total(terms, weights) });
    }
  }
  const byTerm = new Map<string, number[]>();
  all.forEach((phrase, index) => {
    for (const term of phrase.terms) byTerm.set(term, [...(byTerm.get(term) ?? []), index]);
  });
  const vocabulary = new Map([...phrases].map(([label, clauses]) => [label, wordsOf(clauses)] as const));
  return (clause) => {
    const scores = new Map<string, number>();
    for (const window of windows(content(clause.words))) {
      for (const [label, { phrase, covered }] of coverage(window, all, byTerm, weights)) {
        // A phrase of one word is meant only where little else is said.
        const words = phrase.terms.size === 1 ? phrase.terms : vocabulary.get(label);
        const score = covered ** 0.8 * (0.35 + 0.65 * share(window, words, weights));
        if (score > (scores.get(label) ?? 0)) scores.set(label, score);
      }
    }
    return scores;
  };
}

/** A word that no phrase has says that the message may be about something else. */
const UNKNOWN_WEIGHT = 2;
const PAIR_SHARE = 0.6;
const WINDOW = 7;
const STEP = 2;

type Nearest = { readonly phrase: Phrase; readonly covered: number };

/** Each label's nearest phrase, and how much of it is in the window, 0 to 1. */
function coverage(
  window: readonly string[],
  all: readonly Phrase[],
  byTerm: ReadonlyMap<string, readonly number[]>,
  weights: ReadonlyMap<string, number>,
): Map<string, Nearest> {
  const shared = new Map<number, number>();
  for (const term of termsOf(window)) {
    const weight = weightOf(term, weights);
    for (const index of byTerm.get(term) ?? []) shared.set(index, (shared.get(index) ?? 0) + weight);
  }
  const nearest = new Map<string, Nearest>();
  for (const [index, weight] of shared) {
    const phrase = all[index];
    if (phrase === undefined) continue;
    const covered = weight / phrase.weight;
    const known = nearest.get(phrase.label);
    const better = known === undefined || covered > known.covered;
    const longer = known?.covered === covered && phrase.terms.size > known.phrase.terms.size;
    if (better || longer) nearest.set(phrase.label, { phrase, covered });
  }
  return nearest;
}

/** How much of the window is said with words that the label's phrases use, 0 to 1. */
function share(
  window: readonly string[],
  words: ReadonlySet<string> | undefined,
  weights: ReadonlyMap<string, number>,
): number {
  let said = 0;
  let known = 0;
  for (const word of new Set(window)) {
    const weight = weightOf(word, weights);
    said += weight;
    if (words?.has(word)) known += weight;
  }
  return said === 0 ? 0 : known / said;
}

function wordsOf(clauses: readonly Clause[]): Set<string> {
  return new Set(clauses.flatMap((clause) => content(clause.words)));
}

function content(words: readonly Word[]): string[] {
  return words.filter((word) => !word.empty).map((word) => word.idea);
}

function windows(ideas: readonly string[]): string[][] {
  if (ideas.length <= WINDOW) return ideas.length === 0 ? [] : [[...ideas]];
  const cut: string[][] = [];
  for (let at = 0; at < ideas.length - WINDOW + STEP; at += STEP) cut.push(ideas.slice(at, at + WINDOW));
  return cut;
}

function termsOf(ideas: readonly string[]): Set<string> {
  const terms = new Set(ideas);
  for (let at = 0; at + 1 < ideas.length; at += 1) terms.add(`${ideas[at]} ${ideas[at + 1]}`);
  return terms;
}

function isPair(term: string): boolean {
  return term.includes(' ');
}

function weightOf(term: string, weights: ReadonlyMap<string, number>): number {
  const weight = weights.get(term) ?? (isPair(term) ? 0 : UNKNOWN_WEIGHT);
  return isPair(term) ? weight * PAIR_SHARE : weight;
}

function total(terms: ReadonlySet<string>, weights: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const term of terms) sum += weightOf(term, weights);
  return sum;
}

/** A term of few labels says much: ln(1 + labels / labels with it). */
function rarity(phrases: ReadonlyMap<string, readonly Clause[]>): Map<string, number> {
  const labels = new Map<string, number>();
  for (const clauses of phrases.values()) {
    const own = new Set<string>();
    for (const clause of clauses) for (const term of termsOf(content(clause.words))) own.add(term);
    for (const term of own) labels.set(term, (labels.get(term) ?? 0) + 1);
  }
  return new Map([...labels].map(([term, count]) => [term, Math.log(1 + phrases.size / count)]));
}
