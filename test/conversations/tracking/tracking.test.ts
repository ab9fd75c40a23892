import { talk } from '../support/talk.js';

describe('where is my refund', () => {
  it('shows the cases, also in the middle of a filing', () =>
    talk(`
      buyer: where is my refund?
      bot: track.cases
      buyer: my parcel arrived broken
      bot: refund.askOrder
      buyer: where is my refund?
      bot: track.cases
      bot: refund.askOrder
    `));
});

describe('orders that cannot be filed', () => {
  for (const [situation, orderId] of Object.entries({
    'out of the claim window': '219847205501031276',
    'paid by Direct Pay': '243781056601029914',
    'paid off the platform': '246950317701015308',
  })) {
    it(`${situation}: says why and the way out, and asks nothing more`, () =>
      talk(`
        buyer: order ${orderId} arrived broken
        bot: refund.ineligible
      `));
  }

  it('with a case open: shows it', () =>
    talk(`
      buyer: order 252806449301026170 arrived broken
      bot: refund.caseOpen
    `));

  it('a change of mind is not covered', () =>
    talk(`
      buyer: I want a refund for order 234193410001028893 because I changed my mind
      bot: refund.ineligible
    `));
});

describe('orders that did not come', () => {
  it('late and not shipped', () =>
    talk(`
      buyer: order 248615930201017452 was never shipped
      bot: refund.askDetails (description)
      buyer: the date was a week ago and nothing moves
      bot: refund.askSeller
      buyer: No answer
      bot: refund.askRemedy
      buyer: Full refund
      bot: refund.askEvidence
      buyer: none
      bot: refund.review
    `));

  it('a dead tracking number', () =>
    talk(`
      buyer: order 245072618801024039, the tracking number is fake
      bot: refund.askSeller
    `));
});
