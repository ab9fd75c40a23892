import { createHash, randomUUID } from 'node:crypto';
import type { InboundMessage, NewLogEntry } from '../../../services/conversations/conversationStore.js';
import type { Json, JsonObject } from '../../../services/json.js';
import type { InboundActivity } from './botServiceWire.js';

/** The name under which this channel's messages enter. */
export const CHANNEL_NAME = 'botService';

/** Files of one message that are taken as links; more are no evidence, and would crowd the text out. */
const MOST_FILES = 10;

type Whereabouts = Pick<InboundActivity, 'channelId' | 'from'> & {
  readonly conversation: { readonly id: string; readonly isGroup?: boolean | null | undefined };
};

/**
 * Our id for an outside conversation. Hashed, so that outside ids are never keys, and never meet ids of our own making.
 * In a group each person has a conversation of their own: what one of them says and is asked is not the others'.
 * The service URL is no part of it, because Azure may move a conversation to another one.
 */
export function conversationIdOf({ channelId, conversation, from }: Whereabouts): string {
  return `bs_${digest([channelId, conversation.id, conversation.isGroup === true ? from.id : ''])}`;
}

/** Who writes: nobody vouches for them, so never the id of a buyer whom a shop knows. */
export function buyerIdOf(channelId: string, accountId: string): string {
  return `bs_${digest([channelId, accountId])}`;
}

/** A message as it enters the inbox and as it stands in the log; posted again it is the same message. */
export function fromBuyer(
  activity: InboundActivity,
  conversationId: string,
  at: number,
): { readonly message: InboundMessage; readonly entry: NewLogEntry } {
  const id = activity.id ?? randomUUID();
  const buyerId = buyerIdOf(activity.channelId, activity.from.id);
  const name = activity.from.name ?? undefined;
  const content = { type: 'message', ...contentOf(activity) };
  return {
    message: { id: `buyer:${id}`, kind: 'buyer', at, buyerId, channel: CHANNEL_NAME, body: content },
    entry: {
      id: `${conversationId}|${digest([id]).slice(0, 22)}`,
      at,
      activity: { ...content, from: { id: buyerId, ...(name === undefined ? {} : { name }), role: 'user' } },
    },
  };
}

/** The chat was opened by the buyer, or undefined: only the bot was added, or a whole group was. */
export function fromOpening(activity: InboundActivity, at: number): InboundMessage | undefined {
  const buyer = activity.membersAdded?.find(({ id }) => id !== activity.recipient?.id);
  if (buyer === undefined || activity.conversation.isGroup === true) return undefined;
  const buyerId = buyerIdOf(activity.channelId, buyer.id);
  return { id: 'joined', kind: 'joined', at, buyerId, channel: CHANNEL_NAME, body: localeOf(activity) };
}

function contentOf(activity: InboundActivity): JsonObject {
  const { value } = activity;
  const words = [withoutMention(activity), ...linksToFiles(activity)].filter((part) => part !== '').join('\n');
  return {
    // A message says something, if only nothing: a card's answer has its value instead.
    ...(words === '' && value !== undefined && value !== null ? {} : { text: words }),
    ...(value === undefined || value === null ? {} : { value }),
    ...localeOf(activity),
  };
}

function localeOf({ locale, localTimezone }: InboundActivity): Record<string, Json> {
  return { ...(locale ? { locale } : {}), ...(localTimezone ? { localTimezone } : {}) };
}

/** Who writes in a group has to name the bot, and means nothing by it. */
function withoutMention({ text, entities, recipient }: InboundActivity): string {
  let rest = text ?? '';
  for (const { type, mentioned, text: mention } of entities ?? []) {
    const isBot =
      typeof mentioned === 'object' && mentioned !== null && 'id' in mentioned && mentioned.id === recipient?.id;
    if (type === 'mention' && isBot && typeof mention === 'string') rest = rest.replace(mention, '').trim();
  }
  return rest;
}

/** Files stay where they are: what the buyer reads as "sent a picture" is a link for us, and is checked like one. */
function linksToFiles({ attachments }: InboundActivity): readonly string[] {
  return (attachments ?? [])
    .flatMap(({ contentUrl }) => (contentUrl && /^https?:\/\/[^\s]{1,2000}$/i.test(contentUrl) ? [contentUrl] : []))
    .slice(0, MOST_FILES);
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
