import type { RedisConnection } from '../../storage/redisConnection.js';
import { whole } from '../../storage/redisScript.js';
import type { NewTimer } from '../conversationStore.js';
import { keysOf, storedText } from './conversationKeys.js';
import { dueIn } from './dueIn.js';
import { type SeenIds, seenId } from './seenIds.js';
import { FIRE } from './timerScripts.js';

/** What a timer is kept as: all of the message that it will be, but for who the conversation is with and when it fires. */
export function keptTimer(conversationId: string, { id: timer, at, body }: NewTimer): string {
  const id = `timer:${timer}:${at}`;
  return [seenId(conversationId, { kind: 'timer', id }), JSON.stringify(id), JSON.stringify(body)].join('\n');
}

/** Moves timers due at `now` into inboxes, at most `limit`; the conversations touched. */
export async function fireTimers(
  connection: RedisConnection,
  seen: SeenIds,
  now: number,
  limit: number,
): Promise<readonly string[]> {
  const byConversation = new Map<string, string[]>();
  for (const member of (await dueIn(connection, 'timersDue', limit, now)).slice(0, limit)) {
    const end = member.lastIndexOf('\n');
    const conversationId = storedText(member.slice(0, end));
    byConversation.set(conversationId, [...(byConversation.get(conversationId) ?? []), member.slice(end + 1)]);
  }
  const fired = await Promise.all(
    [...byConversation].map(async ([conversationId, args]) => {
      const keys = keysOf(conversationId);
      const more = { keys: seen.keys(keys.shard, Date.now()), args };
      const count = await connection.run(FIRE, keys, { me: keys.me, now, livesMs: seen.livesMs }, more);
      // Somebody else was faster with all of them.
      return whole(count) > 0 ? [conversationId] : [];
    }),
  );
  return fired.flat();
}
