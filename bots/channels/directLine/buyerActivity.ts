import { createHash, randomUUID } from 'node:crypto';
import type { InboundMessage, NewLogEntry } from '../../../services/conversations/conversationStore.js';
import { type EvidenceFile, evidenceUri, type RefusedFile } from '../../../services/evidence/evidenceFile.js';
import type { JsonObject } from '../../../services/json.js';
import type { TokenClaims } from './directLineTokens.js';
import type { PostedActivity } from './directLineWire.js';

/** The name under which this channel's messages enter. */
export const CHANNEL_NAME = 'directline';

/** What came with a message: in the inbox as it is, in the log as attachments whose address is made when it is read. */
export type Enclosed = { readonly files: readonly EvidenceFile[]; readonly refusedFiles: readonly RefusedFile[] };

/**
 * A posted message as it enters the inbox and as it stands in the log. Both ids follow from the conversation and the
 * client's id, so that a message posted again is the same message, in whatever process.
 */
export function fromBuyer(
  claims: TokenClaims,
  posted: PostedActivity,
  at: number,
  enclosed?: Enclosed,
): { readonly message: InboundMessage; readonly entry: NewLogEntry & { readonly id: string } } {
  const clientId = posted.channelData?.clientActivityID;
  const activity: JsonObject = {
    type: posted.type,
    ...contentOf(posted),
    from: { id: claims.user, ...(claims.name === undefined ? {} : { name: claims.name }), role: 'user' },
  };
  return {
    message: {
      id: `buyer:${clientId ?? randomUUID()}`,
      kind: 'buyer',
      at,
      buyerId: claims.user,
      channel: CHANNEL_NAME,
      body: { ...activity, ...enclosed },
    },
    entry: {
      id: activityId(claims.conv, clientId),
      at,
      activity: enclosed ? withAttachments(activity, enclosed) : activity,
    },
  };
}

export function activityId(conversationId: string, clientId: string | undefined): string {
  if (clientId === undefined) return `${conversationId}|${randomUUID()}`;
  const digest = createHash('sha256').update(`${conversationId}|${clientId}`).digest('base64url');
  return `${conversationId}|${digest.slice(0, 22)}`;
}

/** What was not kept is named, without an address: the transcript tells what the buyer did, and the bot why not. */
function withAttachments({ text, ...activity }: JsonObject, { files, refusedFiles }: Enclosed): JsonObject {
  const attachments = [
    ...files.map(({ fileId, name, type }) => ({ contentType: type, name, contentUrl: evidenceUri(fileId) })),
    ...refusedFiles.map(({ name }) => ({ contentType: 'application/octet-stream', name })),
  ];
  // Beside a picture, words that are empty would be an empty bubble.
  return {
    ...activity,
    ...(text === '' && attachments.length > 0 ? {} : { text }),
    ...(attachments.length > 0 ? { attachments } : {}),
  };
}

function contentOf({ text, value, textFormat, locale, localTimezone, channelData }: PostedActivity): JsonObject {
  return withoutAbsent({
    // A message says something, if only nothing: a card's answer has its value instead.
    text: text ?? (value === undefined || value === null ? '' : undefined),
    value: value ?? undefined,
    textFormat,
    locale,
    localTimezone,
    channelData: channelData ? withoutAbsent(channelData) : undefined,
  });
}

function withoutAbsent(fields: { readonly [key: string]: unknown }): JsonObject {
  // Parsed from JSON by the wire's schema, so what is not undefined is JSON.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as JsonObject;
}
