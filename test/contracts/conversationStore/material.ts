import { expect } from 'chai';
import type { ConversationSettings } from '../../../services/conversations/conversationSettings.js';
import type {
  ConversationStore,
  InboundMessage,
  LogEntry,
  NewLogEntry,
  Turn,
  TurnOutcome,
} from '../../../services/conversations/conversationStore.js';

export type OpenedStore = {
  readonly store: ConversationStore;
  close(): Promise<void>;
  /** Ends the store in order and opens it again on the same data. */
  reopen(): Promise<OpenedStore>;
};
export type OpenStore = (settings?: Partial<ConversationSettings>) => Promise<OpenedStore>;

export const AT = Date.UTC(2026, 0, 15, 12);

export function message(id: string, over: Partial<InboundMessage> = {}): InboundMessage {
  return { id, kind: 'buyer', at: AT, buyerId: 'buyer-1', channel: 'directLine', body: { text: id }, ...over };
}

export function line(text: string, id?: string): NewLogEntry {
  return { at: AT, activity: { type: 'message', text }, ...(id !== undefined && { id }) };
}

export function outcome(over: Partial<TurnOutcome> = {}): TurnOutcome {
  return { state: {}, entries: [], effects: [], timers: { set: [], cancel: [] }, ...over };
}

/** Accepts and expects to be given the turn. */
export async function acceptTurn(store: ConversationStore, conversation: string, id: string): Promise<Turn> {
  const accepted = await store.accept(conversation, message(id));
  if (accepted.kind !== 'accepted' || accepted.turn === undefined) {
    throw new Error(`expected a turn for ${id}, got ${JSON.stringify(accepted)}`);
  }
  return accepted.turn;
}

/** Accepts and commits one turn; the entries as numbered. */
export async function runTurn(
  store: ConversationStore,
  conversation: string,
  id: string,
  over: Partial<TurnOutcome> = {},
): Promise<readonly LogEntry[]> {
  return commitTurn(store, await acceptTurn(store, conversation, id), over);
}

export async function commitTurn(
  store: ConversationStore,
  turn: Turn,
  over: Partial<TurnOutcome> = {},
): Promise<readonly LogEntry[]> {
  const committed = await store.commit(turn, outcome(over));
  if (committed.kind !== 'committed') throw new Error('expected a commit, got stale');
  return committed.entries;
}

/** Claims and expects a turn. */
export async function claimTurn(store: ConversationStore, conversation: string): Promise<Turn> {
  const turn = await store.claim(conversation);
  if (turn === undefined) throw new Error(`expected a turn of ${conversation}`);
  return turn;
}

/** Runs whatever is in the inbox, committing nothing but a count; the messages in the order taken. */
export async function drain(store: ConversationStore, first: Turn | undefined): Promise<readonly InboundMessage[]> {
  const taken: InboundMessage[] = [];
  for (let turn = first; turn !== undefined; ) {
    taken.push(turn.message);
    const committed = await store.commit(turn, outcome({ state: { turns: turn.version + 1 } }));
    if (committed.kind !== 'committed') throw new Error('expected a commit, got stale');
    turn = committed.next;
  }
  return taken;
}

/** The error that a promise ends with; fails when it does not. */
export async function failureOf(promise: Promise<unknown>): Promise<Error> {
  const ended = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(ended).to.be.instanceOf(Error);
  return ended instanceof Error ? ended : new Error('not an error');
}

/** Everything that can be read of a conversation, to see that nothing changed. */
export async function everythingOf(store: ConversationStore, conversation: string): Promise<string> {
  const parts = [
    await store.log(conversation, { after: 0, limit: 1_000 }),
    (await store.state(conversation)) ?? 'no state',
    await store.summaries({ limit: 1_000 }),
    await store.waiting(1_000),
  ];
  return JSON.stringify(parts);
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
