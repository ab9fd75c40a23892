import type { Activity } from 'botbuilder';
import type { JsonObject } from '../../../services/json.js';
import type { Transcripts } from '../../../services/transcript/transcripts.js';
import { transcriptIn, transcriptNamed } from '../../../services/transcript/transcriptUri.js';
import { limitsOf } from './channelLimits.js';
import { renderFor } from './renderFor.js';

/** More messages in a row than this bury the conversation, and on some channels each costs. */
const MOST_PARTS = 5;
/** Left free for the line above the text, and for pieces that end before their limit. */
const ROOM = 0.7;

export type PartsOf = {
  readonly conversationId: string;
  readonly channelId: string;
  readonly transcripts: Transcripts;
};

/**
 * What follows an activity that names a transcript. These channels take files by links that others can open, and a link
 * to all that a buyer has said must not be one: so the text itself is said, its end where all of it is too much.
 */
export async function transcriptParts(
  activity: JsonObject,
  { conversationId, channelId, transcripts }: PartsOf,
): Promise<readonly Partial<Activity>[]> {
  const asked = transcriptNamed({ activity });
  if (!asked) return [];
  const limit = Math.floor(limitsOf(channelId).textChars * MOST_PARTS * ROOM);
  const latest = await transcripts.latest(conversationId, asked, limit);
  if (!latest) return [];
  return renderFor(channelId, { type: 'message', textFormat: 'plain', inputHint: 'acceptingInput', text: latest });
}

/** The same without the name of a transcript, which says nothing outside. */
export function withoutTranscript(activity: JsonObject): JsonObject {
  const { attachments, ...rest } = activity;
  if (!Array.isArray(attachments)) return activity;
  const others = attachments.filter((attachment) => transcriptIn(attachment) === undefined);
  return others.length > 0 ? { ...rest, attachments: others } : rest;
}
