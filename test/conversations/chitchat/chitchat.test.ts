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
      bot: root.complaint
      buyer: my parcel arrived broken
      bot: refund.askOrder
      buyer: this is ridiculous
      bot: root.complaint
      bot: refund.askOrder
    `));
});
