import { createPhraseUnderstanding } from '../../../services/understanding/phraseUnderstanding.js';
import type { Understanding } from '../../../services/understanding/understanding.js';
import { Conversation, talk } from '../support/talk.js';

const FILED = `
  buyer: order 234193410001028893 came broken, all cracked, noticed yesterday, the seller refused, I want a full refund, https://photos.example.com/1.jpg
  bot: refund.review
  buyer: ok send it
  bot: refund.filing
  bot: refund.filed
`;

describe('after the case is open', () => {
  it('thanks get a warm short answer, and "what happens now?" the case', () =>
    talk(`
      ${FILED}
      buyer: thank you so much
      bot: root.thanks
      buyer: ok
      bot: root.ready
      buyer: so what happens now?
      bot: track.cases
    `));
});

describe('choices outside of a filing', () => {
  const asked = () => new Conversation({ understanding: unsureOf('hm', ['openRefund', 'trackRefund']) }).open();
  const UNSURE = 'buyer: hm\nbot: root.clarify';

  it('answer to a press', async () => {
    await talk(`${UNSURE}\npress: My order went wrong\nbot: refund.askOrder`, await asked());
    await talk(`${UNSURE}\npress: Something else\nbot: root.somethingElse`, await asked());
  });

  it('answer to their number', async () => {
    await talk(`${UNSURE}\nbuyer: 2\nbot: track.cases`, await asked());
    await talk(`${UNSURE}\nbuyer: 3.\nbot: root.somethingElse`, await asked());
  });
});

/** Understands as usual, except that of one text it is not sure. */
function unsureOf(text: string, labels: readonly string[]): Pick<Understanding, 'understand'> {
  const usual = createPhraseUnderstanding({ faqPhrases: {} });
  return {
    understand: async (message) =>
      message.text === text
        ? {
            decision: 'clarify',
            top: labels.map((label) => ({ label, score: 0.5 })),
            slots: { orderIds: [], links: [] },
          }
        : usual.understand(message),
  };
}

describe('the buttons of the greeting', () => {
  for (const [title, key] of Object.entries({
    'My order went wrong': 'refund.askOrder',
    'Where is my refund?': 'track.cases',
    'How long does it take?': 'faq.answer (timeline)',
  })) {
    it(title, () => talk(`joins:\nbot: root.welcome\npress: ${title}\nbot: ${key}`));
  }
});

describe('what is no refund', () => {
  it('how are you, other languages, anger, legal threats: each has its own answer', () =>
    talk(`
      buyer: how are you?
      bot: root.greeting
      buyer: Mein Paket ist kaputt angekommen
      bot: root.otherLanguage
      buyer: 我的货坏了
      bot: root.otherLanguage
      buyer: I will sue you, my lawyer will call
      bot: root.complaint
      buyer: my parcel arrived broken
      bot: refund.askOrder
      buyer: this is ridiculous
      bot: root.complaint
      bot: refund.askOrder
    `));
});
