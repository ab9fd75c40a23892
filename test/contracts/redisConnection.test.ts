import { expect } from 'chai';
import { checkServers, UnsafeRedisError } from '../../services/storage/redisChecks.js';
import { type RedisConnection, RedisUnreachableError } from '../../services/storage/redisConnection.js';
import { StoreAddress } from '../../services/storage/storeAddress.js';
import { StoreAwayError } from '../../services/storage/storeAway.js';
import { freePort, openRedisServer, type RedisServer } from '../support/redisServer.js';
import { failureOf, pause } from './conversationStore/material.js';
import { connectTo } from './redisStorage.js';

describe('the connection to Redis', function () {
  this.timeout(20_000);
  let server: RedisServer;
  let connection: RedisConnection;
  before(async () => {
    server = await openRedisServer();
  });
  after(() => server.close());
  beforeEach(async () => {
    connection = await connectTo(server.url);
  });
  afterEach(() => connection.close());

  it('gives up within a second when the server is frozen, then at once, and goes on when it is not', async () => {
    server.freeze();
    try {
      const first = await timed(failureOf(connection.check()));
      expect(first.value).to.be.instanceOf(StoreAwayError);
      expect(first.ms).to.be.within(900, 1_200);
      const second = await timed(failureOf(connection.check()));
      expect(second.value).to.be.instanceOf(StoreAwayError);
      expect(second.ms).to.be.lessThan(50);
    } finally {
      server.thaw();
    }
    expect((await timed(untilWell(connection))).ms).to.be.lessThan(200);
  });

  it('refuses at once while the server is gone, and is back within a second of its return', async () => {
    let returns = 0;
    connection.onReturn(() => {
      returns += 1;
    });
    await server.kill();
    await pause(20);
    const { value, ms } = await timed(failureOf(connection.check()));
    expect(value).to.be.instanceOf(StoreAwayError);
    expect(ms).to.be.lessThan(50);
    // Long enough for its tries to have become rare.
    await pause(3_000);
    await server.start();
    expect((await timed(untilWell(connection))).ms).to.be.lessThan(1_000);
    while (returns === 0) await pause(5);
  });

  it('hears again what is published after an interruption', async () => {
    const heard: string[] = [];
    await connection.listen([['{s1}:news', '{s2}:news']], (message) => heard.push(message));
    await server.ask('SPUBLISH', '{s2}:news', 'before');
    await server.kill();
    await server.start();
    const returned = new Promise<void>((resolve) => connection.onReturn(resolve));
    await returned;
    await server.ask('SPUBLISH', '{s2}:news', 'after');
    await pause(50);
    expect(heard).to.deep.equal(['before', 'after']);
  });

  it('promises nothing once it is closed, and closes though the server is frozen', async () => {
    server.freeze();
    try {
      const asked = failureOf(connection.check());
      expect((await timed(connection.close())).ms).to.be.lessThan(1_500);
      expect(await asked).to.be.instanceOf(StoreAwayError);
    } finally {
      server.thaw();
    }
    expect(await failureOf(connection.check())).to.be.instanceOf(StoreAwayError);
  });

  describe('is refused, with the reason and the remedy,', () => {
    const refused = async (settings: readonly string[], acceptDataLoss = false): Promise<Error> => {
      const unsafe = await openRedisServer({ settings });
      try {
        const opened = connectTo(unsafe.url, acceptDataLoss);
        void opened.then((one) => one.close()).catch(() => undefined);
        return await failureOf(opened);
      } finally {
        await unsafe.close();
      }
    };

    it('without an append-only file, unless that loss is accepted', async () => {
      const error = await refused(['appendonly no']);
      expect(error).to.be.instanceOf(UnsafeRedisError);
      expect(error.message).to.match(/append-only file is off.*appendonly.*ACCEPT_DATA_LOSS=yes/);
      const risky = await openRedisServer({ settings: ['appendonly no'] });
      await (await connectTo(risky.url, true)).close();
      await risky.close();
    });

    it('with an eviction policy, whatever is accepted', async () => {
      for (const policy of ['allkeys-lru', 'volatile-ttl']) {
        const error = await refused([`maxmemory-policy ${policy}`], true);
        expect(error).to.be.instanceOf(UnsafeRedisError);
        expect(error.message).to.include(policy).and.to.include('noeviction');
      }
    });

    it('of a version before 7, or as a replica', async () => {
      const info = (version: string, role: string) => ({
        infos: async () => [
          `# Server\r\nredis_version:${version}\r\nrole:${role}\r\naof_enabled:1\r\nmaxmemory_policy:noeviction\r\n`,
        ],
      });
      const address = StoreAddress.parse(server.url);
      expect((await failureOf(checkServers(info('6.2.14', 'master'), address, false))).message).to.match(/6.2.14.*7/);
      expect((await failureOf(checkServers(info('7.2.4', 'slave'), address, false))).message).to.match(/replica/);
      await checkServers(info('8.0.0', 'master'), address, false);
    });

    it('but not for what it says while it is still reading its append-only file', async () => {
      const info = (loading: 0 | 1, aof: 0 | 1) =>
        `# Server\r\nredis_version:7.0.15\r\nloading:${loading}\r\naof_enabled:${aof}\r\nmaxmemory_policy:noeviction\r\n`;
      const starting = (...infos: readonly string[]) => {
        const left = [...infos];
        return { infos: async () => [left.length > 1 ? String(left.shift()) : String(left[0])] };
      };
      const address = StoreAddress.parse(server.url);
      await checkServers(starting(info(1, 0), info(1, 0), info(0, 1)), address, false);
      expect((await failureOf(checkServers(starting(info(1, 0), info(0, 0)), address, false))).message).to.match(
        /append-only file is off/,
      );
    });

    it('that nobody answers for, or that wants another password; the password is never told', async () => {
      const nobody = `redis://:hunter2@127.0.0.1:${await freePort()}`;
      const error = await failureOf(connectTo(nobody));
      expect(error).to.be.instanceOf(RedisUnreachableError);
      expect(error.message)
        .to.match(/no Redis answers at 127.0.0.1:\d+.*correct REDIS_URL/)
        .and.not.match(/hunter2/);
      const locked = await openRedisServer();
      try {
        await locked.ask('CONFIG', 'SET', 'requirepass', 'correct-horse');
        const { value, ms } = await timed(failureOf(connectTo(`redis://:hunter2@127.0.0.1:${locked.port}`)));
        expect(value.message)
          .to.match(/refuses us.*correct the user and password/)
          .and.not.match(/hunter2/);
        expect(ms).to.be.lessThan(1_000);
        await (await connectTo(`redis://:correct-horse@127.0.0.1:${locked.port}`)).close();
      } finally {
        await locked.close();
      }
    });
  });
});

async function timed<T>(work: Promise<T>): Promise<{ value: T; ms: number }> {
  const from = performance.now();
  const value = await work;
  return { value, ms: performance.now() - from };
}

async function untilWell(connection: RedisConnection): Promise<void> {
  while (
    !(await connection.check().then(
      () => true,
      () => false,
    ))
  )
    await pause(5);
}
