import { DETAILED } from '../support/scripts.js';
import { talk } from '../support/talk.js';

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
      bot: handoff.queued
      bot: root.complaint
      buyer: my parcel arrived broken
      bot: refund.askOrder
      buyer: this is ridiculous
      bot: root.complaint
      bot: refund.askOrder
    `));
});

describe('small talk', () => {
  for (const [words, key] of Object.entries({
    hello: 'root.greeting',
    goodbye: 'root.goodbye',
    'thank you so much': 'root.thanks',
    'are you a robot?': 'root.botChallenge',
  })) {
    it(`outside of a filing: "${words}"`, () => talk(`buyer: ${words}\nbot: ${key}`));
  }

  for (const [words, key] of Object.entries({
    hello: 'root.greeting',
    'thank you so much': 'root.thanks',
    'are you a robot?': 'root.botChallenge',
  })) {
    it(`in a filing, the open question stays open: "${words}"`, () =>
      talk(
        `${DETAILED}\nbuyer: ${words}\nbot: ${key}\nbot: refund.askSeller\nbuyer: they refused\nbot: refund.askRemedy`,
      ));
  }

  it('says goodbye in a filing: is not asked again, and goes on there when back', () =>
    talk(`
      ${DETAILED}
      buyer: bye
      bot: root.goodbye
      buyer: they refused
      bot: refund.askRemedy
    `));

  it('says something surprising: what the bot is for, and a person at the second time', () =>
    talk(`
      buyer: my horse sings at night
      bot: root.outOfScope
      buyer: the moon is made of cheese
      bot: handoff.queued
    `));
});
