import { CHARGERS, CUPS, REVIEWED } from '../support/scripts.js';
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
        buyer: start over
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

  it('a draft that was kept is taken up after the case number', async () => {
    const talking = await talk(`
      buyer: order ${CHARGERS} does not work
      bot: refund.heed
      bot: refund.askDetails
      buyer: start over
      bot: refund.askOrder
      buyer: ${CUPS}, all 500 cups came broken, noticed yesterday, the seller refused, I want a full refund
      bot: refund.askEvidence
      buyer: none
      bot: refund.review
    `);
    talking.held = [];
    await talk('buyer: submit\nbot: refund.filing\nbuyer: go on with my draft\nbot: refund.stillFiling', talking);
    await talking.release();
    await talk('bot: refund.filed\nbuyer: go on with my draft\nbot: refund.askDetails', talking);
  });
});
