import { freePort, openRedisServer, type RedisServer } from './redisServer.js';

const SLOTS = 16_384;

export type RedisTopology = { readonly servers: readonly RedisServer[]; readonly url: string; close(): Promise<void> };

/** A Cluster of three servers that are written to. */
export async function openRedisCluster(): Promise<RedisTopology> {
  const servers = await Promise.all(
    [0, 1, 2].map(async () => {
      const bus = await freePort();
      const settings = ['cluster-enabled yes', `cluster-port ${bus}`, 'cluster-node-timeout 2000'];
      return { server: await openRedisServer({ settings }), bus };
    }),
  );
  const all = servers.map(({ server }) => server);
  for (const [n, { server }] of servers.entries()) {
    const [first, last] = [Math.floor((n * SLOTS) / 3), Math.floor(((n + 1) * SLOTS) / 3) - 1];
    await server.ask('CLUSTER', 'ADDSLOTSRANGE', String(first), String(last));
    for (const other of servers) {
      await server.ask('CLUSTER', 'MEET', '127.0.0.1', String(other.server.port), String(other.bus));
    }
  }
  await until(async () => {
    const infos = await Promise.all(all.map((server) => server.ask('CLUSTER', 'INFO')));
    return infos.every((info) => info.includes('cluster_state:ok') && info.includes('cluster_known_nodes:3'));
  });
  return topology(all, `redis+cluster://${all.map(({ port }) => `127.0.0.1:${port}`).join(',')}`);
}

/** A primary, its replica, and a sentinel that puts the one in the other's place: servers[0], [1], [2]. */
export async function openRedisSentinel(): Promise<RedisTopology> {
  const primary = await openRedisServer();
  const replica = await openRedisServer({ settings: [`replicaof 127.0.0.1 ${primary.port}`] });
  await until(async () => (await replica.ask('INFO', 'replication')).includes('master_link_status:up'));
  const sentinel = await openRedisServer({
    sentinel: true,
    settings: [
      `sentinel monitor desk 127.0.0.1 ${primary.port} 1`,
      'sentinel down-after-milliseconds desk 500',
      'sentinel failover-timeout desk 2000',
    ],
  });
  await until(async () => (await sentinel.ask('SENTINEL', 'REPLICAS', 'desk')).includes(String(replica.port)));
  return topology([primary, replica, sentinel], `redis+sentinel://127.0.0.1:${sentinel.port}/desk`);
}

function topology(servers: readonly RedisServer[], url: string): RedisTopology {
  return {
    servers,
    url,
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await holds()); ) {
    if (Date.now() > end) throw new Error('the servers did not find each other in 20 s');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
