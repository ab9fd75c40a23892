import { expect } from 'chai';
import { DEMO_BUYER_ID } from '../../../services/cases/demoOrders.js';
import { Conversation, talk } from '../support/talk.js';

const LONG =
  'order 234193410001028893, all 500 cups came broken, I want a full refund, the seller ignores me for a week, photos: https://photos.example.com/1.jpg';

describe('filing', () => {
  it('goes from "my parcel arrived broken" to one case', async () => {
    const talking = await talk(`
      buyer: my parcel arrived broken
      bot: refund.askOrder
      buyer: 234193410001028893
      bot: refund.askDetails
      buyer: 250 of the 500 cups are cracked, I noticed it yesterday
      bot: refund.askSeller
      buyer: The seller said no
      bot: refund.askRemedy
      buyer: Part of the money
      bot: refund.askAmount
      buyer: 600
      bot: refund.askEvidence
      buyer: https://photos.example.com/1.jpg and https://photos.example.com/2.jpg
      bot: refund.review
      press: Submit
      bot: refund.filing
      bot: refund.filed
    `);
    const [opened] = await talking.cases.cases(DEMO_BUYER_ID);
    expect(opened?.request).to.deep.include({
      orderId: '234193410001028893',
      problem: 'damaged',
      affected: { count: 250, total: 500 },
      noticedOn: '2026-11-22',
      seller: { outcome: 'refused' },
      remedy: 'partialRefund',
      amount: { minor: 60_000, currency: 'USD' },
      evidenceLinks: ['https://photos.example.com/1.jpg', 'https://photos.example.com/2.jpg'],
    });
  });

  it('does not ask again what one message says up front', async () => {
    const talking = await talk(`
      buyer: ${LONG}
      bot: refund.askDetails (noticedOn)
      buyer: last Friday
      bot: refund.review
      buyer: submit
      bot: refund.filing
      bot: refund.filed
    `);
    const [opened] = await talking.cases.cases(DEMO_BUYER_ID);
    expect(opened?.request).to.deep.include({
      problem: 'damaged',
      affected: { count: 500, total: 500 },
      noticedOn: '2026-11-20',
      seller: { outcome: 'silent', silentDays: 7 },
      remedy: 'fullRefund',
      amount: { minor: 120_000, currency: 'USD' },
    });
  });

  it('takes the order from a button', () =>
    talk(`
      buyer: my parcel arrived broken
      bot: refund.askOrder
      press: 500 ceramic cups, 350 ml, with printed logo
      bot: refund.askDetails
    `));

  it('offers a message to the seller first, and goes on when it is sent', () =>
    talk(`
      buyer: order 234193410001028893 came broken, all 500, noticed yesterday, I want a full refund
      bot: refund.askSeller
      buyer: I have not asked yet
      bot: refund.sellerDraft
      buyer: I have sent it
      bot: refund.askEvidence
      buyer: I have none yet
      bot: refund.review
    `));

  it('keeps the draft while the buyer waits for the seller', () =>
    talk(`
      buyer: order 234193410001028893 came broken, all 500, noticed yesterday, I want a full refund
      bot: refund.askSeller
      buyer: I have not asked yet
      bot: refund.sellerDraft
      buyer: I will wait for the answer
      bot: refund.parked
      buyer: Go on with my draft
      bot: refund.sellerDraft
      buyer: they refused
      bot: refund.askEvidence
    `));

  it('shows the case that is open on an order instead of opening a second one', async () => {
    const talking = await talk(`
      buyer: ${LONG}
      bot: refund.askDetails (noticedOn)
      buyer: yesterday
      bot: refund.review
      press: Submit
      bot: refund.filing
      bot: refund.filed
      buyer: order 234193410001028893 came broken
      bot: refund.caseOpen
    `);
    expect(
      (await talking.cases.cases(DEMO_BUYER_ID)).filter(({ request }) => request.orderId === '234193410001028893'),
    ).to.have.length(1);
  });

  it('a second press of an old Submit button shows the case and files nothing', async () => {
    const talking = await talk(`
      buyer: ${LONG}
      bot: refund.askDetails (noticedOn)
      buyer: yesterday
      bot: refund.review
    `);
    const review = talking.last;
    await talking.presses('Submit');
    talking.heard = [];
    talking.last = review;
    await talking.presses('Submit');
    expect(talking.heard.map((activity) => activity.channelData.key)).to.deep.equal(['track.cases']);
    const ofOrder = (await talking.cases.cases(DEMO_BUYER_ID)).filter(
      ({ request }) => request.orderId === '234193410001028893',
    );
    expect(ofOrder).to.have.length(1);
  });

  it("says the same of another buyer's order as of one that does not exist", async () => {
    const answers = [];
    for (const number of ['999999999999999999', await otherBuyersOrder()]) {
      const talking = await new Conversation().open();
      await talking.says(`order ${number} came broken`);
      answers.push(String(talking.heard[0]?.text).replace(number, 'N'));
    }
    expect(answers[0]).to.equal(answers[1]);
    expect(answers[0]).to.include('I do not find order N');
  });

  it('asks which, when several orders are named', () =>
    talk(`
      buyer: orders 234193410001028893 and 234193410001028893 and 219847205501031276 came broken
      bot: refund.askOrder
    `));
});

async function otherBuyersOrder(): Promise<string> {
  const { DEMO_OTHER_ORDER_ID } = await import('../../../services/cases/demoOrders.js');
  return DEMO_OTHER_ORDER_ID;
}
