import type { Json } from '../json.js';
import type { RedisConnection } from '../storage/redisConnection.js';
import { list, whole } from '../storage/redisScript.js';
import { StoreAwayError } from '../storage/storeAway.js';
import type { BuyerRecord } from './buyerRecord.js';
import type { ConversationSettings } from './conversationSettings.js';
import type {
  Accepted,
  Backlog,
  Committed,
  ConversationStore,
  Effect,
  InboundMessage,
  NewLogEntry,
  OnNews,
  Turn,
  TurnOutcome,
} from './conversationStore.js';
import { NewsBoard } from './newsBoard.js';
import { backlog } from './redis/backlog.js';
import { Buyers } from './redis/buyers.js';
import { keysOf, keysOfShard, storedText } from './redis/conversationKeys.js';
import { dueIn } from './redis/dueIn.js';
import { DROP, FORGET } from './redis/forgetScripts.js';
import { readNews } from './redis/news.js';
import { Outbox } from './redis/outbox.js';
import { LOG, STATE } from './redis/readScripts.js';
import { SeenIds } from './redis/seenIds.js';
import { newestSummaries } from './redis/summaries.js';
import { fireTimers } from './redis/timers.js';
import { readLine, readState } from './redis/turnReply.js';
import { Turns } from './redis/turns.js';

/** The ConversationStore on Redis. It does not close the connection. */
export async function openRedisConversationStore(
  connection: RedisConnection,
  settings: ConversationSettings,
): Promise<ConversationStore> {
  const store = new RedisConversationStore(connection, settings);
  await store.listen();
  return store;
}

/** Forgotten at once, in each shard; the next sweep takes the next ones. */
const FORGET_LIMIT = 20;
const DAY_MS = 86_400_000;

class RedisConversationStore implements ConversationStore {
  readonly #connection: RedisConnection;
  readonly #keepMs: number;
  readonly #run = crypto.randomUUID();
  readonly #seen: SeenIds;
  readonly #turns: Turns;
  readonly #outbox: Outbox;
  readonly #buyers: Buyers;
  readonly #news = new NewsBoard();
  readonly #asked = new Set<Promise<unknown>>();
  #closed: Promise<void> | undefined;

  constructor(connection: RedisConnection, settings: ConversationSettings) {
    const seen = new SeenIds(settings.seenDays);
    const outbox = new Outbox({ connection, seen, leaseMs: settings.leaseMs });
    this.#connection = connection;
    this.#keepMs = settings.keepDays * DAY_MS;
    this.#seen = seen;
    this.#outbox = outbox;
    this.#turns = new Turns({
      connection,
      settings,
      seen,
      run: this.#run,
      onLines: (conversationId, lines) => this.#news.announce(conversationId, () => lines),
      onEffects: (shard) => outbox.posted(shard),
    });
    this.#buyers = new Buyers(connection);
  }

  /** One channel a shard; what we publish ourselves has been announced already. */
  async listen(): Promise<void> {
    const groups = this.#connection.shardGroups.map((group) => group.map((shard) => keysOfShard(shard).news));
    await this.#connection.listen(groups, (message) => {
      const { run, conversationId, lines } = readNews(message);
      if (run !== this.#run) this.#news.announce(conversationId, lines);
    });
    this.#connection.onReturn(() => this.#news.announceAll());
  }

  accept(conversationId: string, message: InboundMessage, entry?: NewLogEntry): Promise<Accepted> {
    return this.#ask(() => this.#turns.accept(conversationId, message, entry));
  }

  claim(conversationId: string): Promise<Turn | undefined> {
    return this.#ask(() => this.#turns.claim(conversationId));
  }

  commit(turn: Turn, outcome: TurnOutcome): Promise<Committed> {
    return this.#ask(() => this.#turns.commit(turn, outcome));
  }

  renew(turn: Turn): Promise<boolean> {
    return this.#ask(() => this.#turns.renew(turn));
  }

  release(turn: Turn, { uncounted }: { readonly uncounted: boolean }): Promise<void> {
    return this.#ask(() => this.#turns.release(turn, uncounted));
  }

  log(conversationId: string, query: { readonly after: number; readonly limit: number }) {
    return this.#ask(async () => {
      const after = Math.max(0, Math.floor(query.after));
      const reply = await this.#connection.run(LOG, keysOf(conversationId), { after, limit: query.limit });
      const [lastSeq, from, lines] = list(reply);
      const entries = list(lines).map((line, index) => readLine(conversationId, whole(from) + 1 + index, line));
      return { entries, lastSeq: whole(lastSeq) };
    });
  }

  watch(conversationId: string, onNews: OnNews): () => void {
    return this.#news.watch(conversationId, onNews);
  }

  state(conversationId: string): Promise<Json | undefined> {
    return this.#ask(async () => readState(await this.#connection.run(STATE, keysOf(conversationId), {})));
  }

  takeEffects(limit: number, leaseMs: number): Promise<readonly Effect[]> {
    return this.#ask(() => this.#outbox.take(limit, leaseMs));
  }

  settleEffect(effect: Effect, result?: Pick<InboundMessage, 'at' | 'body'>): Promise<void> {
    return this.#ask(() => this.#outbox.settle(effect, result));
  }

  retryEffect(effect: Effect, delayMs: number): Promise<void> {
    return this.#ask(() => this.#outbox.retry(effect, delayMs));
  }

  fireTimers(now: number, limit: number): Promise<readonly string[]> {
    return this.#ask(() => fireTimers(this.#connection, this.#seen, now, limit));
  }

  waiting(limit: number): Promise<readonly string[]> {
    return this.#ask(async () => {
      await this.#turns.letGoUnheard();
      return (await dueIn(this.#connection, 'due', limit)).slice(0, limit).map(storedText);
    });
  }

  backlog(): Promise<Backlog> {
    return this.#ask(() => backlog(this.#connection));
  }

  buyer(buyerId: string): Promise<BuyerRecord | undefined> {
    return this.#ask(() => this.#buyers.read(buyerId));
  }

  changeBuyer(buyerId: string, change: (record: BuyerRecord) => BuyerRecord): Promise<BuyerRecord> {
    return this.#ask(() => this.#buyers.change(buyerId, change));
  }

  summaries(query: { readonly limit: number; readonly buyerId?: string }) {
    return this.#ask(() => newestSummaries(this.#connection, query));
  }

  sweep(now: number): Promise<void> {
    return this.#ask(async () => {
      for (const group of this.#connection.shardGroups) {
        await this.#connection.run(DROP, {}, {}, { keys: group.flatMap((shard) => this.#seen.over(shard, now)) });
      }
      const before = now - this.#keepMs;
      for (const me of await dueIn(this.#connection, 'used', FORGET_LIMIT, before)) {
        await this.#connection.run(FORGET, keysOf(storedText(me)), { me, before });
      }
    });
  }

  check(): Promise<void> {
    return this.#ask(() => this.#connection.check());
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  /** Ends what was asked, then lets go of every lease. */
  async #close(): Promise<void> {
    this.#outbox.close();
    this.#news.clear();
    await Promise.allSettled(this.#asked);
    await this.#turns.letGoAll();
  }

  #ask<T>(call: () => Promise<T>): Promise<T> {
    if (this.#closed !== undefined) return Promise.reject(new StoreAwayError('the store is closed'));
    const asked = call();
    this.#asked.add(asked);
    const done = (): void => void this.#asked.delete(asked);
    asked.then(done, done);
    return asked;
  }
}
