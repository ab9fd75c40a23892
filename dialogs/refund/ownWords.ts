import type { Words } from '../../services/content/copy.js';
import { plain } from '../kit/choices.js';

/** How far behind a greeting at the end a name and an address may go on, in characters. */
const LONGEST_SIGNATURE = 300;

/**
 * What the buyer says in a text that may be a pasted mail: without its head, what it quotes, and the signature. A text that
 * is nothing but these stays as it is.
 */
export function ownWords(text: string, words: Pick<Words, 'mailHeads' | 'signOffs' | 'wroteWords'>): string {
  const kept: string[] = [];
  for (const line of text.split('\n')) {
    const said = line.trim();
    const bare = plain(said);
    if (/^(?:--+|__+)$/.test(said) || words.wroteWords.some((word) => bare.endsWith(word) && said.endsWith(':'))) break;
    if (words.signOffs.some((word) => bare.startsWith(word)) && said.length <= 60) break;
    if (said.startsWith('>') || words.mailHeads.some((head) => said.toLowerCase().startsWith(`${head}:`))) continue;
    kept.push(line);
  }
  const own = withoutSignOff(kept.join('\n').trim(), words.signOffs);
  return own === '' ? text : own;
}

/** "... all broken. Best regards, Anna": the end of a single line. */
function withoutSignOff(text: string, signOffs: readonly string[]): string {
  const lower = text.toLowerCase();
  for (const word of signOffs) {
    const at = lower.lastIndexOf(word);
    if (at <= 0 || text.length - at > LONGEST_SIGNATURE) continue;
    if (/[.!?,;\s]$/.test(text.slice(0, at)) && /^[\s,.!-]|^$/.test(text.slice(at + word.length)))
      return text.slice(0, at).trim();
  }
  return text;
}
