import { expect } from 'chai';
import { DETAILED, STARTED } from '../support/scripts.js';
import { talk } from '../support/talk.js';

describe('say that again', () => {
  for (const words of [
    'say that again',
    'can you repeat that',
    'pardon?',
    'what?',
    'I did not understand the question',
  ])
    it(`the open question, in other words: "${words}"`, async () => {
      const talking = await talk(STARTED);
      const before = talking.last[0]?.text;
      await talk(`buyer: ${words}\nbot: refund.askOrder`, talking);
      expect(talking.last[0]?.text).to.not.equal(before);
    });

  it('the answer that was given last', () =>
    talk(`
      buyer: are there any fees?
      bot: faq.answer (fees)
      buyer: say that again
      bot: faq.answer (fees)
    `));

  it('the answer and the open question after it', () =>
    talk(`
      ${DETAILED}
      buyer: are there any fees?
      bot: faq.answer (fees)
      bot: refund.askSeller
      buyer: say that again
      bot: faq.answer (fees)
      bot: refund.askSeller
    `));

  it('no answer that was followed by something else', () =>
    talk(`
      buyer: are there any fees?
      bot: faq.answer (fees)
      buyer: thanks
      bot: root.thanks
      buyer: say that again
      bot: root.help
    `));

  it('the message to the seller, whole', async () => {
    const talking = await talk(`
      ${DETAILED}
      buyer: I have not asked yet
      bot: refund.askRemedy
      buyer: full refund
      bot: refund.sellerDraft
      buyer: repeat
      bot: repair.onceMore
      bot: refund.sellerDraft
    `);
    expect(talking.last.at(-1)?.text).to.include('Hello, this is about order');
  });
});
