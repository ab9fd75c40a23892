import { DETAILED } from '../support/scripts.js';
import { talk } from '../support/talk.js';

describe('a person', () => {
  it('is one word away, at any step', () =>
    talk(`
      ${DETAILED}
      buyer: human
      bot: handoff.offer
      bot: refund.askSeller
    `));

  it('is offered after two misunderstandings in a row', () =>
    talk(`
      ${DETAILED}
      buyer: asdfgh qwerty
      bot: refund.askSeller
      buyer: zxcvb poiu
      bot: handoff.offer
      bot: refund.askSeller
    `));

  it('is offered after two misunderstandings outside of a filing, too', () =>
    talk(`
      buyer: asdfgh qwerty
      bot: root.outOfScope
      buyer: zxcvb poiu
      bot: handoff.offer
    `));
});
