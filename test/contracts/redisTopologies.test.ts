import { expect } from 'chai';
import { openRedisCluster, openRedisSentinel, type RedisTopology } from '../support/redisTopologies.js';
import {
  acceptTurn,
  commitTurn,
  line,
  message,
  type OpenedStore,
  pause,
  runTurn,
} from './conversationStore/material.js';
import { conversationStoreContract } from './conversationStoreContract.js';
import { recordsContract } from './recordsContract.js';
import { openOn } from './redisStorage.js';

describe('on a Redis Cluster of three', () => {
  let cluster: RedisTopology;
  before(async function () {
    this.timeout(40_000);
    cluster = await openRedisCluster();
  });
  after(() => cluster.close());
  const flush = () => Promise.all(cluster.servers.map((server) => server.ask('FLUSHALL')));

  conversationStoreContract('redis Cluster', async (settings) => {
    await flush();
    let storage = await openOn(cluster, settings);
    const close = () => storage.close();
    const reopen = async (): Promise<OpenedStore> => {
      await close();
      storage = await openOn(cluster, settings);
      return { store: storage.conversations, close, reopen };
    };
    return { store: storage.conversations, close, reopen };
  });

  recordsContract('redis Cluster', async () => {
    await flush();
    let storage = await openOn(cluster);
    return {
      records: storage.records,
      close: () => storage.close(),
      reopen: async () => {
        await storage.close();
        storage = await openOn(cluster);
        return storage.records;
      },
    };
  });

  it('conversations lie on all three, and what one process writes the other hears of', async () => {
    await flush();
    const [one, two] = [await openOn(cluster), await openOn(cluster)];
    const ids = Array.from({ length: 60 }, (_, n) => `c${n}`);
    const heard = new Set<string>();
    for (const id of ids) two.conversations.watch(id, () => heard.add(id));
    await Promise.all(ids.map((id) => runTurn(one.conversations, id, 'm', { entries: [line('reply')] })));
    for (const server of cluster.servers) expect(await server.ask('DBSIZE')).to.match(/^:[1-9]\d/);
    await pause(100);
    expect([...heard]).to.have.members(ids);
    await Promise.all([one.close(), two.close()]);
  });
});

describe('on a Redis with Sentinel', function () {
  this.timeout(40_000);
  let topology: RedisTopology;
  before(async () => {
    topology = await openRedisSentinel();
  });
  after(() => topology.close());

  it('goes on with the replica when the primary is killed, and hears what others write there', async () => {
    const [one, two] = [await openOn(topology), await openOn(topology)];
    const { conversations } = one;
    const [primary, replica] = topology.servers;
    const turn = await acceptTurn(conversations, 'c', 'm1');
    await commitTurn(conversations, turn, { state: 1, entries: [line('before')] });
    let heard = 0;
    two.conversations.watch('c', () => {
      heard += 1;
    });
    // Replication is on its way, and is not what is looked at here.
    await pause(200);
    await primary?.kill();
    const from = performance.now();
    let tries = 1;
    while (!(await conversations.accept('c', message('m2')).catch(() => undefined))) {
      tries += 1;
      await pause(20);
    }
    expect(tries).to.be.greaterThan(1);
    expect(performance.now() - from).to.be.lessThan(10_000);
    expect(await conversations.state('c')).to.equal(1);
    expect(await replica?.ask('INFO', 'replication')).to.include('role:master');
    await pause(1_000);
    heard = 0;
    await conversations.accept('c', message('m3'), line('after'));
    await pause(100);
    expect(heard).to.equal(1);
    await Promise.all([one.close(), two.close()]);
  });
});
