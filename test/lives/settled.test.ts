import { expect } from 'chai';
import type { CaseEvent } from '../../services/refunds/caseEvent.js';
import { cupsOrder } from '../support/cupsOrder.js';
import { Life, type StoreKind } from './support/life.js';
import { BROKEN, file } from './support/stories.js';

const USD = (minor: number) => ({ minor, currency: 'USD' });
const PROPOSES: CaseEvent = {
  kind: 'sellerProposes',
  proposal: { remedy: 'partialRefund', amount: USD(30_000) },
  words: 'Sorry, we can give you 300.',
};

for (const kind of ['embedded', 'redis'] satisfies StoreKind[]) {
  describe(`a case that the two settle (${kind})`, function () {
    this.timeout(60_000);
    let life: Life;
    beforeEach(async () => {
      life = await Life.open(kind, (now) => [cupsOrder(now)]);
    });
    afterEach(() => life?.close());

    it('the seller agrees: the money is ordered, sent, and there', async () => {
      await file(life, BROKEN);
      expect(await life.does({ kind: 'sellerAgrees' })).to.equal(200);
      expect(await life.hears('case.agreed')).to.include('The seller has agreed');
      life.passes(2);
      await life.does({ kind: 'refundStarts', method: 'card' });
      expect(await life.hears('case.refundStarted')).to.include('US$600.00 is on its way');
      life.passes(9);
      await life.says('where is my money?');
      expect(await life.hears('track.cases', 'case.money')).to.include('was sent off on');
      await life.does({ kind: 'refundArrives' });
      expect(await life.hears('case.refunded')).to.include('You may still review the order');
      expect(await life.state()).to.equal('refunded');
      life.passes(100);
      await life.staysSilent();
    });

    it('a part is proposed, countered, refused, proposed again and accepted', async () => {
      await file(life, BROKEN);
      await life.does(PROPOSES);
      expect(await life.hears('case.proposal')).to.include('They write: "Sorry, we can give you 300."');
      await life.says('Make a counter-proposal');
      await life.hears('case.askAmount');
      await life.says('500 dollars');
      expect(await life.hears('case.actAsk')).to.include('US$500.00 of the US$1,200.00 you paid');
      await life.says('Yes, do it');
      await life.hears('case.acting', 'case.acted');
      expect(await life.case()).to.have.nested.property('case.proposal.by', 'buyer');
      await life.does({ kind: 'sellerRefuses', words: 'Too much.' });
      await life.hears('case.refused');
      await life.does({ kind: 'sellerProposes', proposal: { remedy: 'partialRefund', amount: USD(45_000) } });
      await life.hears('case.proposal');
      await life.says('I accept');
      await life.hears('case.actAsk');
      await life.says('yes');
      await life.hears('case.acting', 'case.acted');
      expect((await life.case()).case).to.deep.include({ state: 'refundPending', refund: { amount: USD(45_000) } });
    });

    it('goods go back: to the address of the case, in time, and then the money', async () => {
      await file(life, BROKEN);
      await life.does({ kind: 'sellerProposes', proposal: { remedy: 'returnAndRefund' } });
      await life.hears('case.proposal');
      await life.says('accept the proposal');
      await life.hears('case.actAsk');
      await life.says('yes');
      await life.hears('case.acting', 'case.acted');
      const address = { lines: ['Chaozhou Brightkiln', 'Fengxi 12', 'Chaozhou, China'] };
      await life.does({ kind: 'returnOrdered', address, by: life.now + 10 * 86_400_000 });
      expect(await life.hears('case.returnOrdered')).to.include('10 days left');
      life.passes(5.3);
      expect(await life.hears('case.reminder')).to.include('Half of the time is over');
      await life.says('sent it with DHL, JD0146000032');
      expect(await life.hears('case.actAsk')).to.include('Fengxi 12');
      await life.says('yes');
      await life.hears('case.acting', 'case.acted');
      life.passes(20);
      await life.staysSilent();
      await life.does({ kind: 'sellerConfirmsReturn', amount: USD(120_000) });
      await life.hears('case.agreed');
      await life.does({ kind: 'refundStarts', method: 'bankTransfer' });
      expect(await life.hears('case.refundStarted')).to.include('3 to 7 business days');
      await life.does({ kind: 'refundArrives' });
      await life.hears('case.refunded');
    });

    it('goods that are not sent back in time end it, after two reminders', async () => {
      await file(life, BROKEN);
      await life.does({ kind: 'sellerProposes', proposal: { remedy: 'returnAndRefund' } });
      await life.hears('case.proposal');
      await life.says('accept the proposal');
      await life.hears('case.actAsk');
      await life.says('yes');
      await life.hears('case.acting', 'case.acted');
      await life.does({ kind: 'returnOrdered', address: { lines: ['Fengxi 12'] }, by: life.now + 10 * 86_400_000 });
      await life.hears('case.returnOrdered');
      life.passes(5.3);
      await life.hears('case.reminder');
      life.passes(3);
      expect(await life.hears('case.reminder')).to.include('Little time is left');
      life.passes(2);
      expect(await life.hears('case.closed')).to.include('a new one can be filed');
      expect(await life.state()).to.equal('expired');
    });

    it('the bank does not take the refund, and then does', async () => {
      await file(life, BROKEN);
      await life.does({ kind: 'sellerAgrees' });
      await life.hears('case.agreed');
      await life.does({ kind: 'refundStarts', method: 'card' });
      await life.hears('case.refundStarted');
      await life.does({ kind: 'refundFails', words: 'Card closed' });
      expect(await life.hears('case.refundFailed')).to.include('You have not lost it');
      await life.says('where is my money?');
      expect(await life.hears('track.cases', 'case.money')).to.include('an account in the same name');
      expect(await life.does({ kind: 'refundRetried' })).to.equal(200);
      await life.does({ kind: 'refundStarts', method: 'bankTransfer' });
      await life.hears('case.refundStarted');
      await life.does({ kind: 'refundArrives' });
      await life.hears('case.refunded');
    });

    it('is withdrawn, and stays so', async () => {
      await file(life, BROKEN);
      await life.says('please close my case');
      expect(await life.hears('case.actAsk')).to.include('cannot be opened again');
      await life.says('yes');
      await life.hears('case.acting', 'case.acted');
      expect(await life.state()).to.equal('withdrawn');
      // What came too late changes nothing, and says so to whoever sent it.
      expect(await life.does({ kind: 'sellerAgrees' })).to.equal(409);
      expect(
        await life.does({ kind: 'mediatorDecides', decision: { outcome: 'fullRefund', reason: 'Late.' } } as CaseEvent),
      ).to.equal(409);
      life.passes(60);
      await life.staysSilent();
    });
  });
}
