import { talk } from '../support/talk.js';

describe('what buyers ask a shop', () => {
  for (const question of [
    'what are your business hours?',
    'how do I change my password?',
    'can you gift wrap it?',
    'how much is the latest phone?',
    'where is the nearest branch?',
    'any promotions going on?',
    'is there a student discount?',
    'do you have this shirt in size L?',
    'can I register to vote here?',
    'book me a table for two',
  ])
    it(`is no refund: "${question}" is not answered with one`, () => talk(`buyer: ${question}\nbot: root.outOfScope`));

  for (const [words, key] of Object.entries({
    'one item is defective': 'refund.askOrder',
    'can I exchange an item?': 'faq.answer (replacement_offered)',
    'what is your return policy?': 'faq.answer (refund_policy)',
    'I want to request a refund': 'refund.askOrder',
    'where is my order?': 'track.parcels',
    'how do I contact support?': 'handoff.queued',
    'I need technical support': 'handoff.queued',
  }))
    it(`is one: "${words}"`, () => talk(`buyer: ${words}\nbot: ${key}`));
});
