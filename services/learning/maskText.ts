import { plainText } from '../understanding/plainText.js';
import { readLinks } from '../understanding/slots/links.js';
import { type Token, tokens } from '../understanding/tokens.js';

/** How much of a message is kept, in characters: what somebody wants is said within so many. */
const LONGEST = 300;
/** A number of fewer digits is a count or a sum; more may be an order, a card or a telephone. */
const MOST_DIGITS = 4;

/**
 * A message as it may be kept: without what says who wrote it. Mail addresses, links, long numbers, codes, names after
 * "my name is", "regards" and the like, and capitalised words inside a sentence that are not `known` words give way to
 * `[mail]`, `[link]`, `[number]`, `[code]`, `[name]`. Lower case, single spaces, at most 300 characters.
 */
export function maskText(raw: string, known: (word: string) => boolean): string {
  const { links, rest } = readLinks(withoutMails(plainText(raw)));
  const cut = tokens(rest);
  const out: string[] = [];
  let naming: Naming = 'no';
  for (let at = 0; at < cut.length; at += 1) {
    const token = cut[at] as Token;
    const isName = token.kind === 'word' && isNamed(token, rest, cut, at, naming, known);
    const masked = isName ? '[name]' : maskOf(token, cut, at);
    if (announcesName(cut, at)) naming = 'next';
    else if (isName) naming = 'more';
    else if (token.kind !== 'sign' || naming === 'more') naming = 'no';
    if (masked === out.at(-1) && masked.startsWith('[')) continue;
    out.push(masked);
  }
  return joined(out, links.length > 0);
}

/** What stands for a mail address until the text is put together. */
const MAIL = 'xmailaddressx';

/** In one pass: whatever has an @ between letters, up to the blanks around it. */
function withoutMails(text: string): string {
  return text
    .split(/(\s)/)
    .map((part) => (part.indexOf('@') > 0 && part.indexOf('@') < part.length - 1 ? MAIL : part))
    .join('');
}

function maskOf(token: Token, cut: readonly Token[], at: number): string {
  if (token.text === MAIL) return '[mail]';
  if (token.kind === 'code') return '[code]';
  return token.kind === 'number' && isLongNumber(cut, at) ? '[number]' : token.text;
}

/** A name was announced, or the last word was one. */
type Naming = 'no' | 'next' | 'more';

function isNamed(
  token: Token,
  text: string,
  cut: readonly Token[],
  at: number,
  naming: Naming,
  known: (word: string) => boolean,
): boolean {
  if (token.text === MAIL || known(token.text) || NAMING.has(token.text)) return false;
  if (naming === 'next') return !LINKING.has(token.text);
  return isNameLike(text.slice(token.at, token.end)) && (naming === 'more' || !startsSentence(cut, at));
}

/** A long one, or one of several that make up a telephone or card number. */
function isLongNumber(cut: readonly Token[], at: number): boolean {
  let digits = digitsOf(cut[at]);
  for (let back = at - 1; digits <= MOST_DIGITS && isOfNumber(cut[back]); back -= 1) digits += digitsOf(cut[back]);
  for (let on = at + 1; digits <= MOST_DIGITS && isOfNumber(cut[on]); on += 1) digits += digitsOf(cut[on]);
  return digits > MOST_DIGITS;
}

function isOfNumber(token: Token | undefined): boolean {
  return token?.kind === 'number' || (token?.kind === 'sign' && '-+()/'.includes(token.text));
}

function digitsOf(token: Token | undefined): number {
  return token?.kind === 'number' ? token.text.replace(/\D/g, '').length : 0;
}

const NAMING = new Set([
  'name',
  'named',
  'called',
  'regards',
  'sincerely',
  'cheers',
  'mr',
  'mrs',
  'ms',
  'miss',
  'dear',
]);
const LINKING = new Set(['is', 'me', 'my', 's']);

/** "my name is", "regards,", "Mr": what follows is a name. */
function announcesName(cut: readonly Token[], at: number): boolean {
  const word = cut[at]?.text ?? '';
  return NAMING.has(word) || (LINKING.has(word) && NAMING.has(cut[at - 1]?.text ?? ''));
}

function startsSentence(cut: readonly Token[], at: number): boolean {
  const before = cut[at - 1];
  return before === undefined || (before.kind === 'sign' && '.!?\n:'.includes(before.text));
}

/** "Wang", and not "WHERE", which is shouted. */
function isNameLike(word: string): boolean {
  const first = word.charAt(0);
  const second = word.charAt(1);
  return first !== first.toLowerCase() && second === second.toLowerCase();
}

/** Signs that stand right behind a word. */
const AFTER_WORDS = '.,!?;:)%';

function joined(words: readonly string[], links: boolean): string {
  let text = '';
  for (const word of words) {
    const glued = word.length === 1 && AFTER_WORDS.includes(word);
    text += word === '\n' ? ' ' : glued || text === '' ? word : ` ${word}`;
    if (text.length > LONGEST) break;
  }
  const plain = text.replace(/\s+/g, ' ').trim().slice(0, LONGEST);
  return links ? `${plain} [link]`.trim() : plain;
}
