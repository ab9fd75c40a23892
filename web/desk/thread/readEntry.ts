import type { Thread } from '../../../services/desk/deskApi.js';
import { type Fields, fieldsOf, listOf, textOf } from './loose.js';
import { type Card, cardOf } from './readCard.js';

type Entry = Thread['entries'][number];

export type Side = 'buyer' | 'bot' | 'agent';
export type SaidFile =
  /** Kept by the desk, and shown from there. */
  | { readonly kind: 'kept'; readonly fileId: string; readonly name: string; readonly isPicture: boolean }
  /** Somewhere else: named, and never loaded. */
  | { readonly kind: 'link'; readonly url: string; readonly name: string }
  | { readonly kind: 'refused' | 'transcript'; readonly name: string };

/** One message of the transcript, as it is shown. */
export type Said = {
  readonly id: string;
  readonly seq: number;
  readonly at: number;
  readonly side: Side;
  /** Of an agent, or of a buyer who has one. */
  readonly name?: string;
  readonly key?: string;
  readonly text: string;
  readonly isMarkdown: boolean;
  readonly cards: readonly Card[];
  readonly files: readonly SaidFile[];
  /** What the buyer could press. */
  readonly offered: readonly string[];
  /** The buyer pressed something that has no words. */
  readonly isPressed: boolean;
};

/** undefined: nothing that anybody said (typing, an event). What is not as expected is left out, never guessed. */
export function readEntry({ id, seq, at, activity }: Entry): Said | undefined {
  if (activity['type'] !== undefined && activity['type'] !== 'message') return undefined;
  const from = fieldsOf(activity['from']);
  const data = fieldsOf(activity['channelData']);
  const isBuyer = from['role'] === 'user';
  const agent = isBuyer ? undefined : textOf(data['agent']);
  const attachments = listOf(activity['attachments']).map(fieldsOf);
  const cards = attachments.flatMap((each) => cardOf(textOf(each['contentType']) ?? '', each['content']) ?? []);
  const files = attachments.filter((each) => !isCard(each)).map((each) => fileOf(each, isBuyer));
  const text = data['textRepeatsCard'] === true && cards.length > 0 ? '' : (textOf(activity['text']) ?? '');
  const name = agent ?? (isBuyer ? textOf(from['name']) : undefined);
  const key = textOf(data['key']);
  const isPressed = isBuyer && text === '' && files.length === 0 && activity['value'] !== undefined;
  if (text === '' && cards.length === 0 && files.length === 0 && !isPressed) return undefined;
  return {
    id,
    seq,
    at,
    side: isBuyer ? 'buyer' : agent === undefined ? 'bot' : 'agent',
    ...(name === undefined || name === '' ? {} : { name }),
    ...(key === undefined ? {} : { key }),
    text,
    // Only the bot's own words are ever written as markdown.
    isMarkdown: !isBuyer && agent === undefined && activity['textFormat'] === 'markdown',
    cards,
    files,
    offered: listOf(fieldsOf(activity['suggestedActions'])['actions']).flatMap(
      (each) => textOf(fieldsOf(each)['title']) ?? [],
    ),
    isPressed,
  };
}

function isCard(attachment: Fields): boolean {
  return textOf(attachment['contentType'])?.includes('.card.') === true;
}

function fileOf(attachment: Fields, isBuyer: boolean): SaidFile {
  const url = textOf(attachment['contentUrl']) ?? '';
  const name = textOf(attachment['name']) ?? '';
  const fileId = KEPT.exec(url)?.[1];
  if (fileId !== undefined)
    return { kind: 'kept', fileId, name, isPicture: PICTURES.has(textOf(attachment['contentType']) ?? '') };
  if (url.startsWith('transcript:')) return { kind: 'transcript', name };
  if (/^https?:\/\//i.test(url)) return { kind: 'link', url, name: name || url };
  return isBuyer ? { kind: 'refused', name } : { kind: 'transcript', name };
}

/** As the log names a file (services/evidence/evidenceFile.ts). */
const KEPT = /^evidence:([\w-]{32})$/;
const PICTURES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp']);
