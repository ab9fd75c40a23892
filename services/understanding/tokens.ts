import { isDigit, isLetterOrDigit } from './plainText.js';

/**
 * `word`: letters. `number`: digits, with single `.` `,` `'` between digits. `code`: letters and digits mixed (a tracking
 * number, a part number). `sign`: one other character. `at` and `end` are offsets in the text; `gap`: a blank was before it.
 */
export type Token = {
  readonly kind: 'word' | 'number' | 'code' | 'sign';
  /** Lower case. */
  readonly text: string;
  readonly at: number;
  readonly end: number;
  readonly gap: boolean;
};

/** Cuts plain text into tokens in one pass. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  const lower = text.toLowerCase();
  // A few characters change their length in lower case; offsets then would not fit, so the text itself is used.
  const source = lower.length === text.length ? lower : text;
  let at = 0;
  let gap = false;
  while (at < source.length) {
    const char = charAt(source, at);
    if (char === ' ' || char === '\n') {
      if (char === '\n') found.push({ kind: 'sign', text: '\n', at, end: at + 1, gap });
      gap = true;
      at += 1;
      continue;
    }
    const end = isLetterOrDigit(char) ? runEnd(source, at) : at + char.length;
    pushRun(found, source, at, end, gap);
    gap = false;
    at = end;
  }
  return found;
}

/** Units that are written right behind a number: "500pcs", "300usd", "3rd", "5k". */
const GLUED = new Set(
  'st nd rd th k x pc pcs pce ea unit units piece pieces box boxes set sets carton cartons kg g cm mm m ft in inch d day days w week weeks usd eur gbp cny rmb euro euros dollar dollars am pm'.split(
    ' ',
  ),
);

function pushRun(found: Token[], source: string, at: number, end: number, gap: boolean): void {
  const text = source.slice(at, end);
  const digits = leadingNumber(text);
  if (digits === 0) {
    const kind = isLetterOrDigit(charAt(text, 0)) ? (hasDigit(text) ? 'code' : 'word') : 'sign';
    found.push({ kind, text, at, end, gap });
  } else if (digits === text.length) {
    found.push({ kind: 'number', text, at, end, gap });
  } else if (GLUED.has(text.slice(digits))) {
    found.push({ kind: 'number', text: text.slice(0, digits), at, end: at + digits, gap });
    found.push({ kind: 'word', text: text.slice(digits), at: at + digits, end, gap: false });
  } else {
    found.push({ kind: 'code', text, at, end, gap });
  }
}

/** The end of a run of letters and digits; an inner apostrophe, or a separator between two digits, belongs to it. */
function runEnd(source: string, start: number): number {
  let at = start;
  while (at < source.length) {
    const char = charAt(source, at);
    if (isLetterOrDigit(char)) {
      at += char.length;
      continue;
    }
    const next = charAt(source, at + 1);
    const before = charAt(source, at - 1);
    const inNumber = (char === '.' || char === ',' || char === "'") && isDigit(before) && isDigit(next);
    const inWord = char === "'" && !isDigit(before) && next !== '' && isLetterOrDigit(next) && !isDigit(next);
    if (!inNumber && !inWord) break;
    at += 1;
  }
  return at;
}

function leadingNumber(text: string): number {
  let at = 0;
  while (at < text.length && (isDigit(charAt(text, at)) || (at > 0 && ".,'".includes(charAt(text, at))))) at += 1;
  // "3.a" cannot come here, but "3'a" can: the number ends with a digit.
  while (at > 0 && !isDigit(charAt(text, at - 1))) at -= 1;
  return at;
}

function hasDigit(text: string): boolean {
  for (const char of text) if (isDigit(char)) return true;
  return false;
}

/** The whole character at an offset, '' past the end. */
function charAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}
