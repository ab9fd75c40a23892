import { DETAILED, REVIEWED } from '../support/scripts.js';
import { talk } from '../support/talk.js';

describe('something in between', () => {
  it('each is answered, and the open question stays open', () =>
    talk(`
      ${DETAILED}
      buyer: can you repeat that
      bot: refund.askSeller
      buyer: why do you need this?
      bot: repair.why
      bot: refund.askSeller
      buyer: just a moment
      bot: root.wait
      bot: refund.askSeller
      buyer: help
      bot: root.help
      bot: refund.askSeller
      buyer: thanks
      bot: root.thanks
      bot: refund.askSeller
      buyer: are you a bot?
      bot: root.botChallenge
      bot: refund.askSeller
      buyer: they said no
      bot: refund.askRemedy
    `));

  it('"ok" to an answer in between is no yes to the filing', () =>
    talk(`
      ${REVIEWED}
      buyer: are there any fees?
      bot: faq.answer (fees)
      bot: refund.review
      buyer: ok
      bot: refund.review
      buyer: yes
      bot: refund.filing
      bot: refund.filed
    `));
});
