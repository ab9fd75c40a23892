import { keyPart } from '../../storage/keyPart.js';
import type { InboundMessage, Turn } from '../conversationStore.js';
import { type ConversationRow, type ConversationTables, LAST } from './conversationTables.js';
import type { SeenIds } from './seenIds.js';

/**
 * `run` names this run of the store. One process holds the folder at a time, so a lease of another run is void: after a
 * kill the next run goes on at once. `steadyNow` never jumps (ms).
 */
export type LeaseSettings = { readonly run: string; readonly leaseMs: number; readonly steadyNow: () => number };

/** Conversations that a look at the backlog takes in: with so many it holds up the process for some 20 ms. */
const MOST_LOOKED_INTO = 2_000;

/** What waits for its turn, and the lease: who may run its head. It works on a row that the caller then saves. */
export class Inbox {
  readonly #tables: ConversationTables;
  readonly #seen: SeenIds;
  readonly #lease: LeaseSettings;

  constructor(tables: ConversationTables, seen: SeenIds, lease: LeaseSettings) {
    this.#tables = tables;
    this.#seen = seen;
    this.#lease = lease;
  }

  receive(row: ConversationRow, message: InboundMessage, entryId: string | undefined): void {
    const conversation = keyPart(row.id);
    this.#seen.add(conversation, message, entryId);
    this.#tables.inbox.put([conversation, row.inboxTail], message);
    row.inboxTail += 1;
  }

  /** What the store itself brings in is never refused for want of room: an effect's result is a fact. */
  receiveOnce(row: ConversationRow, message: Omit<InboundMessage, 'buyerId' | 'channel'>): void {
    if (this.#seen.find(keyPart(row.id), message) !== undefined) return;
    this.receive(row, { ...message, buyerId: row.buyerId, channel: row.channel }, undefined);
  }

  claim(row: ConversationRow): Turn | undefined {
    if (row.inboxHead === row.inboxTail || this.#isHeld(row)) return undefined;
    row.fence += 1;
    return this.#takeHead(row);
  }

  /** Takes the head off; the next one, if there is one, goes to the same holder. */
  pop(row: ConversationRow): Turn | undefined {
    this.#tables.inbox.remove([keyPart(row.id), row.inboxHead]);
    row.inboxHead += 1;
    row.attempts = 0;
    if (row.inboxHead < row.inboxTail) return this.#takeHead(row);
    this.letGo(row);
    return undefined;
  }

  /** True until somebody else has claimed, the turn was committed, or it was let go; the lease's end alone takes nothing. */
  isHolder(row: ConversationRow | undefined, turn: Turn): row is ConversationRow {
    return (
      row !== undefined && row.owner === this.#lease.run && row.fence === turn.fence && row.version === turn.version
    );
  }

  extend(row: ConversationRow): void {
    row.owner = this.#lease.run;
    row.leaseUntil = this.#lease.steadyNow() + this.#lease.leaseMs;
  }

  letGo(row: ConversationRow): void {
    row.owner = '';
    row.leaseUntil = 0;
  }

  /** Conversations with something in the inbox that nobody holds, by skipping from one conversation to the next. */
  waiting(limit: number): readonly string[] {
    const found: string[] = [];
    let from = '';
    while (found.length < limit) {
      const next = this.#firstConversation(from);
      if (next === undefined) break;
      const row = this.#tables.rows.get([next]);
      if (row !== undefined && !this.#isHeld(row)) found.push(row.id);
      from = next;
    }
    return found;
  }

  backlog(): { messages: number; waiting: number } {
    let [messages, waiting, looked] = [0, 0, 0];
    for (let next = this.#firstConversation(''); next !== undefined; next = this.#firstConversation(next)) {
      looked += 1;
      if (looked > MOST_LOOKED_INTO) break;
      const row = this.#tables.rows.get([next]);
      if (row === undefined) continue;
      messages += row.inboxTail - row.inboxHead;
      if (!this.#isHeld(row)) waiting += 1;
    }
    return { messages, waiting };
  }

  #firstConversation(after: string): string | undefined {
    for (const [conversation] of this.#tables.inbox.keys({ from: [after, LAST], to: [BEHIND_KEY_PARTS] })) {
      return typeof conversation === 'string' ? conversation : undefined;
    }
    return undefined;
  }

  #takeHead(row: ConversationRow): Turn {
    const conversation = keyPart(row.id);
    const message = this.#tables.inbox.get([conversation, row.inboxHead]);
    if (message === undefined)
      throw new Error(`conversations: the inbox of ${row.id} has lost message ${row.inboxHead}`);
    this.extend(row);
    row.attempts += 1;
    const state = this.#tables.states.get([conversation]);
    return { conversationId: row.id, fence: row.fence, version: row.version, state, message, attempt: row.attempts };
  }

  #isHeld(row: ConversationRow): boolean {
    return row.owner === this.#lease.run && row.leaseUntil > this.#lease.steadyNow();
  }
}

/** Sorts behind every `keyPart`. */
const BEHIND_KEY_PARTS = '\u{10ffff}';
