import type { Json, JsonObject } from '../../json.js';
import type { EmbeddedDatabase, Table, TupleKey } from '../../storage/embeddedDatabase.js';
import { keyPart } from '../../storage/keyPart.js';
import type { BuyerRecord } from '../buyerRecord.js';
import type { InboundMessage, LogEntry, NewTimer, Summary } from '../conversationStore.js';

/**
 * One row a conversation, apart from its state so that an accept does not rewrite the state.
 * Its numbers make the other tables' keys: inbox and effects hold [head, tail), the log 1..seq.
 */
export type ConversationRow = {
  readonly id: string;
  readonly buyerId: string;
  readonly channel: string;
  version: number;
  fence: number;
  /** The run of the store that holds the lease ('': nobody), and until when on that run's steady clock. */
  owner: string;
  leaseUntil: number;
  /** Claims of the inbox's head without a commit. */
  attempts: number;
  inboxHead: number;
  inboxTail: number;
  effectHead: number;
  effectTail: number;
  seq: number;
};

export type EffectRow = {
  readonly key: string;
  readonly kind: string;
  readonly body: JsonObject;
  readonly attempt: number;
  readonly dueAt: number;
};
/** `takenBy`: the run of the store in which a worker has it. */
export type EffectDue = { readonly conversation: string; readonly takenBy?: string };
export type TimerDue = { readonly conversation: string; readonly timer: string };

/** `conversation`, `id`, `buyer` in the keys are `keyPart`s, so the rows name what they belong to. */
export type ConversationTables = {
  /** [conversation] */
  readonly rows: Table<TupleKey, ConversationRow>;
  /** [conversation] */
  readonly states: Table<TupleKey, Json>;
  /** [conversation, n]: only what waits for its turn. */
  readonly inbox: Table<TupleKey, InboundMessage>;
  /** [day, conversation, kind, id] to the id of the message's line in the log. */
  readonly seen: Table<TupleKey, { readonly entryId?: string }>;
  /** [conversation, seq] */
  readonly log: Table<TupleKey, LogEntry>;
  /** [conversation, n] */
  readonly effects: Table<TupleKey, EffectRow>;
  /** [at, conversation]: the first effect of each conversation. */
  readonly effectsDue: Table<TupleKey, EffectDue>;
  /** [conversation, id] */
  readonly timers: Table<TupleKey, NewTimer>;
  /** [at, conversation, id] */
  readonly timersDue: Table<TupleKey, TimerDue>;
  /** [conversation] */
  readonly summaries: Table<TupleKey, Summary>;
  /** [buyer, updatedAt, conversation], and the same under EVERY_BUYER, to the conversation. */
  readonly summaryTimes: Table<TupleKey, string>;
  /** [buyer] */
  readonly buyers: Table<TupleKey, BuyerRecord>;
};

export function openConversationTables(database: EmbeddedDatabase): ConversationTables {
  return {
    rows: database.table('conversations'),
    states: database.table('states'),
    inbox: database.table('inbox'),
    seen: database.table('seen'),
    log: database.table('log'),
    effects: database.table('effects'),
    effectsDue: database.table('effectsDue'),
    timers: database.table('timers'),
    timersDue: database.table('timersDue'),
    summaries: database.table('summaries'),
    summaryTimes: database.table('summaryTimes'),
    buyers: database.table('buyers'),
  };
}

/** Greater than every counter, day and time in a key. */
export const LAST = Number.MAX_SAFE_INTEGER;

export function newRow(id: string, { buyerId, channel }: Pick<InboundMessage, 'buyerId' | 'channel'>): ConversationRow {
  const lease = { version: 0, fence: 0, owner: '', leaseUntil: 0, attempts: 0 };
  return { id, buyerId, channel, ...lease, inboxHead: 1, inboxTail: 1, effectHead: 1, effectTail: 1, seq: 0 };
}

export function saveRow(tables: ConversationTables, row: ConversationRow): void {
  tables.rows.put([keyPart(row.id)], row);
}
