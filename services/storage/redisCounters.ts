import type { Counters } from './counters.js';
import { keyPart } from './keyPart.js';
import type { RedisConnection } from './redisConnection.js';
import { redisScript, whole } from './redisScript.js';
import { shardKey, shardOf } from './redisShards.js';

const COUNT = redisScript(
  { keys: 'counter', args: 'keepMs' },
  `local count = redis.call('INCR', counter)
if count == 1 then redis.call('PEXPIRE', counter, keepMs) end
return count`,
);

/** Counters on Redis, each for all processes. */
export function openRedisCounters(connection: RedisConnection): Counters {
  return {
    async count(name, keepMs) {
      const id = keyPart(name);
      return whole(await connection.run(COUNT, { counter: shardKey(shardOf(id), `count:${id}`) }, { keepMs }));
    },
  };
}
