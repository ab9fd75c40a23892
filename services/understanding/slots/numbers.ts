import type { Token } from '../tokens.js';

const SMALL: ReadonlyMap<string, number> = new Map(
  Object.entries({
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    dozen: 12,
  }),
);

/** Words that are put together ("two hundred and fifty"): the scanners leave those to the second opinion. */
const COMPOSED = new Set(
  'thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety hundred hundreds thousand million couple dozens'.split(
    ' ',
  ),
);

/** The whole number that one token is: "500", "1,200", "three". Not "1.5", not a word that belongs to a longer number. */
export function wholeNumber(tokens: readonly Token[], at: number): number | undefined {
  const token = tokens[at];
  if (token?.kind === 'number') return writtenNumber(token.text);
  if (token?.kind !== 'word' || isComposed(tokens[at - 1]) || isComposed(tokens[at + 1])) return undefined;
  return SMALL.get(token.text);
}

/** A worded number that only the second opinion reads. */
export function hasComposedNumber(tokens: readonly Token[]): boolean {
  return tokens.some(isComposed);
}

function isComposed(token: Token | undefined): boolean {
  if (token === undefined) return false;
  return COMPOSED.has(token.text);
}

function writtenNumber(text: string): number | undefined {
  if (text.length > 11) return undefined;
  let digits = '';
  let sinceSeparator = 3;
  for (const char of text) {
    if (char >= '0' && char <= '9') {
      digits += char;
      sinceSeparator += 1;
    } else {
      // Only groups of three make a whole number: "1,200" is, "1.5" and "12.10" are not.
      if (sinceSeparator !== 3 && digits.length !== sinceSeparator - 3) return undefined;
      sinceSeparator = 0;
    }
  }
  if (digits.length !== text.length && sinceSeparator !== 3) return undefined;
  const value = Number(digits);
  return value > 0 && value <= 100_000_000 ? value : undefined;
}

/** "-5", "minus five": less than nothing. "300-400" is a range, and "- 5 cups" an item of a list. */
export function isNegative(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  if (before?.text === 'minus' || before?.text === 'negative') return true;
  if (before?.text !== '-' || tokens[at]?.gap === true) return false;
  return before.gap || (tokens[at - 2]?.kind ?? 'sign') === 'sign';
}

/** A number as one word of a sentence says it; "a week" is one. */
export function numberOf(word: string): number | undefined {
  if (word === 'a' || word === 'an') return 1;
  return SMALL.get(word) ?? (word.charAt(0) >= '0' && word.charAt(0) <= '9' ? writtenNumber(word) : undefined);
}
