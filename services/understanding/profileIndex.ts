import { contentOf, isPair, termsOf } from './terms.js';
import type { Clause } from './words.js';

/**
 * How alike a window is to all phrases of a label together, for each label, 0 to 1: the cosine of weighted terms. It
 * knows what the nearest phrase does not: that a word of one phrase and a word of another belong to one question.
 */
export function createProfileReader(
  labels: readonly (readonly Clause[])[],
): (window: readonly string[]) => Float64Array {
  const weights = weighTerms(labels);
  const postings = new Map<string, { readonly label: number; readonly value: number }[]>();
  labels.forEach((clauses, label) => {
    for (const [term, value] of profile(clauses, weights)) {
      const list = postings.get(term);
      if (list === undefined) postings.set(term, [{ label, value }]);
      else list.push({ label, value });
    }
  });
  return (window) => {
    const cosines = new Float64Array(labels.length);
    for (const [term, value] of vector(termsAndSkips(window), weights)) {
      for (const one of postings.get(term) ?? []) {
        cosines[one.label] = (cosines[one.label] ?? 0) + value * one.value;
      }
    }
    return cosines;
  };
}

const PAIR = 0.8;
const SKIP = 0.5;
/** A word that no label has counts as rarer than the rarest. */
const UNKNOWN = 0.7;

type Weights = { readonly labels: number; readonly count: ReadonlyMap<string, number> };

function weighTerms(labels: readonly (readonly Clause[])[]): Weights {
  const count = new Map<string, number>();
  for (const clauses of labels) {
    const own = new Set<string>();
    for (const { words } of clauses) for (const term of termsAndSkips(contentOf(words))) own.add(term);
    for (const term of own) count.set(term, (count.get(term) ?? 0) + 1);
  }
  return { labels: labels.length, count };
}

/** Ideas, neighbours, and pairs with one idea between them. */
function termsAndSkips(ideas: readonly string[]): Set<string> {
  const terms = termsOf(ideas);
  for (let at = 0; at + 2 < ideas.length; at += 1) terms.add(`${ideas[at]}_${ideas[at + 2]}`);
  return terms;
}

function vector(terms: ReadonlySet<string>, { labels, count }: Weights): Map<string, number> {
  const values = new Map<string, number>();
  let square = 0;
  for (const term of terms) {
    const kind = isPair(term) ? PAIR : term.includes('_') ? SKIP : 1;
    const value = kind * Math.log(1 + labels / (count.get(term) ?? UNKNOWN));
    values.set(term, value);
    square += value * value;
  }
  return scaled(values, square);
}

function profile(clauses: readonly Clause[], weights: Weights): Map<string, number> {
  const sum = new Map<string, number>();
  for (const { words } of clauses) {
    for (const [term, value] of vector(termsAndSkips(contentOf(words)), weights)) {
      sum.set(term, (sum.get(term) ?? 0) + value);
    }
  }
  let square = 0;
  for (const value of sum.values()) square += value * value;
  return scaled(sum, square);
}

function scaled(values: ReadonlyMap<string, number>, square: number): Map<string, number> {
  const length = Math.sqrt(square) || 1;
  return new Map([...values].map(([term, value]) => [term, value / length]));
}
