import type { Activity } from 'botbuilder';
import type { NewLogEntry } from '../../services/conversations/conversationStore.js';
import type { JsonObject } from '../../services/json.js';

/** What the log keeps of an activity: what the buyer gets, and nothing of how it was made. */
export function toLogEntry(activity: Partial<Activity>, at: number): NewLogEntry {
  const {
    type,
    text,
    textFormat,
    speak,
    inputHint,
    attachments,
    attachmentLayout,
    suggestedActions,
    channelData,
    value,
    name,
    locale,
  } = activity;
  const kept = {
    type,
    text,
    textFormat,
    speak,
    inputHint,
    attachments,
    attachmentLayout,
    suggestedActions,
    channelData,
    value,
    name,
    locale,
  };
  return {
    at,
    // The SDK's activities are plain data by contract; the round trip drops what is undefined and proves it.
    activity: JSON.parse(
      JSON.stringify({ ...kept, from: { id: 'refund-desk', name: 'Refund Desk', role: 'bot' } }),
    ) as JsonObject,
  };
}
