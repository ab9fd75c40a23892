import { z } from 'zod';
import type { Records } from '../storage/records.js';

const COLLECTION = 'deskFigures';
const KEY = 'wait';

/** The rules of Dynamics 365, as published (November 2026). */
const NEEDED_SAMPLES = 20;
const TOLD_OVER_MS = 60_000;
const REFRESH_MS = 600_000;
const IDLE_RESET_MS = 7 * 86_400_000;
/** Their weight is not published: that of an average over as many samples as are needed. */
const WEIGHT = 2 / (NEEDED_SAMPLES + 1);
/** Effects that come again within so many others count once. */
const KEYS_KEPT = 100;
const TRIES = 5;

export const WaitFigures = z.object({
  samples: z.int().min(0),
  averageMs: z.number().min(0),
  /** What is told, and since when: it is looked at again every ten minutes. */
  toldMs: z.number().min(0).optional(),
  toldAt: z.int(),
  lastAt: z.int(),
  keys: z.array(z.string()),
});
export type WaitFigures = z.infer<typeof WaitFigures>;

/** The figures with one more buyer who waited so long for an agent and got one; who gave up does not count. */
export function withWait(before: WaitFigures | undefined, key: string, waitMs: number, now: number): WaitFigures {
  const known = before && now - before.lastAt < IDLE_RESET_MS ? before : undefined;
  const averageMs = known ? known.averageMs + WEIGHT * (waitMs - known.averageMs) : waitMs;
  const samples = (known?.samples ?? 0) + 1;
  const isDue = known === undefined || known.toldMs === undefined || now - known.toldAt >= REFRESH_MS;
  const told = isDue && samples >= NEEDED_SAMPLES ? { toldMs: averageMs, toldAt: now } : undefined;
  return {
    samples,
    averageMs,
    toldAt: known?.toldAt ?? now,
    ...(known?.toldMs === undefined ? {} : { toldMs: known.toldMs }),
    ...told,
    lastAt: now,
    keys: [...(known?.keys ?? []), key].slice(-KEYS_KEPT),
  };
}

/** How long a buyer who comes now will wait, in ms; undefined: not known, or too short to tell. */
export function toldWait(figures: WaitFigures | undefined, now: number): number | undefined {
  if (figures?.toldMs === undefined || now - figures.lastAt >= IDLE_RESET_MS) return undefined;
  return figures.toldMs > TOLD_OVER_MS ? figures.toldMs : undefined;
}

/** Counts a wait that ended with an agent. `key`: the effect's, so that a repeat counts once. */
export async function noteWait(records: Records, key: string, waitMs: number, now: number): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const found = await records.get(COLLECTION, KEY);
    const before = found && WaitFigures.parse(found.value);
    if (before?.keys.includes(key)) return;
    const value = JSON.parse(JSON.stringify(withWait(before, key, waitMs, now)));
    const written = found
      ? await records.replace(COLLECTION, KEY, found.version, value)
      : await records.create(COLLECTION, KEY, value);
    if (written) return;
  }
  throw new Error('the average wait was written by others every time');
}

export async function expectedWait(records: Pick<Records, 'get'>, now: number): Promise<number | undefined> {
  const found = await records.get(COLLECTION, KEY);
  return toldWait(found && WaitFigures.parse(found.value), now);
}
