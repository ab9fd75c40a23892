import type { ConversationStore, Effect } from '../../services/conversations/conversationStore.js';
import type { JsonObject } from '../../services/json.js';
import type { Log } from '../../services/telemetry/log.js';
import { type Metrics, NO_METRICS } from '../../services/telemetry/metrics.js';
import { effectCounts } from './effectCounts.js';
import type { Probe } from './probe.js';
import { settledWithin } from './settledWithin.js';

/** Does one kind of effect. The result, if there is one, comes back as a message. Throws: try again later. */
export type EffectHandler = (effect: Effect) => Promise<JsonObject | undefined>;

export type EffectWorkerOptions = {
  readonly store: ConversationStore;
  readonly handlers: Readonly<Record<string, EffectHandler>>;
  readonly log: Log;
  readonly clock: () => number;
  /** After an effect that has a result is settled: it is in the inbox. */
  readonly onResult: (conversationId: string) => Promise<void>;
  readonly metrics?: Metrics;
  readonly probe?: Probe;
};

/** They mostly wait, for the store or a slow backend: with 32, of 256 who filed at once each waited for the others. */
const AT_ONCE = 128;
/** Longer than any handler may take: a taken effect comes again only after its process has died. */
const LEASE_MS = 30_000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 300_000;

/**
 * Runs what turns have asked for, at least once and in order within a conversation. The handler must be safe to repeat
 * by the effect's key; what comes back is taken exactly once, because its message id is that key.
 */
export class EffectWorker {
  readonly #options: EffectWorkerOptions;
  readonly #counts: ReturnType<typeof effectCounts>;
  readonly #running = new Map<Promise<void>, Effect>();
  /** When effects were last looked for with success, on the clock that only goes forward. */
  #lookedAt = performance.now();
  #pumping: Promise<void> | undefined;
  #again = false;
  #closed = false;

  constructor(options: EffectWorkerOptions) {
    this.#options = options;
    this.#counts = effectCounts(options.metrics ?? NO_METRICS);
  }

  /** There may be something to do. Cheap, and safe to call at any time. */
  wake(): void {
    this.#again = true;
    if (this.#pumping || this.#closed) return;
    this.#pumping = this.#pump()
      .catch((error: unknown) => this.#options.log.error({ err: error }, 'effects could not be taken'))
      .finally(() => {
        this.#pumping = undefined;
        if (this.#again) this.wake();
      });
  }

  /** Since when nothing could be taken, in ms. Woken by the sweeper, a worker that is well looks several times a second. */
  get idleMs(): number {
    return performance.now() - this.#lookedAt;
  }

  /** Takes no more, and lets those under way finish for `withinMs`. What is left is free for others at once. */
  async close(withinMs: number): Promise<void> {
    const deadline = performance.now() + withinMs;
    this.#closed = true;
    if (this.#pumping) await settledWithin(withinMs, [this.#pumping]);
    if (await settledWithin(deadline - performance.now(), this.#running.keys())) return;
    const left = [...this.#running.values()];
    this.#options.log.warn({ effects: left.length }, 'effects let go: they did not end in time');
    await Promise.allSettled(left.map((effect) => this.#options.store.retryEffect(effect, 0)));
  }

  /** One that takes long holds up none but those behind it in its own conversation. */
  async #pump(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false;
      const room = AT_ONCE - this.#running.size;
      if (room > 0) {
        for (const effect of await this.#options.store.takeEffects(room, LEASE_MS)) this.#begin(effect);
      }
      this.#lookedAt = performance.now();
    }
  }

  #begin(effect: Effect): void {
    const running = this.#do(effect).finally(() => {
      this.#running.delete(running);
      // There is room again, and perhaps a second effect behind this one.
      this.wake();
    });
    this.#running.set(running, effect);
  }

  async #do(effect: Effect): Promise<void> {
    const { store, handlers, log, clock, probe } = this.#options;
    const about = {
      conversationId: effect.conversationId,
      effectKey: effect.key,
      kind: effect.kind,
      attempt: effect.attempt,
    };
    const counts = this.#counts(effect.kind);
    const from = performance.now();
    let result: JsonObject | undefined;
    try {
      const handler = handlers[effect.kind];
      if (!handler) throw new Error(`no handler for effects of kind ${effect.kind}`);
      result = await handler(effect);
      await probe?.('effectSent', effect.conversationId);
      await store.settleEffect(effect, result && { at: clock(), body: result });
      counts.done();
      counts.seconds((performance.now() - from) / 1_000);
      await probe?.('effectSettled', effect.conversationId);
    } catch (error) {
      const delayMs = retryDelayMs(effect.attempt);
      counts.retried();
      log.warn({ ...about, err: error, delayMs }, 'effect not done; will be tried again');
      await store.retryEffect(effect, delayMs).catch((err: unknown) => log.error({ ...about, err }, 'retry not noted'));
      return;
    }
    // Without a result nothing has come into the inbox.
    if (result === undefined) return;
    await this.#options.onResult(effect.conversationId).catch((err: unknown) => {
      log.warn({ ...about, err }, 'result waits for the sweeper');
    });
  }
}

/** Doubles from 0.5 s to 5 min, with up to a quarter of jitter so that a recovering backend is not met by all at once. */
function retryDelayMs(attempt: number): number {
  const base = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(20, attempt - 1));
  return Math.round(base * (1 + Math.random() / 4));
}
