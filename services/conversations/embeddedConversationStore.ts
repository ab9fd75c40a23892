import type { Json } from '../json.js';
import type { EmbeddedDatabase } from '../storage/embeddedDatabase.js';
import { keyPart } from '../storage/keyPart.js';
import { BurstLimiter } from './burstLimiter.js';
import type { BuyerRecord } from './buyerRecord.js';
import type { ConversationSettings } from './conversationSettings.js';
import {
  type Accepted,
  type Backlog,
  type Committed,
  type ConversationStore,
  type Effect,
  type InboundMessage,
  type LogEntry,
  type NewLogEntry,
  type OnNews,
  StateTooLargeError,
  type Turn,
  type TurnOutcome,
} from './conversationStore.js';
import { Buyers } from './embedded/buyers.js';
import {
  type ConversationRow,
  type ConversationTables,
  newRow,
  openConversationTables,
  saveRow,
} from './embedded/conversationTables.js';
import { Inbox } from './embedded/inbox.js';
import { Outbox } from './embedded/outbox.js';
import { SeenIds } from './embedded/seenIds.js';
import { Summaries } from './embedded/summaries.js';
import { Timers } from './embedded/timers.js';
import { Transcript } from './embedded/transcript.js';
import { NewsBoard } from './newsBoard.js';

/** `wall`: ms since epoch. `steady`: ms that only go forward, for leases and limits. */
export type StoreClock = { readonly wall: () => number; readonly steady: () => number };

/** The ConversationStore on the embedded database. It does not close the database. */
export async function openEmbeddedConversationStore(
  database: EmbeddedDatabase,
  settings: ConversationSettings,
  clock: StoreClock = { wall: Date.now, steady: () => performance.now() },
): Promise<ConversationStore> {
  const store = new EmbeddedConversationStore(database, settings, clock);
  await store.recover();
  return store;
}

/** When to come again with a message that found the inbox full: some turns later. */
const INBOX_FULL_RETRY_MS = 1_000;

class EmbeddedConversationStore implements ConversationStore {
  readonly #database: EmbeddedDatabase;
  readonly #settings: ConversationSettings;
  readonly #tables: ConversationTables;
  readonly #seen: SeenIds;
  readonly #inbox: Inbox;
  readonly #outbox: Outbox;
  readonly #timers: Timers;
  readonly #summaries: Summaries;
  readonly #transcript: Transcript;
  readonly #buyers: Buyers;
  readonly #bursts: BurstLimiter;
  readonly #news = new NewsBoard();

  constructor(database: EmbeddedDatabase, settings: ConversationSettings, clock: StoreClock) {
    const run = crypto.randomUUID();
    const tables = openConversationTables(database);
    this.#database = database;
    this.#settings = settings;
    this.#tables = tables;
    this.#seen = new SeenIds(tables, settings.seenDays, clock.wall);
    this.#inbox = new Inbox(tables, this.#seen, { run, leaseMs: settings.leaseMs, steadyNow: clock.steady });
    this.#outbox = new Outbox(tables, run, clock.wall);
    this.#timers = new Timers(tables);
    this.#summaries = new Summaries(tables);
    this.#transcript = new Transcript(tables);
    this.#buyers = new Buyers(tables);
    this.#bursts = new BurstLimiter(settings, clock.steady);
  }

  recover(): Promise<void> {
    return this.#database.write(() => this.#outbox.recover());
  }

  async accept(conversationId: string, message: InboundMessage, entry?: NewLogEntry): Promise<Accepted> {
    let counted = false;
    let line: LogEntry | undefined;
    const change = (): Accepted => {
      const row = this.#row(conversationId) ?? newRow(conversationId, message);
      const seen = this.#seen.find(keyPart(conversationId), message);
      if (seen !== undefined) return { kind: 'duplicate', entryId: seen.entryId, turn: this.#claim(row) };
      if (row.inboxTail - row.inboxHead >= this.#settings.inboxLimit) {
        return { kind: 'refused', reason: 'inboxFull', retryAfterMs: INBOX_FULL_RETRY_MS };
      }
      const waitMs = message.kind === 'buyer' ? this.#bursts.take(conversationId) : 0;
      if (waitMs > 0) return { kind: 'refused', reason: 'tooFast', retryAfterMs: waitMs };
      counted = message.kind === 'buyer';
      [line] = entry === undefined ? [] : this.#transcript.append(row, [entry]);
      this.#inbox.receive(row, message, line?.id);
      const turn = this.#inbox.claim(row);
      saveRow(this.#tables, row);
      return { kind: 'accepted', entryId: line?.id, turn };
    };
    const accepted = await this.#database.write(change).catch((error: unknown) => {
      if (counted) this.#bursts.giveBack(conversationId);
      throw error;
    });
    const fresh = line;
    if (accepted.kind === 'accepted' && fresh) this.#news.announce(conversationId, () => [fresh]);
    return accepted;
  }

  claim(conversationId: string): Promise<Turn | undefined> {
    return this.#database.write(() => {
      const row = this.#row(conversationId);
      return row && this.#claim(row);
    });
  }

  async commit(turn: Turn, outcome: TurnOutcome): Promise<Committed> {
    const state = JSON.stringify(outcome.state);
    const bytes = Buffer.byteLength(state);
    if (bytes > this.#settings.maxStateBytes) {
      throw new StateTooLargeError(`the state has ${bytes} bytes, at most ${this.#settings.maxStateBytes}`);
    }
    const committed = await this.#database.write((): Committed => {
      const row = this.#row(turn.conversationId);
      if (!this.#inbox.isHolder(row, turn)) return { kind: 'stale' };
      const conversation = keyPart(row.id);
      row.version += 1;
      this.#tables.states.putJson([conversation], state);
      const entries = this.#transcript.append(row, outcome.entries);
      this.#outbox.append(row, outcome.effects);
      this.#timers.change(conversation, outcome.timers);
      if (outcome.summary !== undefined) this.#summaries.write(row, turn.message.at, outcome.summary);
      const next = this.#inbox.pop(row);
      saveRow(this.#tables, row);
      return { kind: 'committed', entries, next };
    });
    if (committed.kind === 'committed' && committed.entries.length > 0) {
      this.#news.announce(turn.conversationId, () => committed.entries);
    }
    return committed;
  }

  renew(turn: Turn): Promise<boolean> {
    return this.#asHolder(turn, (row) => this.#inbox.extend(row));
  }

  async release(turn: Turn, { uncounted }: { readonly uncounted: boolean }): Promise<void> {
    await this.#asHolder(turn, (row) => {
      this.#inbox.letGo(row);
      if (uncounted) row.attempts -= 1;
    });
  }

  async log(conversationId: string, query: { readonly after: number; readonly limit: number }) {
    const row = this.#row(conversationId);
    return { entries: row ? this.#transcript.read(row, query) : [], lastSeq: row?.seq ?? 0 };
  }

  watch(conversationId: string, onNews: OnNews): () => void {
    return this.#news.watch(conversationId, onNews);
  }

  async state(conversationId: string): Promise<Json | undefined> {
    return this.#tables.states.get([keyPart(conversationId)]);
  }

  async takeEffects(limit: number, leaseMs: number): Promise<readonly Effect[]> {
    // Asked several times a second, mostly in vain: no write for that.
    if (!this.#outbox.hasDue()) return [];
    return this.#database.write(() => this.#outbox.take(limit, leaseMs));
  }

  async settleEffect(effect: Effect, result?: Pick<InboundMessage, 'at' | 'body'>): Promise<void> {
    await this.#database.write(() => {
      const row = this.#row(effect.conversationId);
      if (row === undefined || !this.#outbox.settle(row, effect)) return;
      if (result !== undefined) this.#inbox.receiveOnce(row, { id: effect.key, kind: 'effectResult', ...result });
      saveRow(this.#tables, row);
    });
  }

  async retryEffect(effect: Effect, delayMs: number): Promise<void> {
    await this.#database.write(() => {
      const row = this.#row(effect.conversationId);
      if (row !== undefined) this.#outbox.retry(row, effect, delayMs);
    });
  }

  async fireTimers(now: number, limit: number): Promise<readonly string[]> {
    if (this.#timers.due(now, 1).length === 0) return [];
    return this.#database.write(() => {
      const touched = new Set<string>();
      for (const due of this.#timers.due(now, limit)) {
        const timer = this.#timers.take(due);
        const row = this.#tables.rows.get([due.conversation]);
        if (timer === undefined || row === undefined) continue;
        this.#inbox.receiveOnce(row, { id: `timer:${timer.id}:${timer.at}`, kind: 'timer', at: now, body: timer.body });
        saveRow(this.#tables, row);
        touched.add(row.id);
      }
      return [...touched];
    });
  }

  async waiting(limit: number): Promise<readonly string[]> {
    return this.#inbox.waiting(limit);
  }

  async backlog(): Promise<Backlog> {
    return { ...this.#inbox.backlog(), effects: this.#outbox.size() };
  }

  async buyer(buyerId: string): Promise<BuyerRecord | undefined> {
    return this.#buyers.read(buyerId);
  }

  changeBuyer(buyerId: string, change: (record: BuyerRecord) => BuyerRecord): Promise<BuyerRecord> {
    return this.#database.write(() => this.#buyers.change(buyerId, change));
  }

  async summaries(query: { readonly limit: number; readonly buyerId?: string }) {
    return this.#summaries.list(query);
  }

  sweep(now: number): Promise<void> {
    return this.#seen.forget(this.#database, now);
  }

  check(): Promise<void> {
    return this.#database.check();
  }

  async close(): Promise<void> {
    this.#news.clear();
  }

  #row(conversationId: string): ConversationRow | undefined {
    return this.#tables.rows.get([keyPart(conversationId)]);
  }

  #claim(row: ConversationRow): Turn | undefined {
    const turn = this.#inbox.claim(row);
    if (turn !== undefined) saveRow(this.#tables, row);
    return turn;
  }

  #asHolder(turn: Turn, change: (row: ConversationRow) => void): Promise<boolean> {
    return this.#database.write(() => {
      const row = this.#row(turn.conversationId);
      if (!this.#inbox.isHolder(row, turn)) return false;
      change(row);
      saveRow(this.#tables, row);
      return true;
    });
  }
}
