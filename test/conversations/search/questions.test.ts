import { talk } from '../support/talk.js';

const QUESTIONS = {
  fees: 'are there any fees?',
  timeline: 'how long does it take to get a refund?',
  change_of_mind: 'can I get a refund if I change my mind?',
  review: 'can I leave a review after the refund?',
  is_it_safe: 'is it safe to buy on alibaba?',
  seller_refuses: 'what can I do if the seller refuses to refund?',
};

describe('the six questions', () => {
  for (const [topic, question] of Object.entries(QUESTIONS)) {
    it(`${topic}: answered when nothing is open`, () =>
      talk(`
        buyer: ${question}
        bot: faq.answer (${topic})
      `));

    it(`${topic}: answered at every step of the filing, then the open question again`, () =>
      talk(`
        buyer: my parcel arrived broken
        bot: refund.askOrder
        buyer: ${question}
        bot: faq.answer (${topic})
        bot: refund.askOrder
        buyer: 234193410001028893
        bot: refund.askDetails
        buyer: ${question}
        bot: faq.answer (${topic})
        bot: refund.askDetails
        buyer: 250 of the 500 cups are cracked, I noticed it yesterday
        bot: refund.askSeller
        buyer: ${question}
        bot: faq.answer (${topic})
        bot: refund.askSeller
        buyer: No answer
        bot: refund.askRemedy
        buyer: ${question}
        bot: faq.answer (${topic})
        bot: refund.askRemedy
        buyer: Full refund
        bot: refund.askEvidence
        buyer: ${question}
        bot: faq.answer (${topic})
        bot: refund.askEvidence
        buyer: https://photos.example.com/1.jpg
        bot: refund.review
        buyer: ${question}
        bot: faq.answer (${topic})
        bot: refund.review
      `));
  }
});
