import { STARTED } from '../support/scripts.js';
import { talk } from '../support/talk.js';

describe('messages that say nothing or too much', () => {
  it('an empty one asks again', () =>
    talk(`
      ${STARTED}
      buyer:
      bot: refund.askOrder
    `));

  it('an over-long one is answered, and the open question asked again', () =>
    talk(`
      ${STARTED}
      buyer: ${'it is a long story '.repeat(300)}
      bot: repair.tooLong
      bot: refund.askOrder
    `));
});
