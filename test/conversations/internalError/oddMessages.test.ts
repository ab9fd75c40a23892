import { STARTED } from '../support/scripts.js';
import { talk } from '../support/talk.js';

describe('messages that say nothing or too much', () => {
  for (const [what, message] of Object.entries({ empty: '', invisible: '\u200b \u2060' })) {
    it(`sends an ${what} message first, and again: it is said, and is no misunderstanding`, () =>
      talk(`
        buyer: ${message}
        bot: repair.empty
        buyer: ${message}
        bot: repair.empty
        buyer: my parcel arrived broken
        bot: refund.askOrder
      `));

    it(`sends an ${what} message in a filing: the open question again`, () =>
      talk(`
        ${STARTED}
        buyer: ${message}
        bot: repair.empty
        bot: refund.askOrder
      `));
  }

  const LONG = 'it is a long story '.repeat(300);

  it('starts with a very long message: asks for the main point', () =>
    talk(`
      buyer: ${LONG}
      bot: repair.tooLong
      buyer: my parcel arrived broken
      bot: refund.askOrder
    `));

  it('sends a very long message in a filing: the open question again', () =>
    talk(`
      ${STARTED}
      buyer: ${LONG}
      bot: repair.tooLong
      bot: refund.askOrder
    `));

  it('starts with a long message that can still be read: what it says is taken from it', () =>
    talk(`
      buyer: Hello, I hope you are well. ${'We run a small café by the lake and have ordered here before. '.repeat(20)} This time all of the 500 cups of order 234193410001028893 came broken. I noticed it yesterday. The seller refused.
      bot: refund.askRemedy
    `));
});
