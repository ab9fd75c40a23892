import { CHARGERS, REVIEWED } from '../support/scripts.js';
import { type Conversation, talk } from '../support/talk.js';

/** The review is submitted, and the order system takes its time. */
async function submitted(): Promise<Conversation> {
  const talking = await talk(REVIEWED);
  talking.held = [];
  return talk('buyer: submit\nbot: refund.filing', talking);
}

describe('a message while the case is being opened', () => {
  it('a question is answered, a second filing and a cancel wait, and the case number comes once', async () => {
    const talking = await talk(
      `
        buyer: are there any fees?
        bot: faq.answer (fees)
        buyer: order ${CHARGERS} does not work
        bot: refund.stillFiling
        buyer: submit
        bot: refund.stillFiling
        buyer: cancel
        bot: refund.stillFiling
        buyer: asdf qwer
        bot: root.outOfScope
      `,
      await submitted(),
    );
    await talking.release();
    await talk(
      `
        bot: refund.filed
        buyer: submit
        bot: track.cases
      `,
      talking,
    );
  });

  it('"no, wait" a moment later changes nothing that is on its way', async () => {
    const talking = await talk('buyer: wait\nbot: root.wait', await submitted());
    await talking.release();
    await talk('bot: refund.filed', talking);
  });
});
