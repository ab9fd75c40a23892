import { expect } from 'chai';
import { acceptTurn, commitTurn, line, message, type OpenStore, outcome, pause } from './material.js';

export function limitsContract(open: OpenStore): void {
  describe('limits', () => {
    it('refuses the 201st message of an inbox, and writes nothing of it', async () => {
      const { store } = await open({ burstLimit: 10_000 });
      const turn = await acceptTurn(store, 'c', 'm1');
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, n) => store.accept('c', message(`m${n + 2}`), line(`${n + 2}`))),
      );
      const refused = answers.at(-1);
      expect(answers.filter(({ kind }) => kind === 'accepted')).to.have.length(199);
      expect(refused).to.deep.include({ kind: 'refused', reason: 'inboxFull' });
      expect(refused?.kind === 'refused' && refused.retryAfterMs).to.be.greaterThan(0);
      expect((await store.log('c', { after: 0, limit: 1 })).lastSeq).to.equal(199);
      expect((await store.accept('c', message('m5'))).kind).to.equal('duplicate');
      await commitTurn(store, turn);
      expect((await store.accept('c', message('m201'))).kind).to.equal('accepted');
    });

    it('refuses the 121st message of a burst, and says when to come again', async () => {
      const { store } = await open({ refillPerSecond: 2 });
      const send = (n: number) => store.accept('c', message(`m${n}`));
      const answers = await Promise.all(Array.from({ length: 121 }, (_, n) => send(n)));
      const refused = answers.at(-1);
      expect(answers.filter(({ kind }) => kind === 'accepted')).to.have.length(120);
      if (refused?.kind !== 'refused') throw new Error('the 121st was accepted');
      expect(refused.reason).to.equal('tooFast');
      expect(refused.retryAfterMs).to.be.within(1, 500);
      await pause(refused.retryAfterMs + 5);
      expect((await send(120)).kind).to.equal('accepted');
    });

    it('knows a repeated message before it limits, and does not count it', async () => {
      const { store } = await open({ burstLimit: 1, inboxLimit: 1, refillPerSecond: 0.001 });
      await acceptTurn(store, 'c', 'm1');
      for (let n = 0; n < 5; n += 1) expect((await store.accept('c', message('m1'))).kind).to.equal('duplicate');
      expect((await store.accept('c', message('m2'))).kind).to.equal('refused');
    });

    it('counts bursts a conversation, and only what buyers write', async () => {
      const { store } = await open({ burstLimit: 1, refillPerSecond: 0.001 });
      await store.accept('c', message('m1'));
      expect(await store.accept('c', message('m2'))).to.deep.include({ kind: 'refused', reason: 'tooFast' });
      expect((await store.accept('c', message('m3', { kind: 'joined' }))).kind).to.equal('accepted');
      expect((await store.accept('d', message('m1'))).kind).to.equal('accepted');
    });

    it('lets results and timers into a full inbox', async () => {
      const { store } = await open({ inboxLimit: 1 });
      const turn = await acceptTurn(store, 'c', 'm1');
      await store.commit(
        turn,
        outcome({
          effects: [{ key: 'k', kind: 'openCase', body: {} }],
          timers: { set: [{ id: 't', at: 1, body: {} }], cancel: [] },
        }),
      );
      await store.accept('c', message('m2'));
      const [effect] = await store.takeEffects(1, 1_000);
      if (effect === undefined) throw new Error('no effect');
      await store.settleEffect(effect, { at: 2, body: {} });
      await store.fireTimers(2, 10);
      expect((await store.accept('c', message('m3'))).kind).to.equal('refused');
    });
  });
}
