import { openRedisServer, type RedisServer } from '../support/redisServer.js';
import { countersContract } from './countersContract.js';
import { recordsContract } from './recordsContract.js';
import { openOn } from './redisStorage.js';

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
