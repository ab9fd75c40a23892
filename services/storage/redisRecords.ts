import type { Json } from '../json.js';
import { keyPart } from './keyPart.js';
import { checkName, checkSize, SWEEP_LIMIT } from './recordLimits.js';
import type { Records, Stored } from './records.js';
import { CREATE, DROP_EXPIRED, EXPIRED, GET, LIST, REMOVE, REPLACE } from './redis/recordScripts.js';
import type { RedisConnection } from './redisConnection.js';
import { list, text, whole } from './redisScript.js';
import { shardKey, shardOf } from './redisShards.js';

/** Records on Redis, which expire by its clock. A collection lies in one shard, so that it can be listed in order. */
export function openRedisRecords(connection: RedisConnection): Records {
  return new RedisRecords(connection);
}

type Expiry = { readonly expiresAt?: number };

class RedisRecords implements Records {
  readonly #connection: RedisConnection;

  constructor(connection: RedisConnection) {
    this.#connection = connection;
  }

  async get(collection: string, key: string): Promise<Stored | undefined> {
    const reply = await this.#connection.run(GET, keysOf(collection), { place: placeOf(checkName(key)) });
    return reply === null ? undefined : stored(reply);
  }

  async create(collection: string, key: string, value: Json, options?: Expiry): Promise<boolean> {
    const args = { ...named(collection, key), rest: restOf(key, value), expiry: options?.expiresAt ?? '' };
    return (await this.#connection.run(CREATE, keysOf(collection), args)) === 1;
  }

  async replace(collection: string, key: string, version: number, value: Json, options?: Expiry): Promise<boolean> {
    const args = { ...named(collection, key), version, rest: restOf(key, value), expiry: options?.expiresAt ?? '' };
    return (await this.#connection.run(REPLACE, keysOf(collection), args)) === 1;
  }

  async remove(collection: string, key: string): Promise<void> {
    await this.#connection.run(REMOVE, keysOf(collection), named(collection, key));
  }

  async list(
    collection: string,
    {
      prefix = '',
      after,
      limit = 100,
    }: { readonly prefix?: string; readonly after?: string; readonly limit?: number } = {},
  ): Promise<readonly Stored[]> {
    const [first, last] = rangeOf(prefix);
    const next = after === undefined ? undefined : Buffer.concat([Buffer.from('('), placeOf(after)]);
    // Behind the sign that begins both.
    const isLater = next !== undefined && Buffer.compare(next.subarray(1), first.subarray(1)) >= 0;
    const args = { from: isLater ? next : first, to: last, limit };
    return list(await this.#connection.run(LIST, keysOf(collection), args)).map(stored);
  }

  async sweepExpired(now: number): Promise<void> {
    const found = await Promise.all(
      this.#connection.shardGroups.map(async (group) => {
        const keys = group.map((shard) => shardKey(shard, EXPIRIES));
        return list(await this.#connection.run(EXPIRED, {}, { now, limit: SWEEP_LIMIT }, { keys })).map(text);
      }),
    );
    for (const name of found.flat().slice(0, SWEEP_LIMIT)) {
      const [collection, key]: readonly [string, string] = JSON.parse(name);
      await this.#connection.run(DROP_EXPIRED, keysOf(collection), { ...named(collection, key), now });
    }
  }
}

const EXPIRIES = 'recordExpiries';

function keysOf(collection: string) {
  const id = keyPart(checkName(collection));
  const shard = shardOf(id);
  return {
    rows: shardKey(shard, `records:${id}`),
    places: shardKey(shard, `recordPlaces:${id}`),
    expiries: shardKey(shard, EXPIRIES),
  };
}

function named(collection: string, key: string) {
  return { place: placeOf(checkName(key)), name: JSON.stringify([collection, key]) };
}

function restOf(key: string, value: Json): string {
  return `${JSON.stringify(key)}\n${checkSize(JSON.stringify(value))}`;
}

function stored(reply: unknown): Stored {
  const [version, rest] = list(reply);
  const [key = '', value = ''] = text(rest).split('\n');
  return { key: JSON.parse(key), value: JSON.parse(value), version: whole(version) };
}

/**
 * A key as bytes that sort and share prefixes exactly as JavaScript's strings do, whatever is in them: every UTF-16 unit by
 * itself in the way of UTF-8, surrogates too. One byte for each character of ours.
 */
function placeOf(key: string): Buffer {
  const bytes: number[] = [];
  for (let index = 0; index < key.length; index += 1) {
    const unit = key.charCodeAt(index);
    if (unit < 0x80) bytes.push(unit);
    else if (unit < 0x800) bytes.push(0xc0 | (unit >> 6), 0x80 | (unit & 0x3f));
    else bytes.push(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f));
  }
  return Buffer.from(bytes);
}

/** No place has the byte 0xff, so that every one with the prefix comes before the prefix and 0xff. */
function rangeOf(prefix: string): readonly [Buffer, Buffer] {
  const place = placeOf(prefix);
  return [Buffer.concat([Buffer.from('['), place]), Buffer.concat([Buffer.from('('), place, Buffer.from([0xff])])];
}
