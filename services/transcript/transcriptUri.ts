import type { LogEntry } from '../conversations/conversationStore.js';
import type { Json } from '../json.js';
import { dayAt, isTimeZone } from '../refunds/calendarDay.js';

/** A transcript as it was asked for: all that stands in the log before the entry that names it. */
export type TranscriptAsked = { readonly at: number; readonly timeZone: string };

/** How the log names one. Channels turn it into what their clients can read. */
export function transcriptUri({ at, timeZone }: TranscriptAsked): string {
  return `${SCHEME}${at}/${timeZone}`;
}

/** `refund-desk-2026-11-25.txt`, by the buyer's calendar. */
export function transcriptName({ at, timeZone }: TranscriptAsked): string {
  return `refund-desk-${dayAt(at, timeZone)}.txt`;
}

/** The transcript that an entry of the log names, if it names one. */
export function transcriptNamed({ activity }: Pick<LogEntry, 'activity'>): TranscriptAsked | undefined {
  const { attachments } = activity;
  if (!Array.isArray(attachments)) return undefined;
  return attachments.map(transcriptIn).find((asked) => asked !== undefined);
}

export function transcriptIn(attachment: Json): TranscriptAsked | undefined {
  if (typeof attachment !== 'object' || attachment === null || !('contentUrl' in attachment)) return undefined;
  const { contentUrl } = attachment;
  const [, at, timeZone] = typeof contentUrl === 'string' ? (FORM.exec(contentUrl) ?? []) : [];
  return at !== undefined && timeZone !== undefined && isTimeZone(timeZone) ? { at: Number(at), timeZone } : undefined;
}

const SCHEME = 'transcript:';
/** Fourteen digits are years away from the last instant that there is a day for. */
const FORM = /^transcript:(\d{1,14})\/([\w+:/-]{1,64})$/;
