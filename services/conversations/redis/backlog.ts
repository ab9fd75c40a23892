import type { RedisConnection } from '../../storage/redisConnection.js';
import { list, redisScript, text, whole } from '../../storage/redisScript.js';
import type { Backlog } from '../conversationStore.js';
import { keysOf, keysOfShard, storedText } from './conversationKeys.js';

/**
 * Conversations of a shard whose messages are counted; each of the others counts as one. So a look at a long backlog holds
 * nobody up.
 */
const COUNTED_A_SHARD = 4;

export async function backlog(connection: RedisConnection): Promise<Backlog> {
  const groups = await Promise.all(
    connection.shardGroups.map(async (group) => {
      const keys = group.flatMap((shard) => [keysOfShard(shard).due, keysOfShard(shard).outbox]);
      const [waiting, effects, others, found] = list(
        await connection.run(BACKLOG, {}, { limit: COUNTED_A_SHARD }, { keys }),
      );
      const inboxes = list(found).map((me) => keysOf(storedText(text(me))).inbox);
      const messages = inboxes.length === 0 ? 0 : await connection.run(LENGTH, {}, {}, { keys: inboxes });
      return { messages: whole(messages) + whole(others), waiting: whole(waiting), effects: whole(effects) };
    }),
  );
  return groups.reduce((all, one) => ({
    messages: all.messages + one.messages,
    waiting: all.waiting + one.waiting,
    effects: all.effects + one.effects,
  }));
}

/**
 * Over pairs of `due` and `outbox`. Answers {conversations that wait, those with effects, those whose inbox is not looked
 * into, those where it is}.
 */
const BACKLOG = redisScript(
  { keys: '', args: 'limit', only: 'reads' },
  `local now, waiting, effects, all, found = whole(clock()), 0, 0, 0, {}
for index = 1, #KEYS, 2 do
  waiting = waiting + redis.call('ZCOUNT', KEYS[index], '-inf', now)
  effects = effects + redis.call('XLEN', KEYS[index + 1])
  all = all + redis.call('ZCARD', KEYS[index])
  for _, me in ipairs(redis.call('ZRANGE', KEYS[index], 0, limit - 1)) do found[#found + 1] = me end
end
return { waiting, effects, all - #found, found }`,
);

const LENGTH = redisScript(
  { keys: '', args: '', only: 'reads' },
  `local sum = 0
for _, inbox in ipairs(KEYS) do sum = sum + redis.call('LLEN', inbox) end
return sum`,
);
