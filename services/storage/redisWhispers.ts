import type { RedisConnection } from './redisConnection.js';
import { redisScript } from './redisScript.js';
import { shardKey } from './redisShards.js';
import { WhisperBoard } from './whisperBoard.js';
import type { Whispers } from './whispers.js';

const TELL = redisScript({ keys: 'whispers', args: 'message' }, `redis.call('SPUBLISH', whispers, message) return 1`);
/** One channel for all: there are few whispers, and every process hears each. */
const CHANNEL = shardKey(0, 'whispers');

/** Whispers between all processes, by Redis's channels; within this one they go around it. */
export async function openRedisWhispers(connection: RedisConnection): Promise<Whispers> {
  const run = crypto.randomUUID();
  const board = new WhisperBoard();
  await connection.listen([[CHANNEL]], (message) => {
    const space = message.indexOf(' ');
    if (message.slice(0, space) !== run) board.pass(JSON.parse(message.slice(space + 1)));
  });
  return {
    tell(whisper) {
      board.pass(whisper);
      const message = `${run} ${JSON.stringify(whisper)}`;
      // While Redis is away nobody else hears it, which is what a whisper allows.
      connection.run(TELL, { whispers: CHANNEL }, { message }).catch(() => undefined);
    },
    listen: (heard) => board.listen(heard),
  };
}
