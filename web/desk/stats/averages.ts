import type { Stats } from '../../../services/desk/deskApi.js';

type Hours = Stats['hours'];

/** The average of all, from the hours' averages: an hour with ten of them counts ten times. undefined: there was none. */
export function firstResponseOf(hours: Hours): number | undefined {
  return weighted(hours.map(({ firstResponseMs, answered }) => ({ ms: firstResponseMs, count: answered })));
}

export function resolutionOf(hours: Hours): number | undefined {
  return weighted(hours.map(({ resolutionMs, resolved }) => ({ ms: resolutionMs, count: resolved })));
}

/** The part of those who asked that no agent reached, from 0 to 1. undefined: nobody asked. */
export function abandonmentOf(hours: Hours): number | undefined {
  const asked = sum(hours.map((hour) => hour.asked));
  // Who asked before the first hour may have left within it.
  return asked === 0 ? undefined : Math.min(1, sum(hours.map(({ abandoned }) => abandoned)) / asked);
}

export function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function weighted(parts: readonly { readonly ms: number | undefined; readonly count: number }[]): number | undefined {
  // An hour that has an average had at least one.
  const known = parts.flatMap(({ ms, count }) => (ms === undefined ? [] : [{ ms, count: Math.max(1, count) }]));
  if (known.length === 0) return undefined;
  return sum(known.map(({ ms, count }) => ms * count)) / sum(known.map(({ count }) => count));
}
