import { STARTED } from '../support/scripts.js';
import { talk } from '../support/talk.js';

describe('submit, too early', () => {
  it('says that something is open, and what', () =>
    talk(`
      ${STARTED}
      buyer: submit
      bot: repair.notReady
      bot: refund.askOrder
    `));
});
