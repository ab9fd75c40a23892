import type { RedisConnection } from '../../storage/redisConnection.js';
import { list, text, whole } from '../../storage/redisScript.js';
import type { Effect, InboundMessage } from '../conversationStore.js';
import { keysOf, keysOfShard, storedText } from './conversationKeys.js';
import { HOLD, OUTBOXES, RETRY, SETTLE, TAKE } from './effectScripts.js';
import { type SeenIds, seenId } from './seenIds.js';

export type OutboxOptions = {
  readonly connection: RedisConnection;
  readonly seen: SeenIds;
  /** A taken effect comes again so long after its process died; while that lives, when the taker's own lease has ended. */
  readonly leaseMs: number;
};

type InHand = { readonly posted: string; readonly shard: number; readonly attempt: number; readonly until: number };

/** What this process did not post itself is looked for so often. */
const LOOK_EVERY_MS = 200;

/** Effects in order within their conversation: a stream a shard, taken by the processes as one consumer group. */
export class Outbox {
  readonly #options: OutboxOptions;
  /** Shards that may hold something to take. */
  readonly #shards = new Set<number>();
  readonly #cursors = new Map<number, string>();
  /** By conversation, of which there is one at a time. */
  readonly #inHand = new Map<string, InHand>();
  readonly #holding: NodeJS.Timeout;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#holding = setInterval(() => void this.#hold(), options.leaseMs / 3).unref();
  }

  /** There is something new in it. */
  posted(shard: number): void {
    this.#shards.add(shard);
  }

  async take(limit: number, leaseMs: number): Promise<readonly Effect[]> {
    if (limit < 1) return [];
    await this.#look();
    let taken: readonly Effect[] = [];
    // Each shard is asked once, as many at a time as there is room.
    for (const asked = [...this.#shards]; asked.length > 0 && taken.length === 0; ) {
      const some = asked.splice(0, limit);
      const room = Math.floor(limit / some.length);
      taken = (await Promise.all(some.map((shard) => this.#takeFrom(shard, room, leaseMs)))).flat();
    }
    return taken;
  }

  /** Nothing when it was settled before. */
  async settle(effect: Effect, result?: Pick<InboundMessage, 'at' | 'body'>): Promise<void> {
    const { connection, seen } = this.#options;
    const { conversationId, buyerId, channel, key } = effect;
    const keys = keysOf(conversationId);
    const message: InboundMessage | undefined = result && {
      id: key,
      kind: 'effectResult',
      buyerId,
      channel,
      at: result.at,
      body: result.body,
    };
    const left = await connection.run(
      SETTLE,
      keys,
      {
        me: keys.me,
        key: JSON.stringify(key),
        message: message === undefined ? '' : JSON.stringify(message),
        id: message === undefined ? '' : seenId(conversationId, message),
        livesMs: seen.livesMs,
      },
      { keys: seen.keys(keys.shard, Date.now()) },
    );
    this.#drop(effect);
    if (left !== null && whole(left) > 0) this.posted(keys.shard);
  }

  async retry(effect: Effect, delayMs: number): Promise<void> {
    const { connection } = this.#options;
    const keys = keysOf(effect.conversationId);
    this.#drop(effect);
    const { key, attempt } = effect;
    await connection.run(RETRY, keys, { key: JSON.stringify(key), attempt, delayMs });
    this.posted(keys.shard);
  }

  close(): void {
    clearInterval(this.#holding);
  }

  async #look(): Promise<void> {
    const now = performance.now();
    if (now - this.#lookedAt < LOOK_EVERY_MS) return;
    this.#lookedAt = now;
    const { connection } = this.#options;
    const found = await Promise.all(
      connection.shardGroups.map(async (group) => {
        const keys = group.map((shard) => keysOfShard(shard).outbox);
        const places = list(await connection.run(OUTBOXES, {}, {}, { keys }));
        return places.flatMap((place) => group[whole(place) - 1] ?? []);
      }),
    );
    for (const shard of found.flat()) this.#shards.add(shard);
  }

  async #takeFrom(shard: number, limit: number, leaseMs: number): Promise<readonly Effect[]> {
    const { connection } = this.#options;
    const firstMs = Math.min(leaseMs, this.#options.leaseMs);
    const cursor = this.#cursors.get(shard) ?? '0-0';
    // Whatever comes in from now on marks it again.
    this.#shards.delete(shard);
    const keys = keysOfShard(shard);
    const asked = connection.run(TAKE, keys, { limit, leaseMs: firstMs, cursor });
    const reply = await asked.catch((error: unknown) => {
      this.#shards.add(shard);
      throw error;
    });
    const [next, ...taken] = list(reply);
    this.#cursors.set(shard, text(next));
    // There may be more, or some were passed over on the way.
    if (taken.length >= limit || text(next) !== '0-0') this.#shards.add(shard);
    return taken.map((one) => {
      const [posted, attempt, me, key, effect, buyer, channel] = list(one);
      const { kind, body }: Pick<Effect, 'kind' | 'body'> = JSON.parse(text(effect));
      const conversationId = storedText(text(me));
      const inHand = { posted: text(posted), shard, attempt: whole(attempt), until: performance.now() + leaseMs };
      this.#inHand.set(conversationId, inHand);
      return {
        key: storedText(text(key)),
        kind,
        body,
        conversationId,
        buyerId: storedText(text(buyer)),
        channel: storedText(text(channel)),
        attempt: inHand.attempt,
      };
    });
  }

  /** Those that are still worked on are not to look left behind. */
  async #hold(): Promise<void> {
    const { connection, leaseMs } = this.#options;
    const now = performance.now();
    const byShard = new Map<number, string[]>();
    for (const [conversationId, { posted, shard, attempt, until }] of this.#inHand) {
      if (until <= now) this.#inHand.delete(conversationId);
      else byShard.set(shard, [...(byShard.get(shard) ?? []), posted, String(attempt)]);
    }
    for (const [shard, args] of byShard) {
      // One that fails is a lease that ends: the effect comes again, which is safe by its key.
      await connection.run(HOLD, keysOfShard(shard), { leaseMs }, { args }).catch(() => undefined);
    }
  }

  #drop({ conversationId, attempt }: Effect): void {
    if (this.#inHand.get(conversationId)?.attempt === attempt) this.#inHand.delete(conversationId);
  }
}
