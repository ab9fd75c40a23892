import { expect } from 'chai';
import { words as content } from '../../../services/content/en/words.js';
import { DETAILED } from '../support/scripts.js';
import { talk } from '../support/talk.js';

const FEES = `
  buyer: are there any fees?
  bot: faq.answer (fees)
`;

describe('a question about refunds', () => {
  it('starts with a question, and then with the refund', () =>
    talk(`
      ${FEES}
      buyer: ok then I want a refund
      bot: refund.askOrder
    `));

  it('asks two questions in a row', () =>
    talk(`
      ${DETAILED}
      buyer: are there any fees?
      bot: faq.answer (fees)
      bot: refund.askSeller
      buyer: how long does it take?
      bot: faq.answer (timeline)
      bot: refund.askSeller
    `));

  for (const words of ['and for a bank transfer?', 'what about paypal?', 'who pays that?'])
    it(`follows up on an answer: "${words}"`, async () => {
      const talking = await talk(FEES);
      const before = talking.last[0]?.text;
      await talk(`buyer: ${words}\nbot: faq.answer (fees)`, talking);
      expect(talking.last[0]?.text).to.equal(`${content.followUp.leads[0]}${before}`);
    });

  it('follows up on an answer in a filing: the open question again', () =>
    talk(`
      ${DETAILED}
      buyer: are there any fees?
      bot: faq.answer (fees)
      bot: refund.askSeller
      buyer: and for a card?
      bot: faq.answer (fees)
      bot: refund.askSeller
      buyer: and they refused
      bot: refund.askRemedy
    `));

  it('a follow-up that is a clear question of its own is that', () =>
    talk(`
      ${FEES}
      buyer: and what can I do if the seller refuses to refund?
      bot: faq.answer (seller_refuses)
    `));

  it('the same words are a question of their own when nothing was answered', () =>
    talk(`
      buyer: what about paypal?
      bot: root.clarify
    `));

  it('wants to know more than there is: says so, and names a person', () =>
    talk(`
      ${FEES}
      buyer: tell me more
      bot: root.noMore
      buyer: why?
      bot: root.whySo
      press: Talk to a person
      bot: handoff.queued
    `));

  it('asks why in a filing: the question that was asked again is meant', () =>
    talk(`
      ${DETAILED}
      buyer: are there any fees?
      bot: faq.answer (fees)
      bot: refund.askSeller
      buyer: why?
      bot: repair.why
      bot: refund.askSeller
    `));

  it('after the next answer there is nothing to follow up on', () =>
    talk(`
      ${DETAILED}
      buyer: are there any fees?
      bot: faq.answer (fees)
      bot: refund.askSeller
      buyer: they refused
      bot: refund.askRemedy
      buyer: tell me more
      bot: refund.askRemedy
    `));

  it('a story that begins with "and" is no follow-up', () =>
    talk(`
      ${FEES}
      buyer: and the other parcel that we got last month from the same seller was empty when we opened it
      bot: refund.askOrder
    `));
});
