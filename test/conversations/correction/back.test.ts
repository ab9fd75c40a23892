import { ANSWERED, STARTED } from '../support/scripts.js';
import { talk } from '../support/talk.js';

describe('back', () => {
  it('asks the question before again, as often as wanted', () =>
    talk(`
      ${ANSWERED}
      buyer: back
      bot: refund.askSeller
      buyer: back
      bot: refund.askDetails (description)
      buyer: back
      bot: refund.askOrder
      buyer: back
      bot: repair.nothingBack
      bot: refund.askOrder
    `));

  it('goes on from there with the new answer', () =>
    talk(`
      ${ANSWERED}
      buyer: back
      bot: refund.askSeller
      buyer: No answer
      bot: refund.askRemedy
    `));

  it('says so at the first question', () =>
    talk(`
      ${STARTED}
      buyer: back
      bot: repair.nothingBack
      bot: refund.askOrder
    `));
});
