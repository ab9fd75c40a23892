import { createProfileReader } from './profileIndex.js';
import { contentOf, isPair, rarity, termsOf, windowsOf } from './terms.js';
import type { Clause } from './words.js';

/** How alike a clause is to a label, each 0 to 1. */
export type Likeness = {
  /** How much of its nearest phrase is in the clause. */
  readonly covered: number;
  /** How well the rest of the clause fits to that. */
  readonly fits: number;
  /** To what all its phrases say together. */
  readonly profile: number;
  /** `covered` of the nearest phrase that tells something and asks nothing. */
  readonly said: number;
  /** How many of the clause's telling words the nearest phrase has; a count. */
  readonly shared: number;
  /** How much of the clause is said with words of the label's phrases. */
  readonly known: number;
};
/** One map for each clause, by label. */
export type PhraseReader = (clauses: readonly Clause[]) => ReadonlyMap<string, Likeness>[];

type Phrase = {
  readonly label: number;
  readonly terms: ReadonlySet<string>;
  readonly weight: number;
  readonly asks: boolean;
};

/**
 * Nearest phrase by words and pairs of words, each weighted by how few labels use it. A window of a few words slides over the clause, so that a question inside a long
 * story is found; words of the window that no phrase of the label has count against it.
 */
export function createPhraseReader(phrases: ReadonlyMap<string, readonly Clause[]>): PhraseReader {
  const labels = [...phrases.keys()];
  const weights = rarity(phrases);
  const all: Phrase[] = [];
  labels.forEach((name, label) => {
    for (const clause of phrases.get(name) ?? []) {
      const terms = termsOf(contentOf(clause.words));
      if (terms.size > 0) all.push({ label, terms, weight: total(terms, weights), asks: clause.asks });
    }
  });
  const nearest = createCoverage(all, weights);
  const profileOf = createProfileReader(labels.map((name) => phrases.get(name) ?? []));
  const vocabulary = labels.map(
    (name) => new Set((phrases.get(name) ?? []).flatMap((clause) => contentOf(clause.words))),
  );
  const readWindow = (window: readonly string[], found: Map<string, Likeness>): void => {
    const profile = profileOf(window);
    const weighed = weigh(window, weights);
    for (const [label, { phrase, covered, said }] of nearest(window, weighed)) {
      // A phrase of one word is meant only where little else is said.
      const words = phrase.terms.size === 1 ? phrase.terms : vocabulary[label];
      const known = share(weighed, words);
      const fits = 0.4 + 0.5 * known + 0.1 * share(weighed, phrase.terms);
      const name = labels[label] ?? '';
      const before = found.get(name);
      const better = before === undefined || covered * fits > before.covered * before.fits;
      const most = {
        profile: Math.max(before?.profile ?? 0, profile[label] ?? 0),
        said: Math.max(before?.said ?? 0, said),
      };
      if (!better) found.set(name, { ...before, ...most });
      else found.set(name, { covered, fits, known, shared: sharedWords(weighed, phrase.terms), ...most });
    }
  };
  return (clauses) => {
    const found = clauses.map(() => new Map<string, Likeness>());
    const all = clauses.flatMap((clause, at) => windowsOf(contentOf(clause.words)).map((window) => ({ at, window })));
    for (const { at, window } of bothEnds(all)) readWindow(window, found[at] ?? new Map());
    return found;
  };
}

/**
 * How many windows of a message are compared, so that no text takes long: the first and the last of them, some 200 words.
 * What lies between is still read for cues and slots.
 */
const MOST_WINDOWS = 100;

function bothEnds<T>(all: readonly T[]): readonly T[] {
  if (all.length <= MOST_WINDOWS) return all;
  return [...all.slice(0, MOST_WINDOWS / 2), ...all.slice(-MOST_WINDOWS / 2)];
}

/** A word that no phrase has says that the message may be about something else. */
const UNKNOWN_WEIGHT = 3;
const PAIR_SHARE = 0.4;
type Nearest = {
  readonly phrase: Phrase;
  readonly covered: number;
  readonly counts: number;
  readonly said: number;
};

/** Each label's nearest phrase, how much of it is in the window, and the same of those that ask nothing; 0 to 1. */
function createCoverage(
  all: readonly Phrase[],
  weights: ReadonlyMap<string, number>,
): (window: readonly string[], weighed: Weighed) => ReadonlyMap<number, Nearest> {
  const byTerm = new Map<string, number[]>();
  all.forEach((phrase, index) => {
    for (const term of phrase.terms) {
      const list = byTerm.get(term);
      if (list === undefined) byTerm.set(term, [index]);
      else list.push(index);
    }
  });
  // One row of sums for all windows: a map for each would be most of the time a message takes.
  const shared = new Float64Array(all.length);
  return (window, weighed) => {
    const touched: number[] = [];
    for (const term of termsOf(window)) {
      const weight = weightOf(term, weights);
      for (const index of byTerm.get(term) ?? []) {
        if (shared[index] === 0) touched.push(index);
        shared[index] = (shared[index] ?? 0) + weight;
      }
    }
    const nearest = new Map<number, Nearest>();
    for (const index of touched) {
      const phrase = all[index];
      if (phrase === undefined) continue;
      const covered = (shared[index] ?? 0) / phrase.weight;
      shared[index] = 0;
      const known = nearest.get(phrase.label);
      const said = Math.max(known?.said ?? 0, phrase.asks ? 0 : covered);
      // "am I covered" is one word, and in every longer question about cover.
      const counts = phrase.terms.size === 1 ? covered * share(weighed, phrase.terms) : covered;
      const better = known === undefined || counts > known.counts;
      const longer = known?.counts === counts && phrase.terms.size > known.phrase.terms.size;
      if (better || longer) nearest.set(phrase.label, { phrase, covered, counts, said });
      else if (said > known.said) nearest.set(phrase.label, { ...known, said });
    }
    return nearest;
  };
}

function sharedWords({ told }: Weighed, terms: ReadonlySet<string>): number {
  return told.filter(({ word }) => terms.has(word)).length;
}

/** Every question has one of these. */
const ASKING = new Set('what how who where when which why if'.split(' '));

/** How much of the window is said with some words, 0 to 1. Words that every question has do not count. */
function share({ told, weight }: Weighed, words: ReadonlySet<string> | undefined): number {
  let known = 0;
  for (const one of told) if (words?.has(one.word)) known += one.weight;
  return weight === 0 ? 0 : known / weight;
}

type Weighed = {
  readonly told: readonly { readonly word: string; readonly weight: number }[];
  readonly weight: number;
};

function weigh(window: readonly string[], weights: ReadonlyMap<string, number>): Weighed {
  const words = [...new Set(window)].filter((word) => !ASKING.has(word));
  const told = words.map((word) => ({ word, weight: weightOf(word, weights) }));
  return { told, weight: told.reduce((sum, one) => sum + one.weight, 0) };
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
