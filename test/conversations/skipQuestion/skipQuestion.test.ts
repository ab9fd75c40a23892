import { CUPS, DETAILED, STARTED } from '../support/scripts.js';
import { talk } from '../support/talk.js';

describe('skip', () => {
  it('skips what may be left out; of the rest it is said why not', () =>
    talk(`
      ${STARTED}
      buyer: skip this
      bot: repair.cannotSkip
      bot: refund.askOrder
      buyer: ${CUPS}
      bot: refund.askDetails
      buyer: they are all smashed
      bot: refund.askDetails (noticedOn)
      buyer: skip
      bot: refund.askSeller
      buyer: skip
      bot: repair.cannotSkip
      bot: refund.askSeller
      buyer: I have not asked yet
      bot: refund.askRemedy
      buyer: rather not say
      bot: repair.cannotSkip
      bot: refund.askRemedy
      buyer: full refund
      bot: refund.sellerDraft
      buyer: no
      bot: repair.cannotSkip
      bot: refund.sellerDraft
      buyer: I have sent it
      bot: refund.askEvidence
      buyer: skip
      bot: refund.review
    `));

  for (const words of ['skip', 'next question please', 'can we skip this one', 'I would rather leave that open']) {
    it(`skips once: "${words}"`, () =>
      talk(`
        ${STARTED}
        buyer: ${CUPS}
        bot: refund.askDetails
        buyer: 250 of the 500 cups are cracked
        bot: refund.askDetails (noticedOn)
        buyer: ${words}
        bot: refund.askSeller
      `));
  }

  it('tries to skip a question several times: the reason each time, in other words', () =>
    talk(`
      ${DETAILED}
      buyer: skip
      bot: repair.cannotSkip
      bot: refund.askSeller
      buyer: skip this question
      bot: repair.cannotSkip
      bot: refund.askSeller
      buyer: just skip it
      bot: repair.cannotSkip
      bot: refund.askSeller
    `));

  it('tries to skip a question, and then cancels', () =>
    talk(`
      ${DETAILED}
      buyer: skip
      bot: repair.cannotSkip
      bot: refund.askSeller
      buyer: then stop
      bot: repair.cancelAsk
      buyer: yes
      bot: repair.cancelled
    `));

  for (const words of ["I won't tell you", 'none of your business', 'I refuse', 'why should I tell you that?'])
    it(`refuses to give information: "${words}" is answered with the reason`, () =>
      talk(`
        ${STARTED}
        buyer: ${words}
        bot: ${words.startsWith('why') ? 'repair.why' : 'repair.cannotSkip'}
        bot: refund.askOrder
      `));
});
