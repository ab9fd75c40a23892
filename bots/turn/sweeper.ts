import type { ConversationStore } from '../../services/conversations/conversationStore.js';
import type { Records } from '../../services/storage/records.js';
import type { Log } from '../../services/telemetry/log.js';
import type { EffectWorker } from './effectWorker.js';
import type { TurnEngine } from './turnEngine.js';

export type SweeperOptions = {
  readonly store: Pick<ConversationStore, 'fireTimers' | 'waiting' | 'sweep'>;
  readonly records: Pick<Records, 'sweepExpired'>;
  readonly engine: Pick<TurnEngine, 'resume'>;
  readonly effects: Pick<EffectWorker, 'wake'>;
  readonly log: Log;
  readonly clock: () => number;
  /** By which things are forgotten: nobody moves it. Absent: `clock`. */
  readonly wallClock?: (() => number) | undefined;
  readonly everyMs: number;
};

const BATCH = 256;
const FORGET_EVERY_MS = 600_000;

/** Picks up what nobody is working on: conversations of a process that died, due timers, effects left over. */
export class Sweeper {
  readonly #options: SweeperOptions;
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> | undefined;
  #forgotAt = 0;
  #isFailing = false;
  /** When a sweep last went well, on the clock that only goes forward. */
  #wentAt = performance.now();

  constructor(options: SweeperOptions) {
    this.#options = options;
  }

  /** Since when no sweep has gone well, in ms. */
  get idleMs(): number {
    return performance.now() - this.#wentAt;
  }

  start(): void {
    this.#wentAt = performance.now();
    this.#timer = setInterval(() => {
      this.#sweeping ??= this.#sweep()
        .then(() => this.#went())
        .catch((error: unknown) => this.#failed(error))
        .finally(() => {
          this.#sweeping = undefined;
        });
    }, this.#options.everyMs);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  /** Told once, and not four times a second for as long as the store is away. */
  #failed(err: unknown): void {
    if (!this.#isFailing) this.#options.log.error({ err }, 'sweep failed, and is tried again');
    this.#isFailing = true;
  }

  #went(): void {
    if (this.#isFailing) this.#options.log.info({}, 'sweep goes on');
    this.#isFailing = false;
    this.#wentAt = performance.now();
  }

  async #sweep(): Promise<void> {
    const { store, records, engine, effects, clock, wallClock = clock } = this.#options;
    const now = wallClock();
    await store.fireTimers(clock(), BATCH);
    for (const conversationId of await store.waiting(BATCH)) await engine.resume(conversationId);
    effects.wake();
    if (now - this.#forgotAt > FORGET_EVERY_MS) {
      this.#forgotAt = now;
      await store.sweep(now);
      await records.sweepExpired(now);
    }
  }
}
