import { z } from 'zod';
import { DAY_MS } from '../refunds/calendarDay.js';
import type { Records } from '../storage/records.js';

/** So much in all: longer than any date of a case, and short of the year for which conversations are kept. */
const MOST_AHEAD_MS = 300 * DAY_MS;

const Ahead = z.object({ aheadMs: z.int().min(0).max(MOST_AHEAD_MS) });
// Each round that fails lost to somebody who got on; after so many something is broken.
const MAX_ROUNDS = 20;
const [COLLECTION, KEY] = ['demo', 'clock'];

/** The demo's time, which can be moved ahead and never back. */
export type DemoClock = {
  /** ms since epoch. */
  readonly now: () => number;
  /** How much it is ahead of the wall's clock, in ms. */
  readonly aheadMs: () => number;
  /** Moves it ahead by so many ms more, at least one. False: that would be too far in all, or is none. */
  readonly move: (byMs: number) => Promise<boolean>;
};

/**
 * So that somebody lives through weeks of a case in minutes. How far it is ahead is kept, since what has happened in a case
 * must not lie in the future after a restart. `wallClock`: ms since epoch.
 */
export async function openDemoClock(records: Records, wallClock: () => number): Promise<DemoClock> {
  const stored = async () => {
    const kept = await records.get(COLLECTION, KEY);
    return { version: kept?.version ?? 0, aheadMs: kept ? Ahead.parse(kept.value).aheadMs : 0 };
  };
  let { aheadMs } = await stored();
  return {
    now: () => wallClock() + aheadMs,
    aheadMs: () => aheadMs,
    async move(byMs) {
      if (!Number.isInteger(byMs) || byMs < 1) return false;
      for (let round = 0; round < MAX_ROUNDS; round += 1) {
        // From what is kept: another process may have moved it too.
        const before = await stored();
        const wanted = Ahead.safeParse({ aheadMs: before.aheadMs + byMs }).data;
        if (!wanted) return false;
        const isKept =
          before.version === 0
            ? await records.create(COLLECTION, KEY, wanted)
            : await records.replace(COLLECTION, KEY, before.version, wanted);
        if (!isKept) continue;
        aheadMs = Math.max(aheadMs, wanted.aheadMs);
        return true;
      }
      throw new Error(`demo: the clock was moved ${MAX_ROUNDS} times while it was to be moved`);
    },
  };
}
