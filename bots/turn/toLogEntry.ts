import type { Activity } from 'botbuilder';
import type { NewLogEntry } from '../../services/conversations/conversationStore.js';
import type { JsonObject } from '../../services/json.js';

/** What the log keeps of an activity: what the buyer gets, and nothing of how it was made. */
export function toLogEntry(activity: Partial<Activity>, at: number): NewLogEntry {
  const kept = Object.fromEntries(
    KEPT.flatMap((name) => (activity[name] === undefined ? [] : [[name, activity[name]]])),
  );
  // The SDK's activities are plain data by contract, and what was sent in a turn has been through JSON already.
  return { at, activity: { ...(kept as JsonObject), from: speakerOf(activity) } };
}

/** An agent speaks by their name, and never by the id that the desk knows them by. */
function speakerOf({ channelData }: Partial<Activity>): JsonObject {
  const agent: unknown = channelData?.agent;
  return typeof agent === 'string' ? { id: 'refund-desk-agent', name: agent, role: 'bot' } : DESK;
}

const DESK = { id: 'refund-desk', name: 'Refund Desk', role: 'bot' };
const KEPT = [
  'type',
  'text',
  'textFormat',
  'speak',
  'inputHint',
  'attachments',
  'attachmentLayout',
  'suggestedActions',
  'channelData',
  'value',
  'name',
  'locale',
] as const satisfies readonly (keyof Activity)[];
