import type { LogEntry } from '../../../services/conversations/conversationStore.js';
import { CHANNEL_NAME } from './buyerActivity.js';

/** At most so many entries in one answer or frame: Azure's page too. */
export const PAGE_LIMIT = 100;

/** A line of the log as clients get it, as JSON text. */
export function sentActivity(conversationId: string, entry: LogEntry): string {
  const { replyToId, serviceUrl: _internal, ...activity } = entry.activity;
  // Web Chat waits 5 s for an activity it is told this one replies to: only ids of this conversation's log go out.
  const isOurs = typeof replyToId === 'string' && replyToId.startsWith(`${conversationId}|`);
  return JSON.stringify({
    ...activity,
    ...(isOurs ? { replyToId } : {}),
    id: entry.id,
    timestamp: new Date(entry.at).toISOString(),
    channelId: CHANNEL_NAME,
    conversation: { id: conversationId },
  });
}

/** Direct Line's ActivitySet. `watermark` is the last one's sequence number. */
export function activitySet(activities: readonly string[], watermark: number): string {
  return `{"activities":[${activities.join(',')}],"watermark":"${watermark}"}`;
}
