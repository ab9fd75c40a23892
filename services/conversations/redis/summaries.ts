import { keyPart } from '../../storage/keyPart.js';
import type { RedisConnection } from '../../storage/redisConnection.js';
import { list, text } from '../../storage/redisScript.js';
import type { Summary } from '../conversationStore.js';
import { keysOfShard } from './conversationKeys.js';
import { SUMMARIES } from './readScripts.js';

/** The newest of all shards, or of one buyer in all shards: newest first, at most `limit`. */
export async function newestSummaries(
  connection: RedisConnection,
  { limit, buyerId }: { readonly limit: number; readonly buyerId?: string },
): Promise<readonly Summary[]> {
  if (limit < 1) return [];
  const buyerPart = buyerId === undefined ? '' : keyPart(buyerId);
  const found = await Promise.all(
    connection.shardGroups.map(async (group) => {
      const keys = group
        .map(keysOfShard)
        .flatMap((shard) => [shard.summaries, shard.summaryTimes, shard.buyerSummaries]);
      return list(await connection.run(SUMMARIES, {}, { buyerPart, limit }, { keys })).map(text);
    }),
  );
  return found
    .flat()
    .map((json): Summary => JSON.parse(json))
    .sort((one, other) => other.updatedAt - one.updatedAt)
    .slice(0, limit);
}
