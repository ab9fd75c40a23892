import { openEmbeddedWhispers } from '../../services/storage/embeddedWhispers.js';
import type { Storage } from '../../services/storage/openStorage.js';
import { openRedisServer, type RedisServer } from '../support/redisServer.js';
import { openOn } from './redisStorage.js';
import { whispersContract } from './whispersContract.js';

describe('Whispers: embedded', () => {
  whispersContract(async () => {
    const whispers = openEmbeddedWhispers();
    return [whispers, whispers];
  });
});

describe('Whispers: redis, two processes', () => {
  let server: RedisServer;
  const open: Storage[] = [];
  before(async () => {
    server = await openRedisServer();
  });
  after(async () => {
    await Promise.all(open.map((storage) => storage.close()));
    await server.close();
  });
  whispersContract(async () => {
    const [here, there] = [await openOn(server), await openOn(server)];
    open.push(here, there);
    return [here.whispers, there.whispers];
  });
});
