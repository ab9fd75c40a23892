import { plain } from './choices.js';

export type Denial = { readonly denied: string; readonly said: string };

/**
 * "300, not 250", "200 instead of 250", "not Friday but Thursday": what is denied, and what is said in its place. Several
 * readings of the same words, the likelier first; the caller knows which of them denies something that was said before.
 * `insteadOf`: what stands before the denied part; `butWords`: what may stand after it. Linear in the text's length.
 */
export function readDenials(
  text: string,
  { insteadOf, butWords }: { readonly insteadOf: readonly string[]; readonly butWords: readonly string[] },
): readonly Denial[] {
  const parts = text.slice(0, LONGEST).split(/\s+/).filter(Boolean);
  const at = parts.findIndex((_, index) => startsWithAny(parts, index, insteadOf) > 0);
  if (at < 0) return [];
  const before = parts.slice(0, at);
  const after = parts.slice(at + startsWithAny(parts, at, insteadOf));
  const end = after.findIndex((part, index) => /[,;.]$/.test(part) || startsWithAny(after, index + 1, butWords) > 0);
  const rest = end < 0 ? [] : after.slice(end + 1);
  return [
    { said: before.join(' '), denied: after.join(' ') },
    { denied: after.slice(0, end + 1).join(' '), said: rest.join(' ') },
  ].filter(({ said, denied }) => plain(said) !== '' && plain(denied) !== '');
}

const LONGEST = 120;

/** How many of the parts, from `at` on, are one of the phrases. */
function startsWithAny(parts: readonly string[], at: number, phrases: readonly string[]): number {
  for (const phrase of phrases) {
    const words = phrase.split(' ');
    if (words.every((word, index) => plain(parts[at + index] ?? '') === word)) return words.length;
  }
  return 0;
}
