import { CHARGERS, REVIEWED } from '../support/scripts.js';
import { talk } from '../support/talk.js';

describe('start over', () => {
  it('begins again at the first question, from any step', () =>
    talk(`
      ${REVIEWED}
      buyer: start over
      bot: refund.askOrder
      buyer: ${CHARGERS}
      bot: refund.askProblem
    `));

  it('loses nothing: the old draft can be taken up again', () =>
    talk(`
      ${REVIEWED}
      buyer: start over
      bot: refund.askOrder
      buyer: 243781056601029914
      bot: refund.askProblem
      buyer: scratched
      bot: refund.ineligible
      buyer: go on with my draft
      bot: refund.review
    `));

  it('the new question offers the old draft beside the orders', () =>
    talk(`
      ${REVIEWED}
      buyer: let's start over please
      bot: refund.askOrder
      press: Go on with my draft
      bot: refund.review
    `));
});
