import { keyPart } from '../../storage/keyPart.js';
import type { RedisConnection } from '../../storage/redisConnection.js';
import { redisScript, text } from '../../storage/redisScript.js';
import { shardKey, shardOf } from '../../storage/redisShards.js';
import { BuyerRecord } from '../buyerRecord.js';

/** Each round that fails lost to somebody who got on; after so many something is broken. */
const MAX_ROUNDS = 100;

const READ = redisScript({ keys: 'buyer', args: '', only: 'reads' }, `return redis.call('GET', buyer)`);

const WRITE = redisScript(
  { keys: 'buyer', args: 'before after' },
  `if (redis.call('GET', buyer) or '') ~= before then return 0 end
redis.call('SET', buyer, after)
return 1`,
);

/** Buyers' records; parsed on the way in and out, because other builds write them too. */
export class Buyers {
  readonly #connection: RedisConnection;

  constructor(connection: RedisConnection) {
    this.#connection = connection;
  }

  async read(buyerId: string): Promise<BuyerRecord | undefined> {
    const kept = await this.#connection.run(READ, { buyer: keyOf(buyerId) }, {});
    return kept === null ? undefined : BuyerRecord.parse(JSON.parse(text(kept)));
  }

  /** Written only if it is still what was read; else read again. */
  async change(buyerId: string, change: (record: BuyerRecord) => BuyerRecord): Promise<BuyerRecord> {
    const buyer = keyOf(buyerId);
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const kept = await this.#connection.run(READ, { buyer }, {});
      const before = kept === null ? '' : text(kept);
      const record = BuyerRecord.parse(before === '' ? { schema: 1, buyerId } : JSON.parse(before));
      const changed = BuyerRecord.parse(change(record));
      if ((await this.#connection.run(WRITE, { buyer }, { before, after: JSON.stringify(changed) })) === 1)
        return changed;
    }
    throw new Error(`conversations: a buyer's record moved ${MAX_ROUNDS} times while it was being changed`);
  }
}

function keyOf(buyerId: string): string {
  const id = keyPart(buyerId);
  return shardKey(shardOf(id), `buyer:${id}`);
}
