import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRedisServer, type RedisServer } from '../../support/redisServer.js';
import { type DeskProcess, type Fault, startDesk } from './deskProcess.js';

export type RedisDesks = {
  readonly redis: RedisServer;
  /** One more process of the program on the same Redis and the same folder. */
  start(fault?: Fault, settings?: Readonly<Record<string, string>>): Promise<DeskProcess>;
  close(): Promise<void>;
};

/** A Redis that writes before it answers, so that it may be killed, and a folder, and as many processes of the program on them as are started. */
export async function openRedisDesks(): Promise<RedisDesks> {
  const redis = await openRedisServer({ settings: ['appendfsync always'] });
  const folder = await mkdtemp(join(tmpdir(), 'refund-desk-shared-'));
  const desks: DeskProcess[] = [];
  return {
    redis,
    async start(fault, settings) {
      const desk = await startDesk(folder, fault, { STORE: 'redis', REDIS_URL: redis.url, ...settings });
      desks.push(desk);
      return desk;
    },
    async close() {
      await Promise.all(desks.map((desk) => desk.stop()));
      await redis.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
