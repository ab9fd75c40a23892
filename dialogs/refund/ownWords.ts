import type { Words } from '../../services/content/words.js';
import { plain } from '../kit/choices.js';

/** How far behind a greeting at the end a name and an address may go on, in characters. */
const LONGEST_SIGNATURE = 300;
/** A name, or a device; more than that after a greeting is a sentence. */
const MOST_NAME_WORDS = 4;
/** "--", "-----Original Message-----", "________". */
const DIVIDER = /^(?:-{2,}|_{2,})(?:[^-_]{1,60}(?:-{2,}|_{2,}))?$/;

type MailWords = Pick<Words, 'mailHeads' | 'signOffs' | 'sentFrom' | 'wroteWords' | 'onWords' | 'goesOnWords'>;

/**
 * What the buyer says in a text that may be a pasted mail: without its head, what it quotes, and the signature. A text that
 * is nothing but these stays as it is.
 */
export function ownWords(text: string, words: MailWords): string {
  const lines = text.split('\n').map((line) => line.trim());
  const end = lines.findIndex((_, at) => endsMail(lines, at, words));
  const kept = lines.slice(0, end === -1 ? lines.length : end).filter((_, at) => !isNotOwn(lines, at, words));
  const own = withoutSignOff(kept.join('\n').trim(), words);
  return own === '' ? text : own;
}

/** From here on it is the signature, or the mail that was answered. */
function endsMail(lines: readonly string[], at: number, words: MailWords): boolean {
  const line = lines[at] ?? '';
  if (DIVIDER.test(line)) return true;
  if (leadsIn(line, words) && /[@\d]/.test(line)) return true;
  const next = lines[at + 1] ?? '';
  const beginsLeadIn = words.onWords.some((word) => line.toLowerCase().startsWith(`${word} `));
  if (beginsLeadIn && leadsIn(next, words) && next.includes('@')) return true;
  return isNamed(line, words.signOffs, words) || isNamed(line, words.sentFrom, words);
}

/** A quoted line, what leads it in, and the head of the mail. */
function isNotOwn(lines: readonly string[], at: number, words: MailWords): boolean {
  const line = lines[at] ?? '';
  const lower = line.toLowerCase();
  if (line.startsWith('>') || words.mailHeads.some((head) => lower.startsWith(`${head}:`))) return true;
  return (
    leadsIn(line, words) &&
    lines
      .slice(at + 1)
      .find((next) => next !== '')
      ?.startsWith('>') === true
  );
}

/** "On Tuesday Lily Chen wrote:"; whether it is a quote that follows, the lines around it tell. */
function leadsIn(line: string, { wroteWords }: MailWords): boolean {
  return line.endsWith(':') && wroteWords.some((word) => plain(line.slice(-20)).endsWith(word));
}

/** One of the phrases, alone or with a name after it: "Kind regards, Anna Berg". */
function isNamed(line: string, phrases: readonly string[], words: MailWords): boolean {
  const said = plain(line);
  return phrases.some(
    (phrase) => said === phrase || (said.startsWith(`${phrase} `) && isName(said.slice(phrase.length), words)),
  );
}

/** "With regards to the cups": the sentence goes on. */
function isName(text: string, { goesOnWords }: MailWords): boolean {
  const rest = plain(text).split(' ');
  return rest.length <= MOST_NAME_WORDS && !goesOnWords.includes(rest[0] ?? '');
}

/** "... all broken. Best regards, Anna": the end of a single line. */
function withoutSignOff(text: string, words: MailWords): string {
  const lower = text.toLowerCase();
  for (const word of words.signOffs) {
    const at = lower.lastIndexOf(word);
    if (at <= 0 || text.length - at > LONGEST_SIGNATURE) continue;
    const before = text.slice(0, at);
    const after = text.slice(at + word.length);
    // One word alone may stand in the middle of a sentence.
    const isApart = word.includes(' ') ? /[\s.!?,;)]$/.test(before) : /[.!?,;)]\s*$/.test(before);
    if (isApart && (/^\s*(?:[,.!\n-]|$)/.test(after) || isName(after, words))) return before.trim();
  }
  return text;
}
