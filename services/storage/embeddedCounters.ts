import type { Counters } from './counters.js';

/** Counters in memory, for the one process that there is. `steadyNow` never jumps (ms). */
export function openEmbeddedCounters(steadyNow: () => number = () => performance.now()): Counters {
  const counts = new Map<string, { count: number; readonly until: number }>();
  return {
    async count(name, keepMs) {
      const now = steadyNow();
      // In the order of their first time: whatever is kept for as long ends in that order too.
      for (const [oldest, { until }] of counts) {
        if (until > now) break;
        counts.delete(oldest);
      }
      const known = counts.get(name);
      const counted = known && known.until > now ? known : { count: 0, until: now + keepMs };
      counted.count += 1;
      if (counted !== known) {
        counts.delete(name);
        counts.set(name, counted);
      }
      return counted.count;
    },
  };
}
