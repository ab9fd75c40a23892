import type { Token } from '../tokens.js';
import { wholeNumber } from './numbers.js';

/** "half of 500", "about half", "two thirds", "20%", "20 percent of the boxes". What the seller offers is not it. */
export function readShare(
  tokens: readonly Token[],
  start: number,
): { value: { share: number; count?: number; total?: number }; next: number } | undefined {
  const read = fraction(tokens, start) ?? percent(tokens, start);
  if (read === undefined || NOT_A_SHARE.has(tokens[read.next]?.text ?? '')) return undefined;
  for (let back = start - 1; back >= 0 && back >= start - 4; back -= 1) {
    if (OFFERS.has(tokens[back]?.text ?? '')) return undefined;
  }
  const next = skip(tokens, read.next, OF);
  if (next > read.next && MONEY_WORDS.has(tokens[next]?.text ?? '')) return undefined;
  const total = next > read.next ? wholeNumber(tokens, next) : undefined;
  if (total === undefined) return { value: { share: read.share }, next: read.next };
  const count = read.share * total;
  const whole = Math.abs(count - Math.round(count)) < 1e-9 ? { count: Math.round(count) } : {};
  return { value: { share: read.share, total, ...whole }, next: next + 1 };
}

/** Words between a part and its whole. */
export const OF: ReadonlySet<string> = new Set(['of', 'out', 'from', 'the', 'my', 'our', 'all', 'these', 'those']);
const MONEY_WORDS = new Set(['money', 'price', 'amount', 'payment', 'refund', 'cost', 'value']);

function fraction(tokens: readonly Token[], at: number): { share: number; next: number } | undefined {
  const many = wholeNumber(tokens, at);
  const named = SHARES.get(tokens[at]?.text ?? '');
  if (many === undefined) {
    // "the third box" and "a third party" are not shares; "a third of" is.
    if (named === undefined) return undefined;
    const needsOf = named < 1 / 2;
    return needsOf && tokens[at + 1]?.text !== 'of' ? undefined : { share: named, next: at + 1 };
  }
  const below = tokens[at + 1]?.text === FRACTION_SLASH ? wholeNumber(tokens, at + 2) : undefined;
  if (below !== undefined) return many < below ? { share: many / below, next: at + 3 } : undefined;
  const part = SHARES.get(tokens[at + 1]?.text ?? '');
  return part !== undefined && many * part <= 1 ? { share: many * part, next: at + 2 } : undefined;
}

/** What is left of "½" in plain text. */
const FRACTION_SLASH = '\u2044';

function percent(tokens: readonly Token[], at: number): { share: number; next: number } | undefined {
  const sign = tokens[at + 1]?.text;
  const token = tokens[at];
  if (sign !== '%' && sign !== 'percent' && sign !== 'pct') return undefined;
  const value = token?.kind === 'number' ? Number(token.text.replaceAll(',', '.')) : wholeNumber(tokens, at);
  return value !== undefined && value > 0 && value <= 100 ? { share: value / 100, next: at + 2 } : undefined;
}

const SHARES: ReadonlyMap<string, number> = new Map([
  ['half', 1 / 2],
  ['halves', 1 / 2],
  ['third', 1 / 3],
  ['thirds', 1 / 3],
  ['quarter', 1 / 4],
  ['quarters', 1 / 4],
]);
const NOT_A_SHARE = new Set(
  'refund discount off back less more hour hours year day days month price cheaper fee compensation'.split(' '),
);
const OFFERS = new Set(
  'offer offers offered offering propose proposes proposed give gives discount only refund'.split(' '),
);

/** The place behind a run of such words, four at most. */
export function skip(tokens: readonly Token[], from: number, words: ReadonlySet<string>): number {
  let at = from;
  while (at < from + 4 && words.has(tokens[at]?.text ?? '')) at += 1;
  return at;
}
