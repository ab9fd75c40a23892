import { z } from 'zod';
import { DAY_MS } from '../refunds/calendarDay.js';
import type { Records } from '../storage/records.js';

/** So much in all: longer than any date of a case, and short of the year for which conversations are kept. */
const MOST_AHEAD_MS = 300 * DAY_MS;

const Ahead = z.object({ aheadMs: z.int().min(0).max(MOST_AHEAD_MS) });
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
  const kept = await records.get(COLLECTION, KEY);
  let aheadMs = kept ? Ahead.parse(kept.value).aheadMs : 0;
  return {
    now: () => wallClock() + aheadMs,
    aheadMs: () => aheadMs,
    async move(byMs) {
      const wanted = Ahead.safeParse({ aheadMs: aheadMs + byMs }).data;
      if (!wanted || !Number.isInteger(byMs) || byMs < 1) return false;
      const before = await records.get(COLLECTION, KEY);
      const isKept = before
        ? await records.replace(COLLECTION, KEY, before.version, wanted)
        : await records.create(COLLECTION, KEY, wanted);
      // Somebody else has moved it in this moment: theirs counts.
      aheadMs = isKept ? wanted.aheadMs : Ahead.parse((await records.get(COLLECTION, KEY))?.value).aheadMs;
      return isKept;
    },
  };
}
