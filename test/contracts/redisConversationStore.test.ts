import { expect } from 'chai';
import type { LogEntry } from '../../services/conversations/conversationStore.js';
import { keysOf } from '../../services/conversations/redis/conversationKeys.js';
import { FORGET } from '../../services/conversations/redis/forgetScripts.js';
import { keyPart } from '../../services/storage/keyPart.js';
import { shardOf } from '../../services/storage/redisShards.js';
import { StoreAwayError } from '../../services/storage/storeAway.js';
import { openRedisServer, type RedisServer } from '../support/redisServer.js';
import { until } from '../support/until.js';
import {
  AT,
  acceptTurn,
  claimTurn,
  commitTurn,
  drain,
  everythingOf,
  failureOf,
  line,
  message,
  type OpenedStore,
  outcome,
  pause,
  runTurn,
} from './conversationStore/material.js';
import { conversationStoreContract } from './conversationStoreContract.js';
import { connectTo, openFlaky, openOn } from './redisStorage.js';

let server: RedisServer;
before(async () => {
  server = await openRedisServer();
});
after(() => server.close());

conversationStoreContract('redis', async (settings) => {
  await server.ask('FLUSHALL');
  let storage = await openOn(server, settings);
  const close = () => storage.close();
  const reopen = async (): Promise<OpenedStore> => {
    await storage.close();
    storage = await openOn(server, settings);
    return { store: storage.conversations, close, reopen };
  };
  return { store: storage.conversations, close, reopen };
});

describe('ConversationStore: redis, what is its own', () => {
  it('of a long backlog, some inboxes are looked into, and the others count as one message', async () => {
    await server.ask('FLUSHALL');
    const storage = await openOn(server);
    const sameShard = Array.from({ length: 4_000 }, (_, index) => `c${index}`).filter(
      (id) => shardOf(keyPart(id)) === shardOf(keyPart('c0')),
    );
    const six = sameShard.slice(0, 6);
    for (const id of six) for (const one of ['m1', 'm2']) await storage.conversations.accept(id, message(one));
    expect(await storage.conversations.backlog()).to.include({ messages: 4 * 2 + 2 });
    await storage.close();
  });

  const opened: { close(): Promise<void> }[] = [];
  const open = async (settings?: Parameters<typeof openOn>[1]) => {
    const storage = await openOn(server, settings);
    opened.push(storage);
    return storage.conversations;
  };
  const openLossy = async (settings?: Parameters<typeof openOn>[1]) => {
    const flaky = await openFlaky(server, settings);
    opened.push(flaky);
    return flaky;
  };
  beforeEach(() => server.ask('FLUSHALL'));
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
  });

  describe('round trips, by the server’s own count', () => {
    it('are two for a quiet turn', async () => {
      const store = await open();
      await runTurn(store, 'c', 'first');
      const before = await reads(server);
      for (let n = 0; n < 200; n += 1) await runTurn(store, `c${n % 20}`, `m${n}`, everything(n));
      expect(((await reads(server)) - before) / 200).to.be.closeTo(2, 0.02);
    });

    it('are one more for a turn from a backlog, beside the accept that put it there', async () => {
      const store = await open();
      const first = await acceptTurn(store, 'c', 'first');
      for (let n = 0; n < 100; n += 1) await store.accept('c', message(`m${n}`));
      const before = await reads(server);
      expect(await drain(store, first)).to.have.length(101);
      expect(((await reads(server)) - before) / 101).to.be.closeTo(1, 0.02);
    });
  });

  describe('of two processes', () => {
    it('one gets the turn, and a lease ends by the clock of Redis', async () => {
      const [one, two] = [await open({ leaseMs: 250 }), await open({ leaseMs: 250 })];
      const lost = await acceptTurn(one, 'c', 'm');
      expect(await two.claim('c')).to.equal(undefined);
      expect(await two.waiting(5)).to.deep.equal([]);
      await pause(280);
      expect(await two.waiting(5)).to.deep.equal(['c']);
      await commitTurn(two, await claimTurn(two, 'c'), { state: 'won' });
      expect((await one.commit(lost, outcome({ state: 'lost' }))).kind).to.equal('stale');
      expect(await one.renew(lost)).to.equal(false);
      expect(await one.state('c')).to.equal('won');
    });

    it('each message is turned once, in the order of acceptance, whoever takes it', async () => {
      const stores = [await open(), await open(), await open()];
      const turned: string[] = [];
      await Promise.all(
        Array.from({ length: 90 }, async (_, n) => {
          const store = stores[n % 3];
          const accepted = await store?.accept('c', message(`m${n}`), line(`m${n}`));
          if (store && accepted?.kind === 'accepted' && accepted.turn)
            turned.push(...(await drain(store, accepted.turn)).map(({ id }) => id));
        }),
      );
      const [store] = stores;
      const entries = (await store?.log('c', { after: 0, limit: 1_000 }))?.entries ?? [];
      expect(turned).to.deep.equal(entries.map(({ activity }) => activity['text']));
      expect(turned).to.have.length(90);
    });

    it('one hears of what the other has written', async () => {
      const [one, two] = [await open(), await open()];
      const heard: Promise<number>[] = [];
      two.watch('c', () => heard.push(two.log('c', { after: 0, limit: 10 }).then(({ lastSeq }) => lastSeq)));
      const accepted = await one.accept('c', message('m'), line('hello'));
      await pause(50);
      if (accepted.kind !== 'accepted' || accepted.turn === undefined) throw new Error('not accepted');
      await commitTurn(one, accepted.turn, { entries: [line('reply')] });
      await runTurn(one, 'd', 'm', { entries: [line('not for us')] });
      await pause(50);
      expect(await Promise.all(heard)).to.deep.equal([1, 2]);
    });

    it('one looks again at everything after it could not listen for a while', async () => {
      const [one, two] = [await open(), await openLossy()];
      let heard = 0;
      two.store.watch('c', () => {
        heard += 1;
      });
      two.isDeaf = true;
      await one.accept('c', message('m'), line('hello'));
      await pause(50);
      expect(heard).to.equal(0);
      two.comeBack();
      expect(heard).to.equal(1);
    });

    it('one is given what the other has written, unless it is long', async () => {
      const [one, two] = [await open(), await open()];
      const given: (readonly LogEntry[])[] = [];
      two.watch('c', (lines) => given.push(lines));
      const accepted = await one.accept('c', message('m'), line('hello', 'own'));
      if (accepted.kind !== 'accepted' || accepted.turn === undefined) throw new Error('not accepted');
      await commitTurn(one, accepted.turn, { entries: [line('one\ntwo'), line('"three" – 四')] });
      await runTurn(one, 'c', 'm2', { entries: [line('x'.repeat(20_000))] });
      await until(() => given.length === 3);
      const { entries } = await two.log('c', { after: 0, limit: 3 });
      expect(given).to.deep.equal([entries.slice(0, 1), entries.slice(1), []]);
    });

    it('none loses a change of a buyer’s record', async () => {
      const stores = [await open(), await open()];
      await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          stores[n % 2]?.changeBuyer('b', (record) => ({
            ...record,
            conversations: [...record.conversations, `c${n}`],
          })),
        ),
      );
      expect((await stores[0]?.buyer('b'))?.conversations).to.have.length(20);
    });
  });

  describe('an effect', () => {
    it('of a process that died comes again when a lease has passed, however long it was taken for', async () => {
      const one = await open({ leaseMs: 300 });
      await runTurn(one, 'c', 'm', { effects: [{ key: 'k', kind: 'openCase', body: {} }] });
      // A store that is cut off from here on, as by kill -9.
      const flaky = await openLossy({ leaseMs: 300 });
      expect(await flaky.store.takeEffects(5, 3_600_000)).to.have.length(1);
      const lossy = setInterval(() => {
        flaky.lose = 'call';
      }, 1);
      try {
        expect(await one.takeEffects(5, 1_000)).to.deep.equal([]);
        await pause(350);
        expect((await one.takeEffects(5, 1_000)).map(({ key, attempt }) => [key, attempt])).to.deep.equal([['k', 2]]);
      } finally {
        clearInterval(lossy);
        flaky.lose = 'nothing';
      }
    });

    it('that a living process is at stays its own, and nobody else settles it', async () => {
      const [one, two] = [await open({ leaseMs: 300 }), await open({ leaseMs: 300 })];
      await runTurn(one, 'c', 'm', { effects: [{ key: 'k', kind: 'openCase', body: {} }] });
      const [first] = await one.takeEffects(5, 900);
      if (first === undefined) throw new Error('no effect');
      for (let n = 0; n < 3; n += 1) {
        await pause(220);
        expect(await two.takeEffects(5, 60_000)).to.deep.equal([]);
      }
      // After the 900 ms that it was taken for, it is free all the same.
      await pause(700);
      const [second] = await two.takeEffects(5, 60_000);
      expect(second?.attempt).to.equal(2);
      await one.retryEffect(first, 0);
      expect(await one.takeEffects(5, 60_000)).to.deep.equal([]);
      await one.settleEffect(first, { at: AT, body: { late: true } });
      expect(await two.waiting(5), 'a try that comes late').to.deep.equal(['c']);
    });
  });

  describe('when an answer is lost', () => {
    it('a commit asked again gives the first one’s answer, and writes nothing twice', async () => {
      const flaky = await openLossy();
      const { store } = flaky;
      const turn = await acceptTurn(store, 'c', 'm1');
      await store.accept('c', message('m2'));
      flaky.lose = 'answer';
      expect(await failureOf(store.commit(turn, outcome(everything(1))))).to.be.instanceOf(StoreAwayError);
      const again = await store.commit(turn, outcome(everything(1)));
      if (again.kind !== 'committed') throw new Error(again.kind);
      expect(again.entries.map(({ seq }) => seq)).to.deep.equal([1, 2]);
      expect(again.next).to.deep.include({ version: 1, attempt: 1, state: { turns: 1 } });
      expect(again.next?.message.id).to.equal('m2');
      expect((await store.log('c', { after: 0, limit: 10 })).lastSeq).to.equal(2);
      expect((await store.takeEffects(5, 1_000)).map(({ key }) => key)).to.deep.equal(['k1']);
      await commitTurn(store, again.next ?? turn);
      expect((await store.commit(turn, outcome(everything(1)))).kind).to.equal('stale');
    });

    it('a commit that is given up holds up nothing that came behind its message', async () => {
      const flaky = await openLossy({ leaseMs: 60_000 });
      const { store } = flaky;
      const turn = await acceptTurn(store, 'c', 'm1');
      await store.accept('c', message('m2'));
      flaky.lose = 'answer';
      await failureOf(store.commit(turn, outcome()));
      await store.release(turn, { uncounted: true });
      expect(await store.waiting(5)).to.deep.equal(['c']);
      const next = await claimTurn(store, 'c');
      expect([next.message.id, next.attempt]).to.deep.equal(['m2', 1]);
    });

    it('a commit that never got there is made', async () => {
      const flaky = await openLossy();
      const turn = await acceptTurn(flaky.store, 'c', 'm1');
      flaky.lose = 'call';
      await failureOf(flaky.store.commit(turn, outcome()));
      expect((await flaky.store.commit(turn, outcome())).kind).to.equal('committed');
    });

    for (const lost of ['answer', 'call'] as const) {
      it(`to an accept (${lost}), the message is known again, and its turn can be had at once and is not counted`, async () => {
        const flaky = await openLossy({ leaseMs: 60_000 });
        const { store } = flaky;
        flaky.lose = lost;
        await failureOf(store.accept('c', message('m'), line('hello')));
        const again = await store.accept('c', message('m'), line('hello'));
        if (lost === 'call') {
          expect(again.kind === 'accepted' && again.turn?.attempt).to.equal(1);
          return;
        }
        expect(again).to.deep.equal({ kind: 'duplicate', entryId: 'c|0000001', turn: undefined });
        expect(await store.waiting(5)).to.deep.equal(['c']);
        expect((await claimTurn(store, 'c')).attempt).to.equal(1);
      });

      it(`to a release (${lost}), the lease is let go all the same`, async () => {
        const flaky = await openLossy({ leaseMs: 60_000 });
        const { store } = flaky;
        const turn = await acceptTurn(store, 'c', 'm');
        flaky.lose = lost;
        await failureOf(store.release(turn, { uncounted: true }));
        expect(await store.waiting(5)).to.deep.equal(['c']);
        expect((await claimTurn(store, 'c')).attempt).to.equal(1);
      });
    }
  });

  it('closing lets go of its leases, so that others go on at once', async () => {
    const one = await openOn(server, { leaseMs: 60_000 });
    const two = await open({ leaseMs: 60_000 });
    await acceptTurn(one.conversations, 'c', 'm');
    await one.close();
    expect(await two.waiting(5)).to.deep.equal(['c']);
  });

  it('goes on when the server has forgotten its scripts', async () => {
    const store = await open();
    const turn = await acceptTurn(store, 'c', 'm1');
    await server.ask('SCRIPT', 'FLUSH');
    await commitTurn(store, turn, { state: 1 });
    await server.ask('SCRIPT', 'FLUSH');
    await runTurn(store, 'c', 'm2', { state: 2 });
    expect(await store.state('c')).to.equal(2);
  });

  it('takes nothing while the server is out of memory, whole or not at all, and goes on by itself', async () => {
    const store = await open();
    const turn = await acceptTurn(store, 'c', 'm1');
    await store.accept('c', message('m2'), line('hello'));
    await runTurn(store, 'd', 'm', everything(1));
    const before = await everythingOf(store, 'c');
    await server.ask('CONFIG', 'SET', 'maxmemory', '1');
    try {
      for (const step of [
        () => store.accept('c', message('m3'), line('more')),
        () => store.commit(turn, outcome(everything(1))),
        () => store.takeEffects(5, 1_000),
        () => store.fireTimers(AT + 1, 5),
        () => store.check(),
      ]) {
        expect(await failureOf(step())).to.be.instanceOf(StoreAwayError);
      }
      expect(await everythingOf(store, 'c')).to.equal(before);
      // What frees, or costs nothing, goes on: else every lease would be lost.
      expect(await store.renew(turn)).to.equal(true);
    } finally {
      await server.ask('CONFIG', 'SET', 'maxmemory', '0');
    }
    await store.check();
    expect((await store.commit(turn, outcome(everything(1)))).kind).to.equal('committed');
    expect(await store.takeEffects(5, 1_000)).to.have.length(2);
  });

  it('forgets whole conversations in which nothing happened for their keep, but none that waits for something', async () => {
    const store = await open({ keepDays: 30 });
    await runTurn(store, 'old', 'm', { entries: [line('reply')], summary: { title: 'old' } });
    await runTurn(store, 'timed', 'm', { timers: { set: [{ id: 't', at: AT, body: {} }], cancel: [] } });
    await runTurn(store, 'asking', 'm', { effects: [{ key: 'k', kind: 'openCase', body: {} }] });
    await store.release(await acceptTurn(store, 'waiting', 'm'), { uncounted: true });
    await store.sweep(Date.now() + 29 * DAY_MS);
    expect((await store.log('old', { after: 0, limit: 10 })).lastSeq).to.equal(1);
    await store.sweep(Date.now() + 31 * DAY_MS);
    expect(await store.log('old', { after: 0, limit: 10 })).to.deep.equal({ entries: [], lastSeq: 0 });
    expect(await store.summaries({ limit: 5 })).to.deep.equal([]);
    expect(await store.summaries({ limit: 5, buyerId: 'buyer-1' })).to.deep.equal([]);
    expect(await server.ask('KEYS', '*:old')).to.equal('*0\r\n');
    expect(await store.fireTimers(AT, 5)).to.deep.equal(['timed']);
    expect((await store.takeEffects(5, 1_000)).map(({ key }) => key)).to.deep.equal(['k']);
    expect(await store.waiting(5)).to.have.members(['waiting', 'timed']);
  });

  it('keeps a conversation in which something happened while a sweep was on its way', async () => {
    const store = await open();
    await runTurn(store, 'c', 'm', { entries: [line('reply')] });
    const connection = await connectTo(server.url);
    opened.push(connection);
    await connection.run(FORGET, keysOf('c'), { me: keysOf('c').me, before: Date.now() - DAY_MS });
    expect((await store.log('c', { after: 0, limit: 10 })).lastSeq).to.equal(1);
  });

  it('drops lines of the log that are older than the keep, and goes on counting', async () => {
    const store = await open({ keepDays: 30 });
    await runTurn(store, 'c', 'm1', { entries: [line('one'), line('two'), line('three')] });
    const key = await keyOf(server, '*:log:c');
    const then = Date.now() - 31 * DAY_MS;
    for (const n of [0, 1]) await server.ask('LSET', key, String(n), `${then} ${JSON.stringify(line('old'))}`);
    await runTurn(store, 'c', 'm2', { entries: [line('four')] });
    const { entries, lastSeq } = await store.log('c', { after: 0, limit: 10 });
    expect(entries.map(({ seq, id, activity }) => [seq, id, activity['text']])).to.deep.equal([
      [3, 'c|0000003', 'three'],
      [4, 'c|0000004', 'four'],
    ]);
    expect(lastSeq).to.equal(4);
    expect((await store.log('c', { after: 3, limit: 10 })).entries).to.have.length(1);
    // The line is gone, the message is not forgotten.
    expect((await store.accept('c', message('m1'))).kind).to.equal('duplicate');
  });

  it('leaves ids to the server, which forgets them when nobody sweeps', async () => {
    const store = await open({ seenDays: 7 });
    await runTurn(store, 'c', 'm');
    const reply = await server.ask('PTTL', await keyOf(server, '*:seen:*'));
    const days = Number(reply.slice(1)) / DAY_MS;
    // Ids are looked for until nine days after their span began.
    expect(days).to.be.within(9, 14);
  });
});

const DAY_MS = 86_400_000;

/** An outcome that writes everything an outcome can write. */
function everything(n: number) {
  return {
    state: { turns: n },
    entries: [line(`one ${n}`), line(`two ${n}`)],
    effects: [{ key: `k${n}`, kind: 'openCase', body: {} }],
    timers: { set: [{ id: `t${n}`, at: AT, body: {} }], cancel: ['another'] },
    summary: { n },
  };
}

async function keyOf(from: RedisServer, pattern: string): Promise<string> {
  const [, , key = ''] = (await from.ask('KEYS', pattern)).split('\r\n');
  return key;
}

/** How often it has read something that was sent to it. */
async function reads(from: RedisServer): Promise<number> {
  return Number(/total_reads_processed:(\d+)/.exec(await from.ask('INFO', 'stats'))?.[1]);
}
