import type { ConversationStore, LogEntry } from '../conversations/conversationStore.js';
import type { Json, JsonObject } from '../json.js';
import { HANDOFF_INITIATE } from './handoffEvents.js';

/** The latest entries that another desk gets with a conversation, and how much of them, in characters of JSON. */
const LATEST = 100;
const LONGEST = 100_000;

/** What was said, as activities for another desk: the latest of it, whole entries only. */
export function hubTranscript(
  store: Pick<ConversationStore, 'log'>,
): (conversationId: string) => Promise<readonly JsonObject[]> {
  return async (conversationId) => {
    const { lastSeq } = await store.log(conversationId, { after: 0, limit: 1 });
    const { entries } = await store.log(conversationId, { after: Math.max(0, lastSeq - LATEST), limit: LATEST });
    const activities = entries.filter(({ activity }) => activity['name'] !== HANDOFF_INITIATE).map(activityOf);
    let room = LONGEST;
    const fits = activities.toReversed().findIndex((activity) => {
      room -= JSON.stringify(activity).length;
      return room < 0;
    });
    return fits < 0 ? activities : activities.slice(activities.length - fits);
  };
}

/** Files stay here, named and described: their addresses are signed for the buyer. */
function activityOf({ id, at, activity }: LogEntry): JsonObject {
  const { attachments, ...said } = activity;
  const named = Array.isArray(attachments) ? { attachments: attachments.map(withoutAddress) } : {};
  return { ...said, ...named, id, timestamp: new Date(at).toISOString() };
}

function withoutAddress(attachment: Json): Json {
  if (typeof attachment !== 'object' || attachment === null || Array.isArray(attachment)) return attachment;
  const { contentUrl: _, thumbnailUrl: __, ...rest } = attachment as JsonObject; // an object, by the line above
  return rest;
}
