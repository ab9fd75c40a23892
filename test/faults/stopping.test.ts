import { once } from 'node:events';
import { connect } from 'node:net';
import { expect } from 'chai';
import { DirectLineClient } from '../support/directLineClient.js';
import { until } from '../support/until.js';
import type { DeskProcess, Fault } from './support/deskProcess.js';
import { FILED_KEYS, FILING } from './support/filingScript.js';
import { keysOn, openStream } from './support/openStream.js';
import { openRedisDesks, type RedisDesks } from './support/redisDesks.js';

/** The first turn of a conversation greets. The lease is one that nobody waits for: what goes on was let go of. */
const SECOND_TURN = { at: 'midTurn', count: 2, leaseMs: 60_000 } as const;
const FIRST_EFFECT = { at: 'effectSent', count: 1, leaseMs: 60_000 } as const;
/** Longer than anything waits. */
const FOR_EVER_MS = 60_000;

describe('a process that is told to stop', function () {
  this.timeout(60_000);
  let desks: RedisDesks;
  beforeEach(async () => {
    desks = await openRedisDesks();
  });
  afterEach(() => desks.close());

  it('finishes the turn under way, and nobody else runs it', async () => {
    const [leaving, other] = await startBoth({ ...SECOND_TURN, hangMs: 1_500 }, SECOND_TURN.at);
    const [client, stream] = await greeted(leaving, other);
    await client.post('m0', FILING[0]);
    await until(() => leaving.passes() === 2);
    leaving.child.kill('SIGTERM');
    expect(await endOf(leaving)).to.deep.equal({ how: 0, inTime: true });
    await stream.until(() => keysOn(stream).includes(FILED_KEYS[0]));
    expect(other.passes()).to.equal(0);
    stream.socket.close();
  });

  it('cuts a turn that hangs, in time, and another process answers without waiting for the lease', async () => {
    const [leaving, other] = await startBoth({ ...SECOND_TURN, hangMs: FOR_EVER_MS }, SECOND_TURN.at);
    const [client, stream] = await greeted(leaving, other);
    await client.post('m0', FILING[0]);
    await until(() => leaving.passes() === 2);
    leaving.child.kill('SIGTERM');
    expect(await endOf(leaving)).to.deep.equal({ how: 0, inTime: true });
    await stream.until(() => keysOn(stream).includes(FILED_KEYS[0]), 9_000);
    expect(keysOn(stream)).to.deep.equal(['root.welcome', FILED_KEYS[0]]);
    stream.socket.close();
  });

  it('lets an effect go that hangs, and another process does it', async () => {
    const [leaving, other] = await startBoth({ ...FIRST_EFFECT, hangMs: FOR_EVER_MS }, FIRST_EFFECT.at);
    const client = new DirectLineClient(leaving.origin);
    await client.start();
    await until(() => leaving.passes() === 1);
    leaving.child.kill('SIGTERM');
    expect(await endOf(leaving)).to.deep.equal({ how: 0, inTime: true });
    await until(() => other.passes() === 1);
  });

  for (const [how, leave] of [
    ['gone', () => desks.redis.kill()],
    ['frozen', () => desks.redis.freeze()],
  ] as const) {
    it(`ends by itself and in time while Redis is ${how}`, async () => {
      const leaving = await desks.start();
      const client = new DirectLineClient(leaving.origin);
      await client.start();
      await client.post('m0', FILING[0]);
      await leave();
      leaving.child.kill('SIGTERM');
      expect(await endOf(leaving)).to.deep.equal({ how: 0, inTime: true });
    });
  }

  it('ends at once when it is told twice', async () => {
    const [leaving, other] = await startBoth({ ...SECOND_TURN, hangMs: FOR_EVER_MS }, SECOND_TURN.at);
    const [client] = await greeted(leaving, other);
    await client.post('m0', FILING[0]);
    await until(() => leaving.passes() === 2);
    leaving.child.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect([leaving.child.exitCode, leaving.child.signalCode]).to.deep.equal([null, null]);
    const from = performance.now();
    leaving.child.kill('SIGTERM');
    expect(await leaving.ended).to.equal('SIGTERM');
    expect(performance.now() - from).to.be.lessThan(500);
  });

  it('says so to those who are still connected, sends them away, and takes nobody new', async () => {
    const [leaving, other] = await startBoth({ ...SECOND_TURN, hangMs: 1_500 }, SECOND_TURN.at);
    const [client] = await greeted(leaving, other);
    const waiting = await Promise.all(['/ready', '/health'].map((path) => halfAsked(leaving, path)));
    await client.post('m0', FILING[0]);
    await until(() => leaving.passes() === 2);
    leaving.child.kill('SIGTERM');
    await until(() =>
      fetch(`${leaving.origin}/health`).then(
        () => false,
        () => true,
      ),
    );
    const [ready, health] = await Promise.all(waiting.map((finish) => finish()));
    expect(ready).to.match(/^HTTP\/1.1 503 .*Connection: close.*Retry-After: 1.*"stopping"/is);
    expect(health).to.match(/^HTTP\/1.1 200 .*Connection: close.*"alive"/is);
    expect(await endOf(leaving)).to.deep.equal({ how: 0, inTime: true });
  });

  /** The one that is to stop, with its fault, and another one that counts how often it passes the same point. */
  function startBoth(fault: Fault, counts: Fault['at']): Promise<[DeskProcess, DeskProcess]> {
    return Promise.all([desks.start(fault), desks.start({ at: counts, count: Number.MAX_SAFE_INTEGER })]);
  }
});

async function endOf(desk: DeskProcess): Promise<{ how: unknown; inTime: boolean }> {
  const from = performance.now();
  const how = await desk.ended;
  return { how, inTime: performance.now() - from < 10_000 };
}

/** A conversation at the one, watched at the other, greeted by the one. */
async function greeted(one: DeskProcess, other: DeskProcess) {
  const client = new DirectLineClient(one.origin);
  await client.start();
  const stream = await openStream(other, client);
  await stream.until(() => keysOn(stream).includes('root.welcome'));
  return [client, stream] as const;
}

/** A request whose headers are not all there yet: so its connection is not idle. Resolves with how to end it. */
async function halfAsked({ origin }: DeskProcess, path: string): Promise<() => Promise<string>> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\n`);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  return async () => {
    socket.write('\r\n');
    await once(socket, 'close');
    return answer;
  };
}
