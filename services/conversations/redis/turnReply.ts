import type { Json } from '../../json.js';
import { list, text, whole } from '../../storage/redisScript.js';
import type { InboundMessage, LogEntry, NewLogEntry, Turn } from '../conversationStore.js';

/** null: there is none. */
export function readTurn(conversationId: string, reply: unknown): Turn | undefined {
  if (reply === null) return undefined;
  const [fence, version, attempt, message, state] = list(reply);
  return {
    conversationId,
    fence: whole(fence),
    version: whole(version),
    attempt: whole(attempt),
    message: parsed<InboundMessage>(text(message)),
    state: readState(state),
  };
}

export function readState(reply: unknown): Json | undefined {
  return reply === null ? undefined : parsed<Json>(text(reply));
}

/** `reply`: `<when> <line>`. */
export function readLine(conversationId: string, seq: number, reply: unknown): LogEntry {
  const kept = text(reply);
  return numbered(conversationId, seq, parsedLine(kept.slice(kept.indexOf(' ') + 1)));
}

export function parsedLine(json: string): NewLogEntry {
  return parsed<NewLogEntry>(json);
}

/** A line without an id of its own is called by its number. */
export function numbered(conversationId: string, seq: number, { id, at, activity }: NewLogEntry): LogEntry {
  return { seq, id: id ?? entryIdOf(conversationId, seq), at, activity };
}

function entryIdOf(conversationId: string, seq: number): string {
  return `${conversationId}|${String(seq).padStart(7, '0')}`;
}

function parsed<Value>(json: string): Value {
  // This store wrote the text from a Value, and nothing else writes under its keys.
  return JSON.parse(json) as Value;
}
