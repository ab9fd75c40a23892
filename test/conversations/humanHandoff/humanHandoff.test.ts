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
      bot: handoff.offer
      bot: refund.askSeller
    `));

  it('is offered after two misunderstandings in a row, with the choices in the text', async () => {
    const talking = await talk(`
      ${DETAILED}
      buyer: asdfgh qwerty
      bot: refund.askSeller
      buyer: zxcvb poiu
      bot: handoff.offer
      bot: refund.askSeller
    `);
    expect(talking.last.at(-1)?.text).to.include('2. No answer');
    await talk('buyer: 2\nbot: refund.askRemedy', talking);
  });

  it('is offered after two misunderstandings outside of a filing, too', () =>
    talk(`
      buyer: asdfgh qwerty
      bot: root.outOfScope
      buyer: zxcvb poiu
      bot: handoff.offer
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

  it('is referred to after two clarifications that did not help', async () => {
    await talk(
      `
        buyer: hm
        bot: root.clarify
        buyer: hm hm
        bot: root.clarify
        buyer: hm
        bot: handoff.offer
      `,
      await new Conversation({ understanding: unsureOfHm() }).open(),
    );
  });

  it('is referred to after three order numbers that are not theirs', () =>
    talk(`
      ${STARTED}
      buyer: 999999999999999991
      bot: refund.askOrder
      buyer: 999999999999999992
      bot: refund.askOrder
      buyer: 999999999999999993
      bot: handoff.offer
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
