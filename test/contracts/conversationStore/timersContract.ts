import { expect } from 'chai';
import type { NewTimer } from '../../../services/conversations/conversationStore.js';
import { AT, acceptTurn, claimTurn, commitTurn, drain, type OpenStore, runTurn } from './material.js';

export function timersContract(open: OpenStore): void {
  describe('timers', () => {
    it('fall due at their time, once, and come by the inbox', async () => {
      const { store } = await open();
      await runTurn(store, 'c', 'm', { timers: setting({ id: 'reminder', at: AT + 10, body: { case: 'x' } }) });
      expect(await store.fireTimers(AT + 9, 10)).to.deep.equal([]);
      expect(await store.fireTimers(AT + 10, 10)).to.deep.equal(['c']);
      expect(await store.fireTimers(AT + 11, 10)).to.deep.equal([]);
      expect(await drain(store, await claimTurn(store, 'c'))).to.deep.equal([
        {
          id: `timer:reminder:${AT + 10}`,
          kind: 'timer',
          at: AT + 10,
          buyerId: 'buyer-1',
          channel: 'directLine',
          body: { case: 'x' },
        },
      ]);
    });

    it('fire once when many ask at once', async () => {
      const { store } = await open();
      await runTurn(store, 'c', 'm', { timers: setting(timer('t', 1)) });
      const touched = await Promise.all(Array.from({ length: 20 }, () => store.fireTimers(AT, 10)));
      expect(touched.flat()).to.deep.equal(['c']);
      expect(await drain(store, await claimTurn(store, 'c'))).to.have.length(1);
    });

    it('are replaced by id', async () => {
      const { store } = await open();
      await runTurn(store, 'c', 'm1', { timers: setting(timer('t', 1)) });
      await runTurn(store, 'c', 'm2', { timers: setting(timer('t', 5)) });
      expect(await store.fireTimers(4, 10)).to.deep.equal([]);
      expect(await store.fireTimers(5, 10)).to.deep.equal(['c']);
      expect((await drain(store, await claimTurn(store, 'c'))).map(({ id }) => id)).to.deep.equal(['timer:t:5']);
    });

    it('are cancelled by id, in their own conversation only; one outcome may cancel and set anew', async () => {
      const { store } = await open();
      await runTurn(store, 'c', 'm1', { timers: setting(timer('t', 1), timer('u', 1)) });
      await runTurn(store, 'd', 'm1', { timers: setting(timer('t', 1)) });
      await runTurn(store, 'c', 'm2', { timers: { set: [timer('u', 2)], cancel: ['t', 'u', 'unknown'] } });
      expect(await store.fireTimers(AT, 10)).to.have.members(['c', 'd']);
      expect((await drain(store, await claimTurn(store, 'c'))).map(({ id }) => id)).to.deep.equal(['timer:u:2']);
    });

    it('fire in the order of their times, up to the limit', async () => {
      const { store } = await open();
      const turn = await acceptTurn(store, 'c', 'm');
      await commitTurn(store, turn, { timers: setting(timer('late', 30), timer('early', 10), timer('middle', 20)) });
      expect(await store.fireTimers(AT, 2)).to.deep.equal(['c']);
      expect((await drain(store, await claimTurn(store, 'c'))).map(({ id }) => id)).to.deep.equal([
        'timer:early:10',
        'timer:middle:20',
      ]);
      expect(await store.fireTimers(AT, 2)).to.deep.equal(['c']);
    });
  });
}

function timer(id: string, at: number): NewTimer {
  return { id, at, body: {} };
}

function setting(...set: NewTimer[]) {
  return { set, cancel: [] };
}
