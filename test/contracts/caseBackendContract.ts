import { expect } from 'chai';
import type { BuyersAct, CaseBackend, Opened } from '../../services/cases/caseBackend.js';
import type { CaseEvent } from '../../services/refunds/caseEvent.js';
import { CaseId, OrderId } from '../../services/refunds/ids.js';
import type { Order } from '../../services/refunds/order.js';
import type { RefundCase } from '../../services/refunds/refundCase.js';
import { NOW, sampleOrder, sampleRequest } from './sampleCases.js';
import { SAMPLE_EVENTS } from './sampleEvents.js';

/** A backend under test, and what only its other side can do. */
export type BackendUnderTest = {
  readonly backend: CaseBackend;
  putOrder(buyerId: string, order: Order): Promise<void>;
  /** What the seller, the platform or the payer does. `at`: ms since epoch; when the case was opened if absent. */
  moveCase(refundCase: RefundCase, event: CaseEvent, at?: number): Promise<RefundCase>;
  close(): Promise<void>;
};

const ANNA = 'anna';
const BEN = 'ben';
const CUPS = '234193410001028893';
const MATS = '245072618801024039';
const key = (name: string) => `test:open-case:${name}`;

/** What every CaseBackend promises. */
export function caseBackendContract(name: string, open: () => Promise<BackendUnderTest>): void {
  describe(`CaseBackend contract: ${name}`, () => {
    let given: BackendUnderTest;
    let backend: CaseBackend;
    beforeEach(async () => {
      given = await open();
      backend = given.backend;
      await given.putOrder(ANNA, sampleOrder(CUPS, 40));
      await given.putOrder(ANNA, sampleOrder(MATS, 20));
    });
    afterEach(() => given.close());

    const file = (name: string, orderId = CUPS, description?: string, buyer = ANNA) =>
      backend.openCase(key(name), buyer, sampleRequest(orderId, description), NOW);

    it('tells the orders of the buyer, the newest first, and nobody else any', async () => {
      expect((await backend.orders(ANNA)).map((order) => order.orderId)).to.deep.equal([MATS, CUPS]);
      expect(await backend.order(ANNA, OrderId.parse(CUPS))).to.deep.equal(sampleOrder(CUPS, 40));
      expect(await backend.orders(BEN)).to.deep.equal([]);
      expect(await backend.order(BEN, OrderId.parse(CUPS))).to.equal(undefined);
    });

    it('tells at most 50 orders and 50 cases, the newest', async () => {
      const ids = Array.from({ length: 60 }, (_, n) => `2600000000010${String(n).padStart(5, '0')}`);
      for (const [n, id] of ids.entries()) {
        await given.putOrder(BEN, sampleOrder(id, 100 + n));
        await backend.openCase(key(id), BEN, sampleRequest(id), NOW - n);
      }
      expect((await backend.orders(BEN)).map((order) => order.orderId)).to.deep.equal(ids.slice(0, 50));
      expect((await backend.cases(BEN)).map((each) => each.request.orderId)).to.deep.equal(ids.slice(0, 50));
    });

    it('opens a case and shows it to its buyer wherever it is asked for', async () => {
      const opened = caseOf(await file('one'));
      expect(opened.reference).to.equal(key('one'));
      expect(opened.openedAt).to.equal(NOW);
      expect(opened.state).to.equal('awaitingSeller');
      expect(opened.request).to.deep.equal(sampleRequest(CUPS));
      expect(await backend.case(ANNA, opened.caseId)).to.deep.equal(opened);
      expect(await backend.cases(ANNA)).to.deep.equal([opened]);
      expect(await backend.openCaseOn(ANNA, OrderId.parse(CUPS))).to.deep.equal(opened);
      expect(await backend.openCaseOn(ANNA, OrderId.parse(MATS))).to.equal(undefined);
    });

    it('shows a case to nobody else', async () => {
      const opened = caseOf(await file('one'));
      await given.putOrder(BEN, sampleOrder(CUPS));
      expect(await backend.case(BEN, opened.caseId)).to.equal(undefined);
      expect(await backend.cases(BEN)).to.deep.equal([]);
      expect(await backend.openCaseOn(BEN, OrderId.parse(CUPS))).to.equal(undefined);
      expect(await backend.case(ANNA, CaseId.parse('RD-0000-0000'))).to.equal(undefined);
    });

    it('answers the same key with the same case, later and with another clock', async () => {
      const first = caseOf(await file('one'));
      const again = await backend.openCase(key('one'), ANNA, sampleRequest(CUPS), NOW + 86_400_000);
      expect(again).to.deep.equal({ kind: 'opened', case: first });
      expect(await backend.cases(ANNA)).to.have.length(1);
    });

    it('answers the same key with its case also when that is closed, and does not open a second', async () => {
      const first = caseOf(await file('one'));
      await given.moveCase(first, { kind: 'buyerWithdraws' });
      const again = await file('one');
      expect(again.kind).to.equal('opened');
      expect(caseOf(again).caseId).to.equal(first.caseId);
      expect(caseOf(again).state).to.equal('withdrawn');
      expect(await backend.cases(ANNA)).to.have.length(1);
    });

    const act = (
      name: string,
      on: RefundCase,
      event: BuyersAct['event'],
      more: { seen?: number; buyer?: string } = {},
    ) =>
      backend.act(
        key(name),
        more.buyer ?? ANNA,
        { caseId: on.caseId, event, seen: more.seen ?? on.history.length },
        NOW + 1,
      );

    it('the buyer withdraws, once, however often it is asked', async () => {
      const first = caseOf(await file('one'));
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => act('withdraw', first, { kind: 'buyerWithdraws' })),
      );
      expect(answers.map(({ kind }) => kind)).to.deep.equal(answers.map(() => 'done'));
      const [withdrawn] = await backend.cases(ANNA);
      expect(withdrawn?.state).to.equal('withdrawn');
      expect(withdrawn?.history.map(({ event }) => event)).to.deep.equal(['opened', 'buyerWithdraws']);
      expect(await act('withdraw', first, { kind: 'buyerWithdraws' })).to.deep.equal({ kind: 'done', case: withdrawn });
    });

    it('of two acts at once one is done, and the other hears that the case has changed', async () => {
      const first = caseOf(await file('one'));
      const proposed = await given.moveCase(first, SAMPLE_EVENTS.sellerProposes);
      const answers = await Promise.all([
        act('accept', proposed, { kind: 'buyerAccepts' }),
        act('counter', proposed, SAMPLE_EVENTS.buyerCounters),
      ]);
      expect(answers.map(({ kind }) => kind).sort()).to.deep.equal(['changed', 'done']);
    });

    it('does not accept another proposal than the one that was seen', async () => {
      const first = caseOf(await file('one'));
      const proposed = await given.moveCase(first, SAMPLE_EVENTS.sellerProposes);
      const lower = { remedy: 'partialRefund', amount: { minor: 100, currency: 'USD' } } as const;
      const newer = await given.moveCase(proposed, { kind: 'sellerProposes', proposal: lower });
      expect(await act('accept', proposed, { kind: 'buyerAccepts' })).to.deep.equal({ kind: 'changed', case: newer });
      expect(await backend.case(ANNA, first.caseId)).to.deep.equal(newer);
    });

    it('what was agreed on is what is refunded', async () => {
      const first = caseOf(await file('one'));
      const proposed = await given.moveCase(first, SAMPLE_EVENTS.sellerProposes);
      const done = await act('accept', proposed, { kind: 'buyerAccepts' });
      if (done.kind !== 'done') throw new Error(done.kind);
      expect(done.case.state).to.equal('refundPending');
      expect(done.case.refund).to.deep.equal({ amount: SAMPLE_EVENTS.sellerProposes.proposal.amount });
    });

    it('says why something cannot be done, and does nothing', async () => {
      const first = caseOf(await file('one'));
      expect(await act('early', first, { kind: 'buyerEscalates' })).to.deep.equal({
        kind: 'notAllowed',
        case: first,
        why: 'tooEarly',
      });
      expect(await act('object', first, SAMPLE_EVENTS.buyerObjects)).to.deep.include({ why: 'state' });
      const held = await given.moveCase(first, SAMPLE_EVENTS.holdSet);
      expect(await act('held', held, { kind: 'buyerWithdraws' })).to.deep.include({ why: 'hold' });
      expect(await backend.case(ANNA, first.caseId)).to.deep.equal(held);
    });

    it('a case of another buyer looks like none, and a key of another act is refused', async () => {
      const first = caseOf(await file('one'));
      expect(await act('mine', first, { kind: 'buyerWithdraws' }, { buyer: BEN })).to.deep.equal({
        kind: 'unknownCase',
      });
      const proposed = await given.moveCase(first, SAMPLE_EVENTS.sellerProposes);
      expect((await act('counter', proposed, SAMPLE_EVENTS.buyerCounters)).kind).to.equal('done');
      expect(await act('counter', proposed, { kind: 'buyerWithdraws' })).to.deep.equal({ kind: 'keyReused' });
    });

    it('opens one case for one key asked 40 times at once', async () => {
      const answers = await Promise.all(Array.from({ length: 40 }, () => file('one')));
      expect(answers.map(({ kind }) => kind)).to.deep.equal(answers.map(() => 'opened'));
      expect(new Set(answers.map((answer) => caseOf(answer).caseId)).size).to.equal(1);
      expect(await backend.cases(ANNA)).to.have.length(1);
    });

    it('opens one case on an order for 40 keys at once, and tells the others which', async () => {
      const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => file(`key ${n}`)));
      expect(answers.filter(({ kind }) => kind === 'opened')).to.have.length(1);
      expect(answers.filter(({ kind }) => kind === 'alreadyOpen')).to.have.length(39);
      expect(new Set(answers.map((answer) => caseOf(answer).caseId)).size).to.equal(1);
      expect(await backend.cases(ANNA)).to.have.length(1);
    });

    it('opens cases on different orders side by side', async () => {
      const answers = await Promise.all([file('one', CUPS), file('two', MATS)]);
      expect(answers.map(({ kind }) => kind)).to.deep.equal(['opened', 'opened']);
      expect(await backend.cases(ANNA)).to.have.length(2);
    });

    it('tells of the case that is open, whatever the second one says', async () => {
      const first = caseOf(await file('one'));
      expect(await file('two', CUPS, 'Something else')).to.deep.equal({ kind: 'alreadyOpen', case: first });
    });

    it('opens another one once the first is closed, and remembers both', async () => {
      const first = caseOf(await file('one'));
      expect((await file('two')).kind).to.equal('alreadyOpen');
      await given.moveCase(first, { kind: 'buyerWithdraws' });
      expect(await backend.openCaseOn(ANNA, OrderId.parse(CUPS))).to.equal(undefined);
      const second = caseOf(await backend.openCase(key('two'), ANNA, sampleRequest(CUPS), NOW + 1));
      expect(second.caseId).not.to.equal(first.caseId);
      expect(await backend.openCaseOn(ANNA, OrderId.parse(CUPS))).to.deep.equal(second);
      expect((await backend.cases(ANNA)).map(({ caseId }) => caseId)).to.deep.equal([second.caseId, first.caseId]);
    });

    it('refuses a key that was used for another request, and keeps the first', async () => {
      const first = caseOf(await file('one'));
      expect(await file('one', CUPS, 'Something else')).to.deep.equal({ kind: 'keyReused' });
      expect(await file('one', MATS)).to.deep.equal({ kind: 'keyReused' });
      await given.putOrder(BEN, sampleOrder(CUPS));
      expect(await file('one', CUPS, undefined, BEN)).to.deep.equal({ kind: 'keyReused' });
      expect(await backend.cases(ANNA)).to.deep.equal([first]);
      expect(await backend.cases(BEN)).to.deep.equal([]);
    });

    it('takes the same request with its fields in another order for the same', async () => {
      const first = caseOf(await file('one'));
      const turned = Object.fromEntries(Object.entries(sampleRequest(CUPS)).reverse());
      // Parsed, as it would be after another way through JSON.
      const request = { ...turned, ...sampleRequest(CUPS), seller: { silentDays: 7, outcome: 'silent' as const } };
      expect(await backend.openCase(key('one'), ANNA, request, NOW)).to.deep.equal({ kind: 'opened', case: first });
    });

    it("answers for somebody else's order what it answers for none", async () => {
      const none = await file('one', '999999999999999999', undefined, BEN);
      const annas = await file('two', CUPS, undefined, BEN);
      expect(none).to.deep.equal({ kind: 'unknownOrder' });
      expect(annas).to.deep.equal(none);
      expect(await backend.cases(BEN)).to.deep.equal([]);
      expect(await backend.openCaseOn(ANNA, OrderId.parse(CUPS))).to.equal(undefined);
    });

    it('knows whose order it is, for verification, and of no other number', async () => {
      await given.putOrder(BEN, sampleOrder('260000000001000001'));
      expect(await backend.ownerOf(OrderId.parse(CUPS))).to.equal(ANNA);
      expect(await backend.ownerOf(OrderId.parse('260000000001000001'))).to.equal(BEN);
      for (const other of ['999999999999999999', CUPS.slice(0, 17), `${CUPS}0`, '000000000'])
        expect(await backend.ownerOf(OrderId.parse(other)), other).to.equal(undefined);
      await file('one');
      expect(await backend.ownerOf(OrderId.parse(CUPS))).to.equal(ANNA);
    });

    it('takes buyer ids with anything in them', async () => {
      const odd = ['a/b', 'a', 'a/', '.', '..', '?', '\u0000', 'ü'.repeat(256), '__proto__'];
      for (const buyer of odd) {
        await given.putOrder(buyer, sampleOrder(CUPS));
        expect((await file(`odd ${buyer.slice(0, 20)}`, CUPS, undefined, buyer)).kind).to.equal('opened');
        expect(await backend.orders(buyer)).to.have.length(1);
        expect(await backend.cases(buyer)).to.have.length(1);
      }
    });
  });
}

function caseOf(opened: Opened): RefundCase {
  if (opened.kind === 'opened' || opened.kind === 'alreadyOpen') return opened.case;
  throw new Error(`expected a case, got ${opened.kind}`);
}
