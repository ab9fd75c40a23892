import type { Json, JsonObject } from '../json.js';
import type { BuyerRecord } from './buyerRecord.js';

/**
 * What enters a conversation: everything that happens to it comes by its inbox, and the inbox is the only order there is.
 * `id` is what a message is recognised by when it is delivered again, within 7 days.
 */
export type InboundMessage = {
  readonly id: string;
  /** joined: the buyer opened the chat. buyer: they wrote. agent: a person at the desk did something. effectResult: an effect came back. timer: a timer fell due. case: something happened to a case of theirs. */
  readonly kind: 'joined' | 'buyer' | 'agent' | 'effectResult' | 'timer' | 'case';
  /** The application's clock when it was accepted, ms since epoch: the `now` of its turn. */
  readonly at: number;
  readonly buyerId: string;
  /** The name of the channel it came in by, never what an activity claims. */
  readonly channel: string;
  readonly body: JsonObject;
};

/** One line of the transcript, before the store has numbered it. */
export type NewLogEntry = {
  /** Given for what a buyer sent; else the store makes `<conversationId>|<seq, 7 digits>`. */
  readonly id?: string;
  readonly at: number;
  readonly activity: JsonObject;
};
/** `seq` counts from 1 without gaps: it is the Direct Line watermark. */
export type LogEntry = Required<NewLogEntry> & { readonly seq: number };

/** `lines`: what is new, where the store has it at hand, in order and without gaps; what came before it may be new too. */
export type OnNews = (lines: readonly LogEntry[]) => void;

/** Something to be done outside, at least once, in order within its conversation. `key` is its idempotency key. */
export type NewEffect = { readonly key: string; readonly kind: string; readonly body: JsonObject };
export type Effect = NewEffect & {
  readonly conversationId: string;
  readonly buyerId: string;
  readonly channel: string;
  /** Counts from 1: which try this is. */
  readonly attempt: number;
};

export type NewTimer = { readonly id: string; readonly at: number; readonly body: JsonObject };

/** What lists and searches show of a conversation without opening it. */
export type Summary = {
  readonly conversationId: string;
  readonly buyerId: string;
  readonly channel: string;
  readonly updatedAt: number;
  readonly facts: JsonObject;
};

/** The right to run the head of a conversation's inbox, until the lease ends. */
export type Turn = {
  readonly conversationId: string;
  readonly fence: number;
  readonly version: number;
  /** undefined: no turn has been committed yet. */
  readonly state: Json | undefined;
  readonly message: InboundMessage;
  /** Counts from 1: how often this message was claimed without a commit or a `release` that took the claim back. */
  readonly attempt: number;
};

export type TurnOutcome = {
  /** At most `maxStateBytes` as JSON, else StateTooLargeError is thrown and nothing is written. */
  readonly state: Json;
  readonly entries: readonly NewLogEntry[];
  readonly effects: readonly NewEffect[];
  readonly timers: { readonly set: readonly NewTimer[]; readonly cancel: readonly string[] };
  readonly summary?: JsonObject;
};

export type Accepted =
  /** `turn` is there when the lease was free: whoever accepted runs it. Else the holder will come to it. */
  | { readonly kind: 'accepted'; readonly entryId: string | undefined; readonly turn: Turn | undefined }
  /** Seen in the last 7 days: the first one's answer. Nothing was written. */
  | { readonly kind: 'duplicate'; readonly entryId: string | undefined; readonly turn: Turn | undefined }
  /** Not accepted, nothing was written: 429. */
  | { readonly kind: 'refused'; readonly reason: 'inboxFull' | 'tooFast'; readonly retryAfterMs: number };

export type Committed =
  /** `next`: the inbox had more, and the lease goes on. */
  | { readonly kind: 'committed'; readonly entries: readonly LogEntry[]; readonly next: Turn | undefined }
  /** Somebody else holds the conversation now: throw the turn away, emit nothing. */
  | { readonly kind: 'stale' };

/** What is left to do, of all processes. Where much is, `messages` and `waiting` are at least what they say. */
export type Backlog = {
  /** In inboxes, those of running turns among them. */
  readonly messages: number;
  /** Conversations with something in the inbox that nobody holds. */
  readonly waiting: number;
  /** Conversations with an effect that is not done. */
  readonly effects: number;
};

export class StateTooLargeError extends Error {
  override readonly name = 'StateTooLargeError';
}

/**
 * PORT. The turn's store: what is acknowledged is durable, a turn is committed whole or not at all.
 * Leases run on the store's clock. test/contracts/conversationStoreContract.ts is what every adapter passes.
 * A method that throws has promised nothing: the same call may be made again with the same outcome.
 */
export interface ConversationStore {
  /**
   * One atomic step: refuse a repeated id; append to the inbox, and `entry` to the log; take the lease if it is free.
   * The promise resolves when it is on disk.
   */
  accept(conversationId: string, message: InboundMessage, entry?: NewLogEntry): Promise<Accepted>;
  /** Takes the lease if there is something in the inbox and nobody holds it. */
  claim(conversationId: string): Promise<Turn | undefined>;
  /** One atomic step: check fence and version, write everything, pop the inbox, go on or let go of the lease. */
  commit(turn: Turn, outcome: TurnOutcome): Promise<Committed>;
  /** Lengthens the lease; false: it is lost. */
  renew(turn: Turn): Promise<boolean>;
  /** Lets go without a commit. `uncounted`: it was not the message's fault (the store was away), so `attempt` goes back. */
  release(turn: Turn, options: { readonly uncounted: boolean }): Promise<void>;

  /** Entries with seq > after, in order; at most `limit`. `lastSeq` is the newest there is (0: none). */
  log(
    conversationId: string,
    query: { readonly after: number; readonly limit: number },
  ): Promise<{ readonly entries: readonly LogEntry[]; readonly lastSeq: number }>;
  /** Calls `onNews` after entries have become durable; only a hint, the log is the truth. Returns how to stop. */
  watch(conversationId: string, onNews: OnNews): () => void;
  /** The committed state, for reading. */
  state(conversationId: string): Promise<Json | undefined>;

  /** Takes due effects (the first of each conversation) for `leaseMs`; taken ones come again if they are not settled. */
  takeEffects(limit: number, leaseMs: number): Promise<readonly Effect[]>;
  /** One atomic step: the effect is gone, and its result, if it has one, is in the inbox with the effect's key as its id. */
  settleEffect(effect: Effect, result?: { readonly at: number; readonly body: JsonObject }): Promise<void>;
  /** Not done: try again after `delayMs`. */
  retryEffect(effect: Effect, delayMs: number): Promise<void>;

  /** Moves timers due at `now` into inboxes, with id `timer:<id>:<at>`; returns the conversations touched. */
  fireTimers(now: number, limit: number): Promise<readonly string[]>;
  /** Conversations with something in the inbox that nobody holds. */
  waiting(limit: number): Promise<readonly string[]>;
  /** For operators: counted anew each time, over everything. */
  backlog(): Promise<Backlog>;

  buyer(buyerId: string): Promise<BuyerRecord | undefined>;
  /** Reads, changes and writes in one atomic step; `change` is pure, small and may run more than once. */
  changeBuyer(buyerId: string, change: (record: BuyerRecord) => BuyerRecord): Promise<BuyerRecord>;
  /** Newest first. */
  summaries(query: { readonly limit: number; readonly buyerId?: string }): Promise<readonly Summary[]>;

  /** Forgets what is older than its keep (seen ids: 7 days). Called now and then. */
  sweep(now: number): Promise<void>;
  /** Ready to accept? Throws with the reason when not. */
  check(): Promise<void>;
  close(): Promise<void>;
}
