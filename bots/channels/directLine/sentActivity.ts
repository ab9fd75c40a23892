import type { LogEntry } from '../../../services/conversations/conversationStore.js';
import { fileIdOf } from '../../../services/evidence/evidenceFile.js';
import type { Json } from '../../../services/json.js';
import { transcriptIn } from '../../../services/transcript/transcriptUri.js';
import { CHANNEL_NAME } from './buyerActivity.js';
import type { UrlsOf } from './signedUrls.js';

/** At most so many entries in one answer or frame: Azure's page too. */
export const PAGE_LIMIT = 100;

/** A line of the log as clients get it, as JSON text. `urls` is needed where `namesFiles`. */
export function sentActivity(conversationId: string, entry: LogEntry, urls?: UrlsOf): string {
  const { replyToId, serviceUrl: _internal, attachments, ...activity } = entry.activity;
  // Web Chat waits 5 s for an activity it is told this one replies to: only ids of this conversation's log go out.
  const isOurs = typeof replyToId === 'string' && replyToId.startsWith(`${conversationId}|`);
  return JSON.stringify({
    ...activity,
    ...(attachments === undefined
      ? {}
      : { attachments: urls ? withUrls(conversationId, entry.seq, attachments, urls) : attachments }),
    ...(isOurs ? { replyToId } : {}),
    id: entry.id,
    timestamp: new Date(entry.at).toISOString(),
    channelId: CHANNEL_NAME,
    conversation: { id: conversationId },
  });
}

/** Does it show files of the buyer's, or a transcript? Their addresses are good for minutes, so its JSON is not to be kept. */
export function namesFiles({ activity: { attachments } }: LogEntry): boolean {
  if (!Array.isArray(attachments)) return false;
  return attachments.some((each) => fileIdIn(each) !== undefined || transcriptIn(each) !== undefined);
}

function withUrls(conversationId: string, seq: number, attachments: Json, urls: UrlsOf): Json {
  if (!Array.isArray(attachments)) return attachments;
  return attachments.map((attachment: Json) => {
    if (typeof attachment !== 'object') return attachment;
    if (transcriptIn(attachment)) return { ...attachment, contentUrl: urls.transcript(conversationId, seq) };
    const fileId = fileIdIn(attachment);
    if (fileId === undefined) return attachment;
    const url = urls.file(conversationId, fileId);
    return { ...attachment, contentUrl: url, ...(isDrawn(attachment) ? { thumbnailUrl: url } : {}) };
  });
}

/** Of a buyer's own files Web Chat draws those with a thumbnail and links the others, as it must with HEIC. */
function isDrawn(attachment: Json): boolean {
  const type =
    typeof attachment === 'object' && attachment !== null && 'contentType' in attachment && attachment.contentType;
  return type === 'image/png' || type === 'image/jpeg' || type === 'image/webp';
}

function fileIdIn(attachment: Json): string | undefined {
  if (typeof attachment !== 'object' || attachment === null || !('contentUrl' in attachment)) return undefined;
  return fileIdOf(attachment.contentUrl);
}

/** Direct Line's ActivitySet. `watermark` is the last one's sequence number. */
export function activitySet(activities: readonly string[], watermark: number): string {
  return `{"activities":[${activities.join(',')}],"watermark":"${watermark}"}`;
}
