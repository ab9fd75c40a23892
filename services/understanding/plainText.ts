/** How much of a message is read, in characters. Source: the port's promise. */
const MAX_CHARACTERS = 4_000;

/**
 * One message as plain text: at most 4,000 characters, wide and typographic forms made plain, runs of blanks made one
 * space and runs of line breaks made one line break. Linear in the length.
 */
export function plainText(raw: string): string {
  // NFKC can make a text longer (one Arabic ligature becomes 18 letters), so it is cut before and after.
  const composed = raw.slice(0, MAX_CHARACTERS).normalize('NFKC').slice(0, MAX_CHARACTERS);
  let out = '';
  let pending = '';
  for (const char of composed) {
    const plain = plainChar(char);
    if (plain === ' ' || plain === '\n') {
      pending = pending === '\n' ? '\n' : plain;
      continue;
    }
    if (plain === '') continue;
    if (pending !== '' && out !== '') out += pending;
    pending = '';
    out += plain;
  }
  return out;
}

/** What two phrases are compared by: lower case, letters and digits only, single spaces. */
export function normalisePhrase(raw: string): string {
  let out = '';
  let gap = false;
  for (const char of plainText(raw).toLowerCase()) {
    if (char === "'") continue;
    if (!isLetterOrDigit(char)) {
      gap = true;
      continue;
    }
    if (gap && out !== '') out += ' ';
    gap = false;
    out += char;
  }
  return out;
}

const LETTER_OR_DIGIT = /[\p{L}\p{M}\p{Nd}]/u;

export function isLetterOrDigit(char: string): boolean {
  return isDigit(char) || (char >= 'a' && char <= 'z') || (char > '\u007f' && LETTER_OR_DIGIT.test(char));
}

export function isDigit(char: string): boolean {
  return char >= '0' && char <= '9';
}

const PLAIN: ReadonlyMap<string, string> = new Map([
  ...[...'\u2018\u2019\u201a\u02bc`\u00b4'].map((quote) => [quote, "'"] as const),
  ...[...'\u201c\u201d\u201e\u00ab\u00bb'].map((quote) => [quote, '"'] as const),
  ...[...'\u2010\u2011\u2012\u2013\u2014\u2212'].map((dash) => [dash, '-'] as const),
  ['\r', '\n'],
  ['\u2028', '\n'],
  ['\u2029', '\n'],
  ['\u2026', '.'],
]);

const BLANK = /\s/;

function plainChar(char: string): string {
  const known = PLAIN.get(char);
  if (known !== undefined) return known;
  if (char === '\n') return char;
  const code = char.codePointAt(0) ?? 0;
  if (code >= 0x21 && code <= 0x7e) return char;
  if (code < 0x20 || code === 0x7f) return ' ';
  if (isInvisible(code)) return '';
  if (BLANK.test(char)) return ' ';
  if (code >= 0x0660 && code <= 0x0669) return String(code - 0x0660);
  if (code >= 0x06f0 && code <= 0x06f9) return String(code - 0x06f0);
  return char;
}

const INVISIBLE = [
  [0xad, 0xad],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2064],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
] as const;

/** Zero-width marks and direction marks: pasted text has them inside order numbers. */
function isInvisible(code: number): boolean {
  return INVISIBLE.some(([from, to]) => code >= from && code <= to);
}
