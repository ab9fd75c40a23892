import { formatDay } from '../formatDay.js';
import type { TranscriptWords } from '../transcriptWords.js';

const DAY = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** The words around what was said, where the conversation is given as a text. */
export const transcriptWords: TranscriptWords = {
  desk: 'Refund Desk',
  buyer: 'Buyer',
  agent: (name) => `${name} of Refund Desk`,
  head: (at, timeZone) =>
    `Conversation with Refund Desk\nUp to ${time(at, timeZone)}, ${day(at, timeZone)}. Times are those of ${timeZone}.\n\n`,
  day,
  time,
  pressed: (action) => `[pressed: ${PRESSED[action] ?? 'a button'}]`,
  file: (name) => `[file: ${name || 'without a name'}]`,
  fileNotKept: (name) => `[file, not kept: ${name || 'without a name'}]`,
  onlyLatest: 'This is the end of it; all that came before stands above in this chat.',
};

function day(at: number, timeZone: string): string {
  return formatDay(at, 'en-GB', { ...DAY, timeZone });
}

function time(at: number, timeZone: string): string {
  return formatDay(at, 'en-GB', { ...TIME, timeZone });
}

const PRESSED: Readonly<Record<string, string>> = {
  'refund.submit': 'Submit',
  'refund.change': 'Change something',
  'draft.resume': 'Go on with my draft',
  'draft.discard': 'Discard it',
};
