import { setTimeout as later } from 'node:timers/promises';
import type { RedisServer } from '../../support/redisServer.js';
import type { Build } from './builds.js';
import { DeskClient, GaveUp } from './deskClient.js';
import type { Fleet } from './fleet.js';

export type Broken = {
  readonly fleet: Fleet;
  readonly redis: RedisServer;
  readonly secret: string;
  /** The versions between which processes are replaced. */
  readonly builds: readonly [Build, Build];
  readonly happened: Happened[];
};

/**
 * `at`: from when on everything could work again, or for a process's death, when it died. ms since epoch.
 * `worksAfterMs`: from then until every process took a new conversation; of Redis's returns only.
 */
export type Happened = { readonly kind: FaultKind; readonly at: number; readonly worksAfterMs?: number };

export type FaultKind = keyof typeof FAULTS;

/** Half as long again as the desk's leases on Redis (index.ts). */
const LONGER_THAN_A_LEASE_MS = 3_000;

/** Each breaks one thing, and mends it. */
export const FAULTS = {
  /** kill -9 of a process; another starts at its place. */
  processKilled: ({ fleet, happened }: Broken) =>
    fleet.toAny(async (place) => {
      happened.push({ kind: 'processKilled', at: Date.now() });
      await place.kill();
      await place.start();
    }),
  processFrozen: ({ fleet, happened }: Broken) =>
    fleet.toAny(async (place) => {
      place.signal('SIGSTOP');
      await sleep(LONGER_THAN_A_LEASE_MS);
      place.signal('SIGCONT');
      happened.push({ kind: 'processFrozen', at: Date.now() });
    }),
  /** SIGTERM to one after another, and the other version in its place. */
  rollingRestart: async ({ fleet, builds, happened }: Broken) => {
    for (const place of fleet.places) {
      if (!place.isRunning || place.isTaken) continue;
      await place.take(async () => {
        const code = await place.terminate();
        if (code !== 0) throw new Error(`faults: a process that was told to stop ended with ${code}`);
        place.build = place.build === builds[0] ? builds[1] : builds[0];
        await place.start();
      });
    }
    happened.push({ kind: 'rollingRestart', at: Date.now() });
  },
  redisKilled: async ({ redis, ...broken }: Broken) => {
    await redis.kill();
    await sleep(300 + 700 * Math.random());
    await redis.start();
    await noteReturn('redisKilled', broken);
  },
  redisFrozen: async ({ redis, ...broken }: Broken) => {
    redis.freeze();
    await sleep(1_500 + 1_500 * Math.random());
    redis.thaw();
    await noteReturn('redisFrozen', broken);
  },
  redisFull: async ({ redis, ...broken }: Broken) => {
    await redis.ask('CONFIG', 'SET', 'maxmemory', '1mb');
    await sleep(1_000 + 1_000 * Math.random());
    await redis.ask('CONFIG', 'SET', 'maxmemory', '0');
    await noteReturn('redisFull', broken);
  },
  scriptsFlushed: async ({ redis, happened }: Broken) => {
    await redis.ask('SCRIPT', 'FLUSH');
    happened.push({ kind: 'scriptsFlushed', at: Date.now() });
  },
} as const satisfies Record<string, (broken: Broken) => Promise<void>>;

/** Each kind again and again, with about so much time from one to the next. */
export type Schedule = Readonly<Partial<Record<FaultKind, number>>>;

/** So long by one schedule. */
export type Phase = { readonly name: string; readonly seconds: number; readonly schedule: Schedule };

/** One phase after another and then from the beginning again, until told to stop. Each mends what it broke before the next. */
export function breakInRounds(phases: readonly Phase[], broken: Broken): Breaking {
  const over = new AbortController();
  const done = (async () => {
    while (!over.signal.aborted) {
      for (const { seconds, schedule } of phases) {
        const breaking = breakBy(schedule, broken);
        await later(seconds * 1_000, undefined, { signal: over.signal }).catch(() => undefined);
        await breaking.stop();
        if (over.signal.aborted) return;
      }
    }
  })();
  // A fault that cannot be made ends the run, when it is waited for.
  done.catch(() => undefined);
  return {
    async stop() {
      over.abort();
      await done;
    },
  };
}

export type Breaking = { stop(): Promise<void> };

/** Breaks by the schedule until told to stop. Different kinds overlap, but for those of Redis, which is only one. */
export function breakBy(schedule: Schedule, broken: Broken): Breaking {
  let isOver = false;
  let redisIsTaken = false;
  const under: Promise<void>[] = [];
  const loops = Object.entries(schedule).map(async ([name, everyMs]) => {
    // The keys of a Schedule are kinds of faults.
    const kind = name as FaultKind;
    const isOfRedis = kind.startsWith('redis') || kind === 'scriptsFlushed';
    while (!isOver) {
      await sleep(everyMs * (0.8 + 0.4 * Math.random()));
      if (isOver || (isOfRedis && redisIsTaken)) continue;
      if (isOfRedis) redisIsTaken = true;
      const fault = FAULTS[kind](broken).finally(() => {
        if (isOfRedis) redisIsTaken = false;
      });
      // Killing goes on while others start; what takes longer than its turn is waited for.
      if (kind === 'processKilled') under.push(fault);
      else await fault;
    }
  });
  const done = Promise.all(loops);
  // A fault that cannot be made ends the run, when it is waited for.
  for (const loop of [done, ...under]) loop.catch(() => undefined);
  return {
    async stop() {
      isOver = true;
      await done;
      await Promise.all(under);
    },
  };
}

async function noteReturn(kind: FaultKind, { fleet, secret, happened }: Omit<Broken, 'redis'>): Promise<void> {
  const at = Date.now();
  const took = fleet.places.map(async (place) => {
    if (!place.isRunning || place.isTaken) return 0;
    const client = new DeskClient([place.origin], secret);
    try {
      await client.open('probe', at + GIVES_UP_AFTER_MS);
      return Date.now() - at;
    } catch (error) {
      // Whatever else is done to a process meanwhile, this is not how long Redis's return takes.
      if (error instanceof GaveUp) return place.isRunning && !place.isTaken ? GIVES_UP_AFTER_MS : 0;
      throw error;
    } finally {
      client.close();
    }
  });
  happened.push({ kind, at, worksAfterMs: Math.max(...(await Promise.all(took))) });
}

const GIVES_UP_AFTER_MS = 10_000;

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
