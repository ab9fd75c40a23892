import type { Stats } from '../../../../services/desk/deskApi.js';
import { NOW } from './contexts.js';

const HOUR_MS = 3_600_000;

export function emptyStats(): Stats {
  return { now: NOW, waiting: 0, open: 0, agents: [], hours: [] };
}

/** A day with a rush in the morning, and a night in which nobody asked. */
export function busyStats(): Stats {
  const asked = [2, 1, 0, 0, 0, 0, 0, 1, 3, 8, 14, 11, 9, 6, 7, 9, 10, 6, 4, 3, 2, 2, 1, 3];
  return {
    now: NOW,
    waiting: 7,
    longestWaitMs: 252_000,
    open: 12,
    agents: [
      { agent: { id: 'lee', name: 'Lee' }, isHere: false, open: 0, resolved: 4 },
      {
        agent: { id: 'sam', name: 'Sam' },
        isHere: true,
        open: 3,
        resolved: 21,
        firstResponseMs: 41_000,
        resolutionMs: 640_000,
        rating: 4.62,
      },
      {
        agent: { id: 'noor', name: 'نور الهاشمي' },
        isHere: true,
        open: 5,
        resolved: 18,
        firstResponseMs: 75_000,
        resolutionMs: 4_500_000,
        rating: 4,
      },
      {
        agent: { id: 'kim', name: 'Kim Okonkwo-Featherstonehaugh' },
        isHere: true,
        open: 4,
        resolved: 30,
        firstResponseMs: 12_000,
        resolutionMs: 420_000,
        rating: 3.9,
      },
    ],
    hours: asked.map((count, index) => {
      const answered = Math.round(count * 0.8);
      return {
        from: Math.floor(NOW / HOUR_MS) * HOUR_MS - (asked.length - 1 - index) * HOUR_MS,
        asked: count,
        answered,
        resolved: Math.max(0, answered - 1),
        abandoned: count - answered,
        ...(answered > 0 && { firstResponseMs: 20_000 + count * 9_000 }),
        ...(answered > 1 && { resolutionMs: 300_000 + count * 30_000 }),
      };
    }),
  };
}
