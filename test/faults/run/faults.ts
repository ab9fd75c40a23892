import type { RedisServer } from '../../support/redisServer.js';
import type { Build } from './builds.js';
import type { Fleet } from './fleet.js';

export type Broken = {
  readonly fleet: Fleet;
  readonly redis: RedisServer;
  /** The versions between which processes are replaced. */
  readonly builds: readonly [Build, Build];
  readonly happened: Happened[];
};

/** `at`: from when on everything could work again, or for a process's death, when it died. ms since epoch. */
export type Happened = { readonly kind: FaultKind; readonly at: number };

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
  redisKilled: async ({ redis, happened }: Broken) => {
    await redis.kill();
    await sleep(300 + 700 * Math.random());
    await redis.start();
    happened.push({ kind: 'redisKilled', at: Date.now() });
  },
  redisFrozen: async ({ redis, happened }: Broken) => {
    redis.freeze();
    await sleep(1_500 + 1_500 * Math.random());
    redis.thaw();
    happened.push({ kind: 'redisFrozen', at: Date.now() });
  },
  redisFull: async ({ redis, happened }: Broken) => {
    await redis.ask('CONFIG', 'SET', 'maxmemory', '1mb');
    await sleep(1_000 + 1_000 * Math.random());
    await redis.ask('CONFIG', 'SET', 'maxmemory', '0');
    happened.push({ kind: 'redisFull', at: Date.now() });
  },
  scriptsFlushed: async ({ redis, happened }: Broken) => {
    await redis.ask('SCRIPT', 'FLUSH');
    happened.push({ kind: 'scriptsFlushed', at: Date.now() });
  },
} as const satisfies Record<string, (broken: Broken) => Promise<void>>;

/** Each kind again and again, with about so much time from one to the next. */
export type Schedule = Readonly<Partial<Record<FaultKind, number>>>;

/** Breaks by the schedule until told to stop. Different kinds overlap, but for those of Redis, which is only one. */
export function breakBy(schedule: Schedule, broken: Broken): { stop(): Promise<void> } {
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

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
