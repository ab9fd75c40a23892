import { expect } from 'chai';
import { createTrainedUnderstanding } from '../../../services/understanding/trainedUnderstanding.js';
import type { Understood } from '../../../services/understanding/understanding.js';
import { testModel } from '../../support/testModel.js';
import { DETAILED, STARTED } from '../support/scripts.js';
import { Conversation, talk } from '../support/talk.js';

describe('a person', () => {
  it('is one word away, at any step', () =>
    talk(`
      ${DETAILED}
      buyer: human
      bot: handoff.queued
      buyer: Go on with the bot
      bot: handoff.withBot
      bot: refund.askSeller
    `));

  it('is asked for after two misunderstandings in a row; the bot goes on, with the choices in the text', async () => {
    const talking = await talk(`
      ${DETAILED}
      buyer: asdfgh qwerty
      bot: refund.askSeller
      buyer: zxcvb poiu
      bot: handoff.queued
      bot: refund.askSeller
    `);
    expect(talking.last.at(-1)?.text).to.include('2. No answer');
    await talk('buyer: 2\nbot: refund.askRemedy', talking);
  });

  it('is asked for after two misunderstandings outside of a filing, too', () =>
    talk(`
      buyer: asdfgh qwerty
      bot: root.outOfScope
      buyer: zxcvb poiu
      bot: handoff.queued
    `));

  it('an answer in between starts the count anew', () =>
    talk(`
      ${DETAILED}
      buyer: asdfgh qwerty
      bot: refund.askSeller
      buyer: they refused
      bot: refund.askRemedy
      buyer: zxcvb poiu
      bot: refund.askRemedy
    `));

  it('is asked for after two clarifications that did not help', async () => {
    await talk(
      `
        buyer: hm
        bot: root.clarify
        buyer: hm hm
        bot: root.clarify
        buyer: hm
        bot: handoff.queued
      `,
      await new Conversation({ understanding: unsureOfHm() }).open(),
    );
  });

  it('is asked for after three order numbers that are not theirs', () =>
    talk(`
      ${STARTED}
      buyer: 999999999999999991
      bot: refund.askOrder
      buyer: 999999999999999992
      bot: refund.askOrder
      buyer: 999999999999999993
      bot: handoff.queued
      bot: refund.askOrder
    `));
});

function unsureOfHm() {
  const usual = createTrainedUnderstanding({ model: testModel() });
  const unsure: Understood = {
    decision: 'clarify',
    top: [{ label: 'track_refund', score: 0.5 }],
    inScope: 1,
    locale: 'en',
    slots: { orderIds: [], links: [] },
  };
  return {
    understand: async (message: Parameters<typeof usual.understand>[0]) =>
      message.text.startsWith('hm') ? unsure : usual.understand(message),
  };
}
