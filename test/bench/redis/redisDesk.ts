import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openRedisServer, type RedisServer } from '../../support/redisServer.js';
import { BenchProcess } from '../benchProcess.js';
import { openAgent } from '../directLine.js';
import { DESK_SCRIPT } from '../filing.js';
import type { Target } from '../load.js';
import { buyer, seedOrders } from '../seed.js';
import { readRedisUsage } from './redisUsage.js';

/** When Redis writes its file down to the disk: once a second, or before it acknowledges anything. */
export type Fsync = 'everysec' | 'always';

export type RedisDesk = {
  readonly target: Target;
  readonly redis: RedisServer;
  /** Bytes of Redis's memory for each conversation so far. */
  memoryEach(): Promise<number>;
  close(): Promise<void>;
};

/** One desk: a Redis of its own with an append-only file on the disk of the checkout, and so many processes on it. */
export async function openRedisDesk(options: {
  readonly processes: number;
  readonly fsync: Fsync;
  /** How many buyers have an order to file about. */
  readonly buyers: number;
  readonly environment?: Readonly<Record<string, string>>;
}): Promise<RedisDesk> {
  mkdirSync('.cache', { recursive: true });
  // A temporary folder may be in memory, where a durable write costs nothing.
  const folder = resolve(mkdtempSync(join('.cache', 'bench-redis-')));
  const redis = await openRedisServer({ settings: [`dir ${folder}`, `appendfsync ${options.fsync}`] });
  const servers: BenchProcess[] = [];
  const close = async () => {
    for (const server of servers) await server.stop();
    await redis.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    seedOrders({ redis: redis.url }, options.buyers);
    const secret = randomBytes(24).toString('base64url');
    const environment = {
      DIRECTLINE_SECRET: secret,
      STORE: 'redis',
      REDIS_URL: redis.url,
      DATA_DIR: join(folder, 'files'),
      PORT: '0',
      HOST: '127.0.0.1',
      ...options.environment,
    };
    const first = await BenchProcess.start('./deskServer.js', environment);
    servers.push(first);
    const further: BenchProcess[] = [];
    while (servers.length < options.processes) {
      const server = await BenchProcess.start('./deskServer.js', environment);
      servers.push(server);
      further.push(server);
    }
    let next = 0;
    const target: Target = {
      servers: [first, ...further],
      redis: () => readRedisUsage(redis),
      script: DESK_SCRIPT,
      secret,
      agent: openAgent(),
      nextBuyer: () => {
        if (next >= options.buyers) throw new Error('bench: out of buyers; raise FILINGS_PER_SECOND of this bench');
        return buyer(next++);
      },
    };
    const before = await readRedisUsage(redis);
    const memoryEach = async () => ((await readRedisUsage(redis)).memoryBytes - before.memoryBytes) / next;
    return { target, redis, memoryEach, close };
  } catch (error) {
    await close();
    throw error;
  }
}
