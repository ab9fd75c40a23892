import { talk } from '../support/talk.js';

describe('the welcome', () => {
  it('greets once', () =>
    talk(`
      joins:
      bot: root.welcome
      joins:
    `));

  for (const [title, key] of Object.entries({
    'My order went wrong': 'refund.askOrder',
    'Where is my refund?': 'track.cases',
    'How long does it take?': 'faq.answer (timeline)',
  })) {
    it(`its button "${title}" does what it says`, () =>
      talk(`joins:\nbot: root.welcome\npress: ${title}\nbot: ${key}`));
  }
});
