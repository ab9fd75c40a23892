import { expect } from 'chai';
import { EXPIRED } from '../../services/storage/redis/recordScripts.js';
import type { RedisConnection } from '../../services/storage/redisConnection.js';
import { openRedisRecords } from '../../services/storage/redisRecords.js';
import { openRedisServer, type RedisServer } from '../support/redisServer.js';
import { countersContract } from './countersContract.js';
import { recordsContract } from './recordsContract.js';
import { connectTo, openOn } from './redisStorage.js';

let server: RedisServer;
before(async () => {
  server = await openRedisServer();
});
after(() => server.close());

recordsContract('redis', async () => {
  await server.ask('FLUSHALL');
  let storage = await openOn(server);
  return {
    records: storage.records,
    close: () => storage.close(),
    reopen: async () => {
      await storage.close();
      storage = await openOn(server);
      return storage.records;
    },
  };
});

countersContract('redis', async () => {
  await server.ask('FLUSHALL');
  const { counters, close } = await openOn(server);
  return { counters, close };
});

it('Records: redis, a record that was renewed while a sweep was on its way stays', async () => {
  await server.ask('FLUSHALL');
  const connection = await connectTo(server.url);
  // A sweep that goes by what it read before: every expiry is over.
  const sweeping: RedisConnection['run'] = (script, keys, args, more) =>
    connection.run(script, keys, script.text === EXPIRED.text ? { ...args, now: Number.MAX_SAFE_INTEGER } : args, more);
  // Nothing else of a connection is asked by records.
  const records = openRedisRecords({ shardGroups: connection.shardGroups, run: sweeping } as RedisConnection);
  await records.create('tickets', 'renewed', 1, { expiresAt: Date.now() + 60_000 });
  await records.sweepExpired(Date.now());
  expect((await records.get('tickets', 'renewed'))?.value).to.equal(1);
  await connection.close();
});
