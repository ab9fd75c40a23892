import { expect } from 'chai';
import { AT, claimTurn, everythingOf, failureOf, line, message, type OpenStore, runTurn } from './material.js';

export function survivalContract(open: OpenStore): void {
  describe('closing and opening again', () => {
    it('loses nothing', async () => {
      const first = await open();
      await first.store.changeBuyer('buyer-1', (record) => ({ ...record, locale: 'en' }));
      await runTurn(first.store, 'c', 'm1', {
        state: { step: 'askOrder' },
        entries: [line('reply')],
        effects: [{ key: 'k', kind: 'openCase', body: {} }],
        timers: { set: [{ id: 't', at: 1, body: {} }], cancel: [] },
        summary: { title: 'broken' },
      });
      await first.store.accept('c', message('m2'), line('hello'));
      const { store } = await first.reopen();
      const held = await claimTurn(store, 'c');
      expect(held).to.deep.include({ version: 1, state: { step: 'askOrder' }, attempt: 2 });
      expect(held.message.id).to.equal('m2');
      expect(
        (await store.log('c', { after: 0, limit: 10 })).entries.map(({ activity }) => activity.text),
      ).to.deep.equal(['reply', 'hello']);
      expect((await store.accept('c', message('m1'))).kind).to.equal('duplicate');
      expect((await store.takeEffects(5, 1_000)).map(({ key }) => key)).to.deep.equal(['k']);
      expect(await store.fireTimers(AT, 5)).to.deep.equal(['c']);
      expect((await store.summaries({ limit: 5 })).map(({ facts }) => facts)).to.deep.equal([{ title: 'broken' }]);
      expect((await store.buyer('buyer-1'))?.locale).to.equal('en');
    });

    it('changes nothing that can be read', async () => {
      const first = await open();
      await runTurn(first.store, 'c', 'm', { state: [1], entries: [line('reply')], summary: { x: 1 } });
      const before = await everythingOf(first.store, 'c');
      expect(await everythingOf((await first.reopen()).store, 'c')).to.equal(before);
    });

    it('is ready while open and says so; a closed store promises nothing', async () => {
      const opened = await open();
      await opened.store.check();
      await opened.close();
      await failureOf(opened.store.check());
      await failureOf(opened.store.accept('c', message('m')));
      await failureOf(opened.store.state('c'));
    });

    it('ends what was asked before it closes', async () => {
      const first = await open();
      const asked = Array.from({ length: 200 }, (_, n) => first.store.accept(`c${n}`, message('m')));
      const { store } = await first.reopen();
      expect((await Promise.all(asked)).filter(({ kind }) => kind === 'accepted')).to.have.length(200);
      expect(await store.waiting(1_000)).to.have.length(200);
    });
  });
}
