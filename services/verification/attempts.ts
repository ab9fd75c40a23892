import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Records } from '../storage/records.js';
import { ATTEMPTS_WINDOW_MS, type Counter } from './verificationRules.js';

const COLLECTION = 'attempts';
/** Each round that fails lost to another attempt, of which there are few; after so many something is broken. */
const MAX_ROUNDS = 50;

/** The attempts of the last hour, the oldest first. */
const Kept = z.array(z.object({ key: z.string(), at: z.int() }));

/** `left`: how many more now. `until`: ms since epoch; from then on there is one more. */
export type Attempted = {
  readonly kind: 'taken' | 'refused';
  readonly left: number;
  readonly until: number;
};

/**
 * Counts attempts over the last hour, durably, and never one more than the limit, whatever comes at once. An attempt is
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

  async #takeOne({ name, limit }: Counter, key: string, now: number): Promise<Attempted> {
    // Hashed, because names hold ids from outside, of any length.
    const id = createHash('sha256').update(name).digest('base64url');
    const options = { expiresAt: now + ATTEMPTS_WINDOW_MS };
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const stored = await this.#records.get(COLLECTION, id);
      const recent = Kept.parse(stored?.value ?? []).filter(({ at }) => at > now - ATTEMPTS_WINDOW_MS);
      const before = recent.findIndex((attempt) => attempt.key === key);
      if (before >= 0) return { kind: 'taken', left: Math.max(0, limit - before - 1), until: endOf(recent, now) };
      if (recent.length >= limit) return { kind: 'refused', left: 0, until: endOf(recent, now) };
      const next = [...recent, { key, at: now }];
      const isWritten = stored
        ? await this.#records.replace(COLLECTION, id, stored.version, next, options)
        : await this.#records.create(COLLECTION, id, next, options);
      if (isWritten) return { kind: 'taken', left: limit - next.length, until: endOf(next, now) };
    }
    throw new Error(`verification: a counter moved ${MAX_ROUNDS} times while an attempt was being counted`);
  }
}

/** When the oldest one counts no more. */
function endOf([oldest]: z.infer<typeof Kept>, now: number): number {
  return (oldest?.at ?? now) + ATTEMPTS_WINDOW_MS;
}
