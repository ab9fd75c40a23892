import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Records } from './records.js';

const COLLECTION = 'attempts';
/** Each round that fails lost to another attempt, of which there are few; after so many something is broken. */
const MAX_ROUNDS = 50;

/** `name`: what is counted. At most `limit` of them within any `windowMs`. */
export type Counter = { readonly name: string; readonly limit: number; readonly windowMs: number };

/** The attempts within the window, the oldest first. */
const Kept = z.array(z.object({ key: z.string(), at: z.int() }));
type Kept = z.infer<typeof Kept>;

/** `left`: how many more now. `until`: ms since epoch; from then on there is one more. */
export type Attempted = {
  readonly kind: 'taken' | 'refused';
  readonly left: number;
  readonly until: number;
};

/**
 * Counts attempts over a window of time, durably, and never one more than the limit, whatever comes at once. An attempt is
 * known by its key: repeated, it is the same one. One that the second counter refuses stays counted by the first: that
 * errs on the safe side.
 */
export class Attempts {
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  async take(counters: readonly Counter[], key: string, now: number): Promise<Attempted> {
    let left = Number.POSITIVE_INFINITY;
    let until = now;
    for (const counter of counters) {
      const one = await this.#takeOne(counter, key, now);
      if (one.kind === 'refused') return one;
      left = Math.min(left, one.left);
      if (one.left === 0) until = Math.max(until, one.until);
    }
    return { kind: 'taken', left, until };
  }

  /** It was no failure after all, and is not counted any more. */
  async giveBack(counters: readonly Counter[], key: string, now: number): Promise<void> {
    for (const counter of counters) {
      await this.#change(counter, now, (recent) => ({
        next: recent.some((attempt) => attempt.key === key) ? recent.filter((one) => one.key !== key) : undefined,
        told: undefined,
      }));
    }
  }

  #takeOne(counter: Counter, key: string, now: number): Promise<Attempted> {
    const { limit, windowMs } = counter;
    const endOf = ([oldest]: Kept) => (oldest?.at ?? now) + windowMs;
    return this.#change<Attempted>(counter, now, (recent) => {
      const before = recent.findIndex((attempt) => attempt.key === key);
      if (before >= 0) return { told: { kind: 'taken', left: Math.max(0, limit - before - 1), until: endOf(recent) } };
      if (recent.length >= limit) return { told: { kind: 'refused', left: 0, until: endOf(recent) } };
      const next = [...recent, { key, at: now }];
      return { next, told: { kind: 'taken', left: limit - next.length, until: endOf(next) } };
    });
  }

  /** Without `next` nothing is written. */
  async #change<Told>(
    { name, windowMs }: Counter,
    now: number,
    change: (recent: Kept) => { readonly next?: Kept | undefined; readonly told: Told },
  ): Promise<Told> {
    // Hashed, because names hold ids from outside, of any length.
    const id = createHash('sha256').update(name).digest('base64url');
    const options = { expiresAt: now + windowMs };
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const stored = await this.#records.get(COLLECTION, id);
      const recent = Kept.parse(stored?.value ?? []).filter(({ at }) => at > now - windowMs);
      const { next, told } = change(recent);
      if (next === undefined) return told;
      const isWritten = stored
        ? await this.#records.replace(COLLECTION, id, stored.version, next, options)
        : await this.#records.create(COLLECTION, id, next, options);
      if (isWritten) return told;
    }
    throw new Error(`attempts: a counter moved ${MAX_ROUNDS} times while an attempt was being counted`);
  }
}
