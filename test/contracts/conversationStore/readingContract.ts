import { expect } from 'chai';
import type { LogEntry } from '../../../services/conversations/conversationStore.js';
import {
  AT,
  acceptTurn,
  claimTurn,
  commitTurn,
  failureOf,
  line,
  message,
  type OpenStore,
  pause,
  runTurn,
} from './material.js';

export function readingContract(open: OpenStore): void {
  describe('the log', () => {
    it('numbers entries from 1 without gaps, and makes ids for those that have none', async () => {
      const { store } = await open();
      const accepted = await store.accept('c', message('m'), line('hello', 'from-the-buyer'));
      if (accepted.kind !== 'accepted' || accepted.turn === undefined) throw new Error('not accepted');
      const entries = await commitTurn(store, accepted.turn, { entries: [line('one'), line('two')] });
      expect(entries.map(({ seq, id }) => [seq, id])).to.deep.equal([
        [2, 'c|0000002'],
        [3, 'c|0000003'],
      ]);
      expect(await store.log('c', { after: 0, limit: 10 })).to.deep.equal({
        lastSeq: 3,
        entries: [{ seq: 1, id: 'from-the-buyer', at: AT, activity: { type: 'message', text: 'hello' } }, ...entries],
      });
    });

    it('is read in pages', async () => {
      const { store } = await open();
      await runTurn(store, 'c', 'm', { entries: Array.from({ length: 25 }, (_, n) => line(`${n}`)) });
      await runTurn(store, 'c-other', 'm', { entries: [line('not in c')] });
      const seqs = async (after: number, limit: number) =>
        (await store.log('c', { after, limit })).entries.map(({ seq }) => seq);
      expect(await seqs(0, 3)).to.deep.equal([1, 2, 3]);
      expect(await seqs(3, 2)).to.deep.equal([4, 5]);
      expect(await seqs(23, 10)).to.deep.equal([24, 25]);
      expect(await seqs(25, 10)).to.deep.equal([]);
      expect(await seqs(999, 10)).to.deep.equal([]);
      expect(await seqs(0, 0)).to.deep.equal([]);
      expect(await store.log('nobody', { after: 0, limit: 10 })).to.deep.equal({ entries: [], lastSeq: 0 });
    });
  });

  describe('the backlog', () => {
    it('is what is in inboxes, who waits, and who has effects to do', async () => {
      const { store } = await open({ leaseMs: 60_000 });
      expect(await store.backlog()).to.deep.equal({ messages: 0, waiting: 0, effects: 0 });
      for (const id of ['m1', 'm2', 'm3']) await store.accept('held', message(id));
      const turn = await acceptTurn(store, 'free', 'm1');
      await store.accept('free', message('m2'));
      await store.release(turn, { uncounted: true });
      const effects = ['k1', 'k2'].map((key) => ({ key, kind: 'openCase', body: {} }));
      await runTurn(store, 'done', 'm1', { effects });
      expect(await store.backlog()).to.deep.equal({ messages: 5, waiting: 1, effects: 1 });
      const [taken] = await store.takeEffects(5, 60_000);
      expect(await store.backlog(), 'one is under way').to.include({ effects: 1 });
      if (taken) await store.settleEffect(taken);
      expect(await store.backlog(), 'the second is left').to.include({ effects: 1 });
      for (const effect of await store.takeEffects(5, 60_000)) await store.settleEffect(effect);
      expect(await store.backlog()).to.deep.equal({ messages: 5, waiting: 1, effects: 0 });
    });
  });

  describe('watch', () => {
    it('calls after entries can be read, until it is stopped', async () => {
      const { store } = await open();
      const heard: Promise<number>[] = [];
      const stop = store.watch('c', () =>
        heard.push(store.log('c', { after: 0, limit: 10 }).then(({ lastSeq }) => lastSeq)),
      );
      await store.accept('c', message('m'), line('hello'));
      await waitFor(() => heard.length === 1);
      await store.accept('d', message('m'), line('not for us'));
      const turn = await store.accept('c', message('m'));
      expect(turn.kind).to.equal('duplicate');
      await store.sweep(Date.now());
      stop();
      await store.accept('c', message('m2'), line('unheard'));
      await pause(20);
      expect(await Promise.all(heard)).to.deep.equal([1]);
    });

    it('has the new lines at hand, as the log then has them', async () => {
      const { store } = await open();
      const given: LogEntry[] = [];
      store.watch('c', (lines) => given.push(...lines));
      const accepted = await store.accept('c', message('m'), line('hello', 'own'));
      if (accepted.kind !== 'accepted' || !accepted.turn) throw new Error('not accepted');
      await commitTurn(store, accepted.turn, { entries: [line('one'), line('two')] });
      await waitFor(() => given.length === 3);
      expect(given).to.deep.equal((await store.log('c', { after: 0, limit: 10 })).entries);
    });

    it('is told of replies, by a commit', async () => {
      const { store } = await open({ leaseMs: 50 });
      let heard = 0;
      await store.accept('c', message('m'));
      await pause(60);
      store.watch('c', () => {
        heard += 1;
      });
      store.watch('c', () => {
        throw new Error('a watcher that fails harms nobody');
      });
      store.watch('c', () => {
        heard += 1;
      });
      await commitTurn(store, await claimTurn(store, 'c'), { entries: [line('reply')] });
      await waitFor(() => heard === 2);
    });
  });

  describe('buyers', () => {
    it('are unknown, then what the last change made of them', async () => {
      const { store } = await open();
      expect(await store.buyer('b')).to.equal(undefined);
      const changed = await store.changeBuyer('b', (record) => ({ ...record, locale: 'en', conversations: ['c'] }));
      expect(changed).to.deep.equal({ schema: 1, buyerId: 'b', conversations: ['c'], locale: 'en' });
      expect(await store.buyer('b')).to.deep.equal(changed);
    });

    it('lose no change of many at once', async () => {
      const { store } = await open();
      await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          store.changeBuyer('b', (record) => ({ ...record, conversations: [...record.conversations, `c${n}`] })),
        ),
      );
      expect((await store.buyer('b'))?.conversations).to.have.members(Array.from({ length: 20 }, (_, n) => `c${n}`));
    });

    it('stay as they were when a change throws', async () => {
      const { store } = await open();
      await store.changeBuyer('b', (record) => ({ ...record, locale: 'en' }));
      await failureOf(
        store.changeBuyer('b', () => {
          throw new Error('no');
        }),
      );
      await failureOf(
        store.changeBuyer('b', (record) => ({ ...record, conversations: Array.from({ length: 21 }, () => 'c') })),
      );
      expect(await store.buyer('b')).to.deep.include({ locale: 'en', conversations: [] });
    });
  });

  describe('summaries', () => {
    it('are listed newest first, one a conversation, for all or for one buyer', async () => {
      const { store } = await open();
      const say = async (conversation: string, buyerId: string, at: number, facts?: { title: string }) => {
        const accepted = await store.accept(conversation, message(`m${at}`, { buyerId, at }));
        if (accepted.kind !== 'accepted' || accepted.turn === undefined) throw new Error('not accepted');
        await commitTurn(store, accepted.turn, facts ? { summary: facts } : {});
      };
      await say('c1', 'anna', 1, { title: 'old' });
      await say('c2', 'ben', 2, { title: 'of ben' });
      await say('c3', 'anna', 3, { title: 'second' });
      await say('c1', 'anna', 4, { title: 'new' });
      await say('c3', 'anna', 5);
      const list = await store.summaries({ limit: 10 });
      expect(list.map(({ conversationId, updatedAt, facts }) => [conversationId, updatedAt, facts])).to.deep.equal([
        ['c1', 4, { title: 'new' }],
        ['c3', 3, { title: 'second' }],
        ['c2', 2, { title: 'of ben' }],
      ]);
      expect(await store.summaries({ limit: 1, buyerId: 'anna' })).to.deep.equal(list.slice(0, 1));
      expect(
        (await store.summaries({ limit: 9, buyerId: 'anna' })).map(({ conversationId }) => conversationId),
      ).to.deep.equal(['c1', 'c3']);
      expect(await store.summaries({ limit: 9, buyerId: 'nobody' })).to.deep.equal([]);
    });
  });
}

async function waitFor(holds: () => boolean): Promise<void> {
  for (let n = 0; n < 200 && !holds(); n += 1) await pause(5);
  expect(holds()).to.equal(true);
}
