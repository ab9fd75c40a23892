import { expect } from 'chai';
import { Order } from '../../services/refunds/order.js';
import { cupsOrder } from '../support/cupsOrder.js';
import { Life, type StoreKind } from './support/life.js';
import { BROKEN, file } from './support/stories.js';

const DAY_MS = 86_400_000;
const USD = (minor: number) => ({ minor, currency: 'USD' });

/** Marked as shipped, and the carrier does not know the number. */
function matsOrder(now: number): Order {
  return Order.parse({
    orderId: '245072618801024039',
    title: '120 yoga mats, 6 mm, natural rubber',
    sellerName: 'Ningbo Calmway Sports Goods Co., Ltd.',
    paid: USD(104_400),
    units: { count: 120, noun: 'mats' },
    paidBy: 'card',
    route: 'tradeAssurance',
    paidAt: now - 41 * DAY_MS,
    shipBy: now - 26 * DAY_MS,
    shippedAt: now - 27 * DAY_MS,
    tracking: { number: 'LP00571923846612', carrier: 'Cainiao', status: 'noRecord' },
    shipTo: 'DE',
  });
}

/** From the filing to the platform, by the buyer's own word, as soon as it may be. */
async function escalated(life: Life): Promise<void> {
  await life.says('can I escalate?');
  expect(await life.hears('case.cannot'))
    .to.include('from Friday, 27 November 2026')
    .and.to.include('Why not before');
  life.passes(3.3);
  expect(await life.hears('case.reminder')).to.include("The seller's time to answer is over.");
  life.passes(1);
  expect(await life.hears('case.reminder')).to.include('From now on you may escalate');
  await life.says('escalate');
  expect(await life.hears('case.actAsk')).to.include('the platform looks at both sides');
  await life.says('yes');
  await life.hears('case.acting', 'case.acted');
  expect(await life.state()).to.equal('mediation');
}

for (const kind of ['embedded', 'redis'] satisfies StoreKind[]) {
  describe(`a case that goes to the platform (${kind})`, function () {
    this.timeout(60_000);
    let life: Life;
    beforeEach(async () => {
      life = await Life.open(kind, (now) => [cupsOrder(now), matsOrder(now)]);
    });
    afterEach(() => life?.close());

    it('silence, a reminder, escalation, evidence in time, a decision, the money; over two restarts', async () => {
      await file(life, BROKEN);
      await escalated(life);
      await life.restart();
      const by = life.now + 3 * DAY_MS;
      await life.does({ kind: 'mediatorAsksEvidence', words: 'A photo of the label on the box.', by });
      expect(await life.hears('case.evidenceAsked')).to.include('3 days left');
      life.passes(1.9);
      expect(await life.hears('case.reminder')).to.include('Half of the time is over');
      await life.restart();
      // What is due while nobody is there is said once somebody is, and once.
      await life.staysSilent();
      life.passes(1.02);
      expect(await life.hears('case.reminder')).to.include('Little time is left');
      await life.says('https://photos.example.com/label.jpg');
      await life.hears('case.evidenceTaken');
      await life.says('Hand it in');
      await life.hears('case.acting', 'case.acted');
      expect((await life.case()).case.evidenceAdded?.[0]?.links).to.deep.equal([
        'https://photos.example.com/label.jpg',
      ]);
      life.passes(0.01);
      await life.staysSilent();
      const decision = {
        outcome: 'partialRefund',
        amount: USD(60_000),
        reason: 'Half of the cups are broken.',
      } as const;
      await life.does({ kind: 'mediatorDecides', decision } as never);
      expect(await life.hears('case.decided')).to.include('a part of the money (US$600.00)');
      await life.does({ kind: 'refundOrdered', amount: USD(60_000) } as never);
      await life.does({ kind: 'refundStarts', method: 'card' });
      await life.hears('case.refundStarted');
      await life.does({ kind: 'refundArrives' });
      await life.hears('case.refunded');
    });

    it('silence to the end: the platform steps in by itself, and evidence that never comes ends it', async () => {
      await file(life, BROKEN);
      life.passes(3.3);
      await life.hears('case.reminder');
      life.passes(1);
      await life.hears('case.reminder');
      life.passes(3);
      await life.hears('case.escalated');
      expect(await life.state()).to.equal('mediation');
      await life.does({ kind: 'mediatorAsksEvidence', words: 'A photo.', by: life.now + 2 * DAY_MS });
      await life.hears('case.evidenceAsked');
      life.passes(2.01);
      await life.hears('case.closed');
      expect(await life.state()).to.equal('expired');
    });

    it('refused, lost before the platform, won with new evidence', async () => {
      await file(life, BROKEN);
      await life.does({ kind: 'sellerRefuses', words: 'Sorry, no.' });
      expect(await life.hears('case.refused')).to.include('That is not the last word');
      life.passes(4.3);
      await life.hears('case.reminder');
      await life.says('escalate my case');
      expect(await life.hears('case.actAsk')).to.include('The seller has refused in the case');
      await life.says('yes');
      await life.hears('case.acting', 'case.acted');
      const lost = { outcome: 'nothing', reason: 'The photos do not show which order it is.' } as const;
      await life.does({ kind: 'mediatorDecides', decision: lost } as never);
      expect(await life.hears('case.decided'))
        .to.include('no refund')
        .and.to.include('only with evidence');
      await life.says('I object');
      expect(await life.hears('case.askEvidence')).to.include('a report of an inspector');
      await life.says('https://photos.example.com/1.jpg');
      expect(await life.hears('case.askEvidence')).to.include('in the case already');
      await life.says('https://photos.example.com/report.pdf');
      await life.hears('case.evidenceTaken');
      await life.says('hand it in');
      await life.hears('case.acting', 'case.acted');
      expect(await life.state()).to.equal('mediation');
      const won = { outcome: 'fullRefund', amount: USD(120_000), reason: 'The report shows it.' } as const;
      await life.does({ kind: 'mediatorDecides', decision: won } as never);
      expect(await life.hears('case.decided')).to.include('a full refund');
      await life.does({ kind: 'refundOrdered', amount: USD(120_000) } as never);
      await life.does({ kind: 'refundStarts' });
      await life.hears('case.refundStarted');
      await life.does({ kind: 'refundArrives' });
      await life.hears('case.refunded');
    });

    it('it never arrived, and the carrier does not know the number', async () => {
      await file(
        life,
        'order 245072618801024039 never arrived, the carrier does not know the tracking number, ' +
          'the seller has not answered for 6 days, I want a full refund, https://photos.example.com/carrier.jpg',
      );
      expect((await life.case()).case.request.problem).to.be.oneOf(['notReceived', 'falseTracking']);
      await escalated(life);
      const decision = { outcome: 'fullRefund', amount: USD(104_400), reason: 'There is no such parcel.' } as const;
      await life.does({ kind: 'mediatorDecides', decision } as never);
      await life.hears('case.decided');
      await life.does({ kind: 'refundOrdered', amount: USD(104_400) } as never);
      await life.does({ kind: 'refundStarts', method: 'card' });
      expect(await life.hears('case.refundStarted')).to.include('US$1,044.00');
    });

    it('a chargeback holds it: nothing moves, no time runs out, and it goes on where it stood', async () => {
      await file(life, BROKEN);
      await life.does({ kind: 'holdSet', hold: 'chargeback' });
      expect(await life.hears('case.held')).to.include('a chargeback is open at your bank');
      expect(await life.does({ kind: 'sellerAgrees' })).to.equal(409);
      life.passes(30);
      await life.staysSilent();
      await life.says('escalate');
      expect(await life.hears('case.cannot')).to.include('stands still');
      await life.does({ kind: 'holdLifted' });
      expect(await life.hears('case.held')).to.include('The case goes on.');
      life.passes(3.3);
      expect(await life.hears('case.reminder')).to.include("The seller's time to answer is over.");
      life.passes(1);
      await life.hears('case.reminder');
      await life.says('escalate');
      await life.hears('case.actAsk');
    });

    it('the time to claim is over: nothing is filed, and what is left is named', async () => {
      life.passes(40);
      await life.says(BROKEN);
      await life.hears('refund.ineligible');
      expect((await life.api<{ cases: unknown[] }>('GET', '/api/cases')).body.cases).to.deep.equal([]);
    });

    it('out of order, twice, forged, old: told why, and nothing is lost or done twice', async () => {
      await file(life, BROKEN);
      expect(await life.does({ kind: 'refundArrives' })).to.equal(409);
      expect(await life.does({ kind: 'clockEscalates' })).to.equal(409);
      expect(await life.does({ kind: 'buyerAccepts' })).to.equal(400);
      expect(
        await life.does({ kind: 'sellerProposes', proposal: { remedy: 'partialRefund', amount: USD(999_999) } }),
      ).to.equal(409);
      expect(
        await life.does({
          kind: 'sellerProposes',
          proposal: { remedy: 'partialRefund', amount: { minor: 5_000, currency: 'EUR' } },
        }),
      ).to.equal(409);
      const offer = { kind: 'sellerProposes', proposal: { remedy: 'partialRefund', amount: USD(30_000) } } as const;
      expect(await life.does(offer, 'the-same-event')).to.equal(200);
      await life.hears('case.proposal');
      expect(await life.does(offer, 'the-same-event')).to.equal(200);
      expect(await life.does({ kind: 'sellerAgrees' }, 'the-same-event')).to.equal(409);
      const { caseId, history } = (await life.case()).case;
      const old = { id: 'an-old-event', at: (history[0]?.at ?? 0) - 1, event: { kind: 'sellerRefuses' } };
      expect((await life.api('POST', `/api/cases/${caseId}/events`, old)).status).to.equal(409);
      await life.staysSilent();
      expect((await life.case()).case.history.map(({ event }) => event)).to.deep.equal(['opened', 'sellerProposes']);
    });
  });
}

describe('a case whose desk is two processes on one Redis', function () {
  this.timeout(60_000);

  it('reminds once, steps in once, tells once', async () => {
    const life = await Life.open('redis', (now) => [cupsOrder(now)]);
    try {
      await life.start();
      await file(life, BROKEN);
      life.passes(3.3);
      await life.hears('case.reminder');
      await life.staysSilent();
      life.passes(1);
      await life.hears('case.reminder');
      life.passes(3);
      await life.hears('case.escalated');
      await life.staysSilent();
      expect((await life.case()).case.history.map(({ event }) => event)).to.deep.equal(['opened', 'clockEscalates']);
    } finally {
      await life.close();
    }
  });
});
