import { expect } from 'chai';
import { acceptTurn, claimTurn, commitTurn, drain, line, message, type OpenStore, pause, runTurn } from './material.js';

export function inboxContract(open: OpenStore): void {
  describe('accept', () => {
    it('takes one of a thousand deliveries of a message at once', async () => {
      const { store } = await open();
      const answers = await Promise.all(
        Array.from({ length: 1_000 }, () => store.accept('c', message('m'), line('hello', 'entry-1'))),
      );
      expect(answers.filter(({ kind }) => kind === 'accepted')).to.have.length(1);
      expect(answers.filter(({ kind }) => kind === 'duplicate')).to.have.length(999);
      expect(new Set(answers.map((answer) => answer.kind !== 'refused' && answer.entryId))).to.deep.equal(
        new Set(['entry-1']),
      );
      expect(answers.filter((answer) => answer.kind !== 'refused' && answer.turn !== undefined)).to.have.length(1);
      expect((await store.log('c', { after: 0, limit: 10 })).lastSeq).to.equal(1);
    });

    it('knows a message again after its turn, with the first answer, and writes nothing', async () => {
      const { store } = await open();
      const first = await store.accept('c', message('m'), line('hello'));
      if (first.kind !== 'accepted' || first.turn === undefined) throw new Error('not accepted');
      await commitTurn(store, first.turn);
      const again = await store.accept('c', message('m', { body: { text: 'other' } }), line('other'));
      expect(again).to.deep.equal({ kind: 'duplicate', entryId: 'c|0000001', turn: undefined });
      expect((await store.log('c', { after: 0, limit: 10 })).lastSeq).to.equal(1);
    });

    it('takes the same id in another conversation', async () => {
      const { store } = await open();
      await runTurn(store, 'c', 'm');
      expect((await store.accept('d', message('m'))).kind).to.equal('accepted');
    });

    it("keeps a buyer's ids apart from those of timers and results", async () => {
      const { store } = await open();
      await runTurn(store, 'c', 'timer:reminder:1');
      expect((await store.accept('c', message('timer:reminder:1', { kind: 'timer' }))).kind).to.equal('accepted');
    });

    it('keeps 100 messages that come at once in the order of acceptance', async () => {
      const { store } = await open();
      const ids = Array.from({ length: 100 }, (_, n) => `m${n}`);
      const answers = await Promise.all(ids.map((id) => store.accept('c', message(id), line(id, id))));
      const turns = answers.flatMap((answer) => (answer.kind === 'accepted' && answer.turn ? [answer.turn] : []));
      expect(turns).to.have.length(1);
      const taken = await drain(store, turns[0]);
      const { entries } = await store.log('c', { after: 0, limit: 1_000 });
      expect(taken.map(({ id }) => id)).to.deep.equal(entries.map(({ id }) => id));
      expect(taken.map(({ id }) => id)).to.have.members(ids);
      expect(await store.state('c')).to.deep.equal({ turns: 100 });
    });

    it('forgets ids after their keep, and not before', async () => {
      const { store } = await open({ seenDays: 7 });
      await runTurn(store, 'c', 'm');
      await store.sweep(Date.now() + 6 * 86_400_000);
      expect((await store.accept('c', message('m'))).kind).to.equal('duplicate');
      await store.sweep(Date.now() + 9 * 86_400_000);
      expect((await store.accept('c', message('m'))).kind).to.equal('accepted');
    });

    it('takes ids that are long or hostile, each for itself', async () => {
      const { store } = await open();
      const odd = [
        'a\u0000b',
        'a\u0000',
        'a',
        '__proto__',
        'x'.repeat(1_000),
        `${'x'.repeat(999)}y`,
        '\ud800',
        '\udfff',
        '😀',
        '#',
        '*',
        '|',
        '/',
        ' ',
      ];
      for (const id of odd) {
        await runTurn(store, id, id, {
          entries: [line('reply')],
          summary: { id },
          timers: { set: [{ id, at: 1, body: {} }], cancel: [] },
        });
        for (const other of odd) {
          if (odd.indexOf(other) > odd.indexOf(id))
            expect(await store.state(other), JSON.stringify(other)).to.equal(undefined);
        }
        await runTurn(store, id, `${id}2`);
        expect((await store.accept(id, message(id))).kind).to.equal('duplicate');
      }
      expect((await store.summaries({ limit: 100 })).map(({ conversationId }) => conversationId)).to.have.members(odd);
      expect(await store.fireTimers(1, 100)).to.have.members(odd);
      expect(await store.waiting(100)).to.have.members(odd);
    });

    it('keeps what a message carries, whatever its keys are called', async () => {
      const { store } = await open();
      const body = JSON.parse('{"__proto__":{"x":1},"text":"\\u0000\\ud800 é 😀","list":[null,1.5,"",{}]}');
      const accepted = await store.accept('c', message('m', { body }));
      expect(JSON.stringify(accepted.kind === 'accepted' && accepted.turn?.message.body)).to.equal(
        JSON.stringify(body),
      );
    });
  });

  describe('the lease', () => {
    it('goes to one of a hundred claims at once', async () => {
      const { store } = await open();
      await store.release(await acceptTurn(store, 'c', 'm'), { uncounted: true });
      const claims = await Promise.all(Array.from({ length: 100 }, () => store.claim('c')));
      expect(claims.filter((turn) => turn !== undefined)).to.have.length(1);
    });

    it('is not given for an empty inbox or an unknown conversation', async () => {
      const { store } = await open();
      await runTurn(store, 'c', 'm');
      expect(await store.claim('c')).to.equal(undefined);
      expect(await store.claim('nobody')).to.equal(undefined);
    });

    it('leaves what comes meanwhile to the holder, who is given it by commit', async () => {
      const { store } = await open();
      const turn = await acceptTurn(store, 'c', 'm1');
      expect(await store.accept('c', message('m2'))).to.deep.include({ kind: 'accepted', turn: undefined });
      expect(await store.waiting(10)).to.deep.equal([]);
      expect((await drain(store, turn)).map(({ id }) => id)).to.deep.equal(['m1', 'm2']);
    });

    it('ends by the clock; then anybody takes it, with a higher fence and the same message', async () => {
      const { store } = await open({ leaseMs: 250 });
      const first = await acceptTurn(store, 'c', 'm');
      expect(await store.claim('c')).to.equal(undefined);
      await pause(280);
      expect(await store.waiting(10)).to.deep.equal(['c']);
      const second = await claimTurn(store, 'c');
      expect(second.fence).to.be.greaterThan(first.fence);
      expect(second.message).to.deep.equal(first.message);
    });

    it('is lengthened by renew, until it is lost', async () => {
      const { store } = await open({ leaseMs: 400 });
      const turn = await acceptTurn(store, 'c', 'm');
      await pause(250);
      expect(await store.renew(turn)).to.equal(true);
      await pause(250);
      expect(await store.claim('c')).to.equal(undefined);
      await pause(250);
      await claimTurn(store, 'c');
      expect(await store.renew(turn)).to.equal(false);
    });

    it('counts claims without a commit, and release takes back the ones that were not the message’s fault', async () => {
      const { store } = await open();
      const first = await acceptTurn(store, 'c', 'm1');
      expect(first.attempt).to.equal(1);
      await store.release(first, { uncounted: false });
      const second = await claimTurn(store, 'c');
      expect(second.attempt).to.equal(2);
      await store.release(second, { uncounted: true });
      await store.release(second, { uncounted: true });
      const third = await claimTurn(store, 'c');
      expect(third.attempt).to.equal(2);
      await store.accept('c', message('m2'));
      const committed = await store.commit(third, {
        state: {},
        entries: [],
        effects: [],
        timers: { set: [], cancel: [] },
      });
      expect(committed.kind === 'committed' && committed.next?.attempt).to.equal(1);
    });

    it('goes with a repeated message when nobody holds it and something waits', async () => {
      const { store } = await open();
      await store.release(await acceptTurn(store, 'c', 'm'), { uncounted: true });
      const again = await store.accept('c', message('m'));
      expect(again.kind === 'duplicate' && again.turn?.message.id).to.equal('m');
    });
  });

  describe('waiting', () => {
    it('names each conversation that has something and no holder, once, up to the limit', async () => {
      const { store } = await open();
      for (const conversation of ['a', 'a-1', 'a|2', 'b']) {
        const turn = await acceptTurn(store, conversation, 'm1');
        await store.accept(conversation, message('m2'));
        await store.release(turn, { uncounted: true });
      }
      await acceptTurn(store, 'held', 'm');
      await runTurn(store, 'done', 'm');
      expect(await store.waiting(10)).to.have.members(['a', 'a-1', 'a|2', 'b']);
      expect(await store.waiting(3)).to.have.length(3);
    });
  });
}
