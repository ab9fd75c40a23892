import { expect } from 'chai';
import type { ConversationStore, Effect, NewEffect } from '../../../services/conversations/conversationStore.js';
import {
  AT,
  acceptTurn,
  claimTurn,
  commitTurn,
  drain,
  message,
  type OpenStore,
  outcome,
  pause,
  runTurn,
} from './material.js';

const LONG_MS = 60_000;

export function effectsContract(open: OpenStore): void {
  describe('effects', () => {
    it('come one at a time, in order within a conversation', async () => {
      const { store } = await open();
      await runTurn(store, 'c', 'm1', { effects: [effect('c1'), effect('c2')] });
      await runTurn(store, 'd', 'm1', { effects: [effect('d1')] });
      await runTurn(store, 'c', 'm2', { effects: [effect('c3')] });
      expect(await keysTaken(store)).to.have.members(['c1', 'd1']);
      await runTurn(store, 'c', 'm3', { effects: [effect('c4')] });
      expect(await keysTaken(store), 'c1 is still taken').to.deep.equal([]);
      await store.settleEffect(taken('c', 'c1'));
      await store.settleEffect(taken('c', 'c1'));
      expect(await keysTaken(store)).to.deep.equal(['c2']);
      await store.settleEffect(taken('c', 'c2'));
      expect(await keysTaken(store)).to.deep.equal(['c3']);
    });

    it('say whose they are, and which try it is', async () => {
      const { store } = await open();
      await runTurn(store, 'c', 'm', { effects: [{ key: 'k', kind: 'openCase', body: { order: '1' } }] });
      expect(await store.takeEffects(5, LONG_MS)).to.deep.equal([
        {
          key: 'k',
          kind: 'openCase',
          body: { order: '1' },
          conversationId: 'c',
          buyerId: 'buyer-1',
          channel: 'directLine',
          attempt: 1,
        },
      ]);
    });

    it('are taken by exactly one of many workers', async () => {
      const { store } = await open();
      await runTurn(store, 'c', 'm', { effects: [effect('k')] });
      const takes = await Promise.all(Array.from({ length: 50 }, () => store.takeEffects(5, LONG_MS)));
      expect(takes.flat()).to.have.length(1);
    });

    it('come again when they are not settled in time, counted', async () => {
      const { store } = await open();
      await runTurn(store, 'c', 'm', { effects: [effect('k')] });
      expect(await keysTaken(store, 250)).to.deep.equal(['k']);
      expect(await keysTaken(store, 250)).to.deep.equal([]);
      await pause(280);
      expect((await store.takeEffects(5, LONG_MS)).map(({ attempt }) => attempt)).to.deep.equal([2]);
    });

    it('come again after the delay of a retry, and block the ones behind them', async () => {
      const { store } = await open();
      await runTurn(store, 'c', 'm', { effects: [effect('k'), effect('k2')] });
      const [first] = await store.takeEffects(5, LONG_MS);
      if (first === undefined) throw new Error('no effect');
      await store.retryEffect(first, 250);
      expect(await keysTaken(store)).to.deep.equal([]);
      await pause(280);
      const again = await store.takeEffects(5, LONG_MS);
      expect(again.map(({ key, attempt }) => [key, attempt])).to.deep.equal([['k', 2]]);
      await store.retryEffect(first, 0);
      expect(await keysTaken(store), 'a retry of an earlier try').to.deep.equal([]);
    });

    it('bring their result into the inbox, once, however often they are settled', async () => {
      const { store } = await open();
      await runTurn(store, 'c', 'm', { effects: [effect('k')] });
      const [one] = await store.takeEffects(5, LONG_MS);
      if (one === undefined) throw new Error('no effect');
      await Promise.all(
        Array.from({ length: 20 }, () => store.settleEffect(one, { at: AT + 5, body: { caseId: 'x' } })),
      );
      expect(await keysTaken(store)).to.deep.equal([]);
      expect(await store.waiting(5)).to.deep.equal(['c']);
      const results = await drain(store, await claimTurn(store, 'c'));
      expect(results).to.deep.equal([
        { id: 'k', kind: 'effectResult', at: AT + 5, buyerId: 'buyer-1', channel: 'directLine', body: { caseId: 'x' } },
      ]);
    });

    it('need no result', async () => {
      const { store } = await open();
      await runTurn(store, 'c', 'm', { effects: [effect('k')] });
      await store.settleEffect(taken('c', 'k'));
      await store.takeEffects(5, 0);
      await store.settleEffect(taken('c', 'k'));
      expect(await store.waiting(5)).to.deep.equal([]);
    });

    it('leave their result to the turn that is running', async () => {
      const { store } = await open();
      await runTurn(store, 'c', 'm1', { effects: [effect('k')] });
      const turn = await acceptTurn(store, 'c', 'm2');
      const [one] = await store.takeEffects(5, LONG_MS);
      if (one === undefined) throw new Error('no effect');
      await store.settleEffect(one, { at: AT, body: {} });
      expect((await drain(store, turn)).map(({ id }) => id)).to.deep.equal(['m2', 'k']);
    });

    it('take no place in the inbox when the buyer used their key as an id', async () => {
      const { store } = await open();
      await runTurn(store, 'c', 'k', { effects: [effect('k')] });
      const [one] = await store.takeEffects(5, LONG_MS);
      if (one === undefined) throw new Error('no effect');
      await store.settleEffect(one, { at: AT, body: {} });
      expect((await claimTurn(store, 'c')).message).to.deep.include({ id: 'k', kind: 'effectResult' });
    });

    it('of a thousand conversations are each taken and settled once', async () => {
      const { store } = await open();
      await Promise.all(
        Array.from({ length: 1_000 }, async (_, n) => {
          const accepted = await store.accept(`c${n}`, message('m'));
          if (accepted.kind === 'accepted' && accepted.turn)
            await store.commit(accepted.turn, outcome({ effects: [effect(`k${n}`)] }));
        }),
      );
      const keys = new Set<string>();
      for (
        let batch = await store.takeEffects(64, LONG_MS);
        batch.length > 0;
        batch = await store.takeEffects(64, LONG_MS)
      ) {
        for (const { key } of batch) expect(keys.has(key)).to.equal(false);
        for (const { key } of batch) keys.add(key);
        await Promise.all(batch.map((one) => store.settleEffect(one)));
      }
      expect(keys.size).to.equal(1_000);
    });

    it('of a later turn come when the earlier ones are done', async () => {
      const { store } = await open();
      await runTurn(store, 'c', 'm1', { effects: [effect('k1')] });
      await store.takeEffects(5, LONG_MS);
      await store.settleEffect(taken('c', 'k1'));
      await commitTurn(store, await acceptTurn(store, 'c', 'm2'), { effects: [effect('k2')] });
      expect(await keysTaken(store)).to.deep.equal(['k2']);
    });
  });
}

function effect(key: string): NewEffect {
  return { key, kind: 'openCase', body: {} };
}

function taken(conversationId: string, key: string): Effect {
  return { ...effect(key), conversationId, buyerId: 'buyer-1', channel: 'directLine', attempt: 1 };
}

async function keysTaken(store: ConversationStore, leaseMs = LONG_MS): Promise<readonly string[]> {
  return (await store.takeEffects(10, leaseMs)).map(({ key }) => key);
}
