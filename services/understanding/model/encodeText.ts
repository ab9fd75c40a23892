import { plainText } from '../plainText.js';
import { readLinks } from '../slots/links.js';
import { type Token, tokens } from '../tokens.js';
import { type FeatureCounts, readFeatures } from './features.js';

/** How rare each feature is among the phrases, and which column of the weights it has. */
export type Columns = {
  readonly of: Pick<ReadonlyMap<number, number>, 'get'>;
  /** ln(1 + texts / texts with it), by column. */
  readonly rarity: ArrayLike<number>;
  /** What a feature counts that no phrase has: it makes the others of its kind weigh less. */
  readonly unseen: number;
};

/** A text as columns with their values; each kind of feature has length 1 before what no phrase has is left out. */
export type Encoded = { readonly columns: number[]; readonly values: number[] };

/** What is read of a message: plain, and without its links, which say nothing about what is meant. */
export function readable(raw: string): Token[] {
  return tokens(readLinks(plainText(raw)).rest);
}

export function encodeText(text: readonly Token[], columns: Columns, spell: (word: string) => string): Encoded {
  return encodeCounts(readFeatures(text, spell), columns);
}

/** Sublinear term frequency x rarity. */
export function encodeCounts(counts: FeatureCounts, columns: Columns): Encoded {
  const encoded: Encoded = { columns: [], values: [] };
  for (const kind of counts) {
    const from = encoded.values.length;
    let square = 0;
    for (const [feature, count] of kind) {
      const column = columns.of.get(feature);
      const rarity = column === undefined ? columns.unseen : (columns.rarity[column] ?? columns.unseen);
      const value = count === 1 ? rarity : (1 + Math.log(count)) * rarity;
      square += value * value;
      if (column === undefined) continue;
      encoded.columns.push(column);
      encoded.values.push(value);
    }
    const scale = 1 / (Math.sqrt(square) || 1);
    for (let at = from; at < encoded.values.length; at += 1) encoded.values[at] = (encoded.values[at] ?? 0) * scale;
  }
  return encoded;
}
