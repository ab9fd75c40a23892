import { expect } from 'chai';
import { DEMO_BUYER_ID } from '../../../services/cases/demoOrders.js';
import { talk } from '../support/talk.js';

const CUPS = '234193410001028893';
const ALL_BUT_SELLER = `
  buyer: order ${CUPS} came broken, all 500 cups cracked, noticed yesterday
  bot: refund.askSeller
`;

describe('an answer and more in one message', () => {
  it('beside the order number: details, seller and remedy are not asked again', async () => {
    const talking = await talk(`
      buyer: my parcel arrived broken
      bot: refund.askOrder
      buyer: ${CUPS}, 20 of them arrived cracked yesterday, the seller refuses, I want 48 dollars back
      bot: refund.askEvidence
      buyer: none
      bot: refund.review
      buyer: submit
      bot: refund.filing
      bot: refund.filed
    `);
    const [opened] = await talking.cases.cases(DEMO_BUYER_ID);
    expect(opened?.request).to.deep.include({
      affected: { count: 20, total: 500 },
      noticedOn: '2026-11-22',
      seller: { outcome: 'refused' },
      remedy: 'partialRefund',
      amount: { minor: 4_800, currency: 'USD' },
    });
  });

  it('a sum as the remedy is the amount too', () =>
    talk(`
      ${ALL_BUT_SELLER}
      buyer: they refused
      bot: refund.askRemedy
      buyer: 600
      bot: refund.askEvidence
    `));
});

describe('how many, before the order', () => {
  it('is kept without a word, and not asked again', () =>
    talk(`
      buyer: my parcel arrived broken
      bot: refund.askOrder
      buyer: 20 of them are cracked
      bot: refund.askOrder
      buyer: ${CUPS}
      bot: refund.askDetails
      buyer: cracked at the handle since yesterday
      bot: refund.askSeller
    `));
});

describe('the order, in words', () => {
  it('"the cups" are the order of cups', () =>
    talk(`
      buyer: my parcel arrived broken
      bot: refund.askOrder
      buyer: the cups
      bot: refund.askDetails
    `));

  it('words of two orders name neither', () =>
    talk(`
      buyer: my parcel arrived broken
      bot: refund.askOrder
      buyer: cups and stools
      bot: refund.askOrder
    `));

  it('of several named, only those are offered', async () => {
    const talking = await talk(`
      buyer: orders ${CUPS} and 253417729901018543 came broken
      bot: refund.askOrder
    `);
    expect(talking.last[0]?.suggestedActions?.actions).to.have.length(2);
  });

  it('a strange number later leaves the order as it was', () =>
    talk(`
      ${ALL_BUT_SELLER}
      buyer: wrong order, it is 999999999999999999
      bot: repair.orderUnknown
      bot: refund.askSeller
    `));

  it('what was told of an order that cannot be filed holds for the right one', () =>
    talk(`
      buyer: order 219847205501031276 came broken, all cracked, noticed yesterday, the seller refused
      bot: refund.ineligible
      buyer: sorry, wrong order, it is ${CUPS}
      bot: refund.askDetails (affected)
    `));
});

describe('answers that are not exact', () => {
  it('"last week" is kept in the words of the buyer, and not asked again', async () => {
    const talking = await talk(`
      buyer: order ${CUPS} came broken, all 500 cups cracked
      bot: refund.askDetails (noticedOn)
      buyer: last week
      bot: refund.askSeller
    `);
    expect(JSON.stringify(talking.state)).to.include('Noticed: last week.');
  });

  it('"yes" to whether the seller was asked: what did they say?', () =>
    talk(`
      ${ALL_BUT_SELLER}
      buyer: yes
      bot: refund.askSeller
      buyer: no
      bot: refund.askRemedy
    `));

  it('"yes" is no description', () =>
    talk(`
      buyer: order ${CUPS} came broken
      bot: refund.askDetails
      buyer: all of them, since yesterday
      bot: refund.askDetails (description)
      buyer: yes
      bot: refund.askDetails (description)
    `));

  it('a remedy that the rules do not offer here is not filed', () =>
    talk(`
      buyer: order 248615930201017452 was never shipped, the seller does not answer, I want compensation
      bot: refund.askRemedy
      buyer: full refund
      bot: refund.askEvidence
    `));

  it('"I want everything back" is about the money, not about how many', async () => {
    const talking = await talk(`
      buyer: order ${CUPS} came broken, 20 cups cracked, noticed yesterday, the seller refused
      bot: refund.askRemedy
      buyer: I want everything back
      bot: refund.askEvidence
      buyer: I want everything back
      bot: repair.corrected
      bot: refund.askEvidence
    `);
    expect(talking.state)
      .to.have.property('draft')
      .that.deep.includes({ affected: { count: 20, total: 500 } });
  });
});
