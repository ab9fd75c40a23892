import type { RedisConnection } from '../../storage/redisConnection.js';
import { list, text } from '../../storage/redisScript.js';
import { keysOfShard } from './conversationKeys.js';
import { DUE } from './timerScripts.js';

/**
 * Members of every shard's sorted set whose time has come, at most `limit` of each, in order within a shard. The shards
 * come in another order each time, so that none is always last. Without `now`, by the server's clock.
 */
export async function dueIn(
  connection: RedisConnection,
  set: 'due' | 'timersDue' | 'used',
  limit: number,
  now?: number,
): Promise<readonly string[]> {
  const found = await Promise.all(
    connection.shardGroups.map(async (group) => {
      const keys = turned(group).map((shard) => keysOfShard(shard)[set]);
      const shards = list(await connection.run(DUE, {}, { now: now ?? '', limit }, { keys }));
      return shards.map((shard) => list(list(shard)[1]).map(text));
    }),
  );
  return turned(found.flat()).flat();
}

function turned<T>(all: readonly T[]): readonly T[] {
  const from = Math.floor(Math.random() * all.length);
  return [...all.slice(from), ...all.slice(0, from)];
}
