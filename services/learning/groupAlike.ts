import { readable } from '../understanding/model/encodeText.js';
import { readFeatures } from '../understanding/model/features.js';
import type { Unanswered } from './unanswered.js';

/** Texts that seem to ask one thing, the commonest wording first. */
export type Group = { readonly count: number; readonly texts: readonly Unanswered[] };

/** From this likeness on (cosine over words, ideas and letters) two texts are one question. Chosen by eye on such lists. */
const ALIKE = 0.5;

/** The groups, the most asked first. Each text joins the group whose commonest wording it is most like. */
export function groupAlike(all: readonly Unanswered[], spell: (word: string) => string): Group[] {
  const groups: { readonly vector: Vector; readonly texts: Unanswered[] }[] = [];
  for (const one of [...all].sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))) {
    const vector = vectorOf(one.text, spell);
    let best: (typeof groups)[number] | undefined;
    let most = ALIKE;
    for (const group of groups) {
      const alike = cosine(vector, group.vector);
      if (alike >= most) [best, most] = [group, alike];
    }
    if (best) best.texts.push(one);
    else groups.push({ vector, texts: [one] });
  }
  return groups
    .map(({ texts }) => ({ texts, count: texts.reduce((sum, { count }) => sum + count, 0) }))
    .sort((a, b) => b.count - a.count);
}

type Vector = ReadonlyMap<number, number>;

function vectorOf(text: string, spell: (word: string) => string): Vector {
  const vector = new Map<number, number>();
  for (const kind of readFeatures(readable(text), spell)) {
    let square = 0;
    for (const count of kind.values()) square += count * count;
    for (const [feature, count] of kind) vector.set(feature, count / (Math.sqrt(square) || 1));
  }
  let square = 0;
  for (const value of vector.values()) square += value * value;
  return new Map([...vector].map(([feature, value]) => [feature, value / (Math.sqrt(square) || 1)]));
}

function cosine(a: Vector, b: Vector): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [feature, value] of small) sum += value * (large.get(feature) ?? 0);
  return sum;
}
