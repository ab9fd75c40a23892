import { expect } from 'chai';
import { StateTooLargeError } from '../../../services/conversations/conversationStore.js';
import {
  AT,
  acceptTurn,
  claimTurn,
  commitTurn,
  everythingOf,
  failureOf,
  line,
  message,
  type OpenStore,
  outcome,
  pause,
  runTurn,
} from './material.js';

/** An outcome that writes everything an outcome can write. */
const EVERYTHING = outcome({
  state: { step: 'lost' },
  entries: [line('never seen')],
  effects: [{ key: 'k', kind: 'openCase', body: {} }],
  timers: { set: [{ id: 't', at: 1, body: {} }], cancel: [] },
  summary: { title: 'never seen' },
});

export function turnContract(open: OpenStore): void {
  describe('commit', () => {
    it('gives the next turn the state and the version it wrote', async () => {
      const { store } = await open();
      const first = await acceptTurn(store, 'c', 'm1');
      expect(first).to.deep.include({ conversationId: 'c', version: 0, state: undefined, attempt: 1 });
      await commitTurn(store, first, { state: { step: 'askOrder', list: [1, null] } });
      const second = await acceptTurn(store, 'c', 'm2');
      expect(second).to.deep.include({ version: 1, state: { step: 'askOrder', list: [1, null] } });
      expect(await store.state('c')).to.deep.equal({ step: 'askOrder', list: [1, null] });
    });

    it('keeps a state that is null, which is not the same as none', async () => {
      const { store } = await open();
      await runTurn(store, 'c', 'm', { state: null });
      expect(await store.state('c')).to.equal(null);
    });

    it('is stale once somebody else has claimed, and then writes nothing', async () => {
      const { store } = await open({ leaseMs: 300 });
      const lost = await acceptTurn(store, 'c', 'm');
      await pause(330);
      const held = await claimTurn(store, 'c');
      const before = await everythingOf(store, 'c');
      expect(await store.commit(lost, EVERYTHING)).to.deep.equal({ kind: 'stale' });
      expect(await everythingOf(store, 'c')).to.equal(before);
      expect(await store.takeEffects(10, 1_000)).to.deep.equal([]);
      expect(await store.fireTimers(AT, 10)).to.deep.equal([]);
      expect((await store.commit(held, outcome({ state: { step: 'won' } }))).kind).to.equal('committed');
      expect(await store.state('c')).to.deep.equal({ step: 'won' });
    });

    it('is stale the second time, and after a release', async () => {
      const { store } = await open();
      const turn = await acceptTurn(store, 'c', 'm1');
      await store.accept('c', message('m2'));
      const committed = await store.commit(turn, outcome());
      expect((await store.commit(turn, EVERYTHING)).kind).to.equal('stale');
      const next = committed.kind === 'committed' ? committed.next : undefined;
      if (next === undefined) throw new Error('no next turn');
      await store.release(next, { uncounted: true });
      expect((await store.commit(next, EVERYTHING)).kind).to.equal('stale');
      expect(await store.state('c')).to.deep.equal({});
    });

    it('is stale for another version or fence than the stored one', async () => {
      const { store } = await open();
      const turn = await acceptTurn(store, 'c', 'm');
      for (const wrong of [
        { ...turn, version: turn.version + 1 },
        { ...turn, fence: turn.fence + 1 },
        { ...turn, conversationId: 'd' },
      ]) {
        expect((await store.commit(wrong, EVERYTHING)).kind).to.equal('stale');
        expect(await store.renew(wrong)).to.equal(false);
      }
      expect((await store.commit(turn, outcome())).kind).to.equal('committed');
    });

    it('takes exactly one of two commits of a turn at once', async () => {
      const { store } = await open();
      const turn = await acceptTurn(store, 'c', 'm');
      const both = await Promise.all([store.commit(turn, outcome()), store.commit(turn, outcome())]);
      expect(both.map(({ kind }) => kind)).to.have.members(['committed', 'stale']);
    });

    it('refuses a state that is too large, and writes nothing', async () => {
      const { store } = await open({ maxStateBytes: 1_024 });
      const turn = await acceptTurn(store, 'c', 'm');
      const before = await everythingOf(store, 'c');
      // 512 é are 1,024 bytes, and the quotes two more.
      const error = await failureOf(store.commit(turn, { ...EVERYTHING, state: 'é'.repeat(512) }));
      expect(error).to.be.instanceOf(StateTooLargeError);
      expect(await everythingOf(store, 'c')).to.equal(before);
      expect(await store.takeEffects(10, 1_000)).to.deep.equal([]);
      expect(await store.fireTimers(AT, 10)).to.deep.equal([]);
      expect((await store.commit(turn, outcome({ state: 'é'.repeat(511) }))).kind).to.equal('committed');
    });

    it('takes a turn whose lease ended while nobody wanted it', async () => {
      const { store } = await open({ leaseMs: 300 });
      const turn = await acceptTurn(store, 'c', 'm');
      await pause(330);
      expect((await store.commit(turn, outcome())).kind).to.equal('committed');
    });
  });
}
