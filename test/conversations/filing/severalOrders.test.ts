import { expect } from 'chai';
import { casesAway } from '../support/casesAway.js';
import { CHARGERS, CUPS, REVIEWED } from '../support/scripts.js';
import { Conversation, talk } from '../support/talk.js';

/** 300 tote bags, of which a part came. */
const TOTES = '251390874401012685';
/** Delivered so long ago that its window is closed. */
const BOARDS = '219847205501031276';
/** Has an open case already. */
const LAMPS = '252806449301026170';
const ANSWERS = `
  buyer: 250 of the 500 cups are cracked, I noticed it yesterday
  bot: refund.askSeller
  buyer: The seller said no
  bot: refund.askRemedy
  buyer: Full refund
  bot: refund.askEvidence
  buyer: I have none yet
  bot: refund.review
`;
/** Two orders at once, the first of them at its review. */
const BOTH = `
  buyer: orders ${CUPS} and ${CHARGERS} came broken
  bot: refund.askOrder
  buyer: ${CUPS}
  bot: refund.askDetails
  ${ANSWERS}
`;
const OFFERED = `
  ${BOTH}
  press: Submit
  bot: refund.filing
  bot: refund.filed
  bot: refund.alsoNamed
`;
const THREE = `
  buyer: orders ${CUPS}, ${CHARGERS} and ${TOTES} came broken
  bot: refund.askOrder
  buyer: ${CUPS}
  bot: refund.askDetails
  ${ANSWERS}
  press: Submit
  bot: refund.filing
  bot: refund.filed
  bot: refund.alsoNamed
`;
const SECOND_FILED = `
  buyer: all 60 chargers are broken, noticed yesterday, the seller said no, I want a full refund
  bot: refund.askEvidence
  buyer: none
  bot: refund.review
  press: Submit
  bot: refund.filing
  bot: refund.filed
`;

function orderOfDraft({ state }: Conversation): unknown {
  // The state is our own, as JSON.
  return (state as { draft?: { order?: { orderId: string } } }).draft?.order?.orderId;
}

describe('several orders named at once', () => {
  for (const yes of ['buyer: yes', 'press: Yes, that one too', `buyer: ${CHARGERS}`])
    it(`the second is offered when the first is filed, and begun by "${yes}"; what was said of both is not asked again`, async () => {
      const talking = await talk(`${OFFERED}\n${yes}\nbot: refund.askDetails`);
      expect(orderOfDraft(talking)).to.equal(CHARGERS);
      expect(talking.state).to.have.nested.property('draft.problem', 'damaged');
    });

  it('another problem with the second is taken as it is told', async () => {
    const talking = await talk(OFFERED);
    await talking.says(`order ${CHARGERS} does not work, all 60`);
    expect(talking.state).to.have.nested.property('draft.problem', 'defective');
  });

  it('the offer says which order it is', async () => {
    const talking = await talk(OFFERED);
    expect(talking.last.at(-1)?.text).to.include(CHARGERS).and.include('wireless phone chargers');
  });

  it('a third one is offered after the second', async () => {
    const talking = await talk(`
      ${THREE}
      buyer: yes
      bot: refund.askDetails
      ${SECOND_FILED}
      bot: refund.alsoNamed
    `);
    expect(talking.last.at(-1)?.text).to.include(TOTES);
  });

  it('after a no none of them is offered again', () =>
    talk(`
      ${THREE}
      buyer: no
      bot: root.ready
      buyer: order ${CHARGERS} came broken
      bot: refund.askDetails
      ${SECOND_FILED}
    `));

  it('when an order is filed that was not among them, they are not offered any more', () =>
    talk(`
      ${OFFERED}
      buyer: order ${TOTES} came broken, 20 of 300, noticed yesterday, the seller said no, I want a full refund, no photos
      bot: refund.askEvidence
      buyer: none
      bot: refund.review
      press: Submit
      bot: refund.filing
      bot: refund.filed
    `));

  it('a yes to something else begins nothing', () =>
    talk(`
      ${OFFERED}
      buyer: are there any fees?
      bot: faq.answer (fees)
      buyer: yes
      bot: root.ready
    `));

  for (const [first, says] of [
    [BOARDS, 'refund.ineligible'],
    [LAMPS, 'refund.caseOpen'],
  ])
    it(`the second is offered when the first ends with ${says}, too`, async () => {
      const talking = await talk(`
        buyer: orders ${first} and ${CHARGERS} came broken
        bot: refund.askOrder
        buyer: ${first}
        bot: ${says}
        bot: refund.alsoNamed
        buyer: yes
        bot: refund.askDetails
      `);
      expect(orderOfDraft(talking)).to.equal(CHARGERS);
    });

  it('is offered without a read, so that the case number is told while the order system is away', async () => {
    let away = false;
    const talking: Conversation = await new Conversation({
      cases: casesAway(
        () => talking.cases,
        () => away,
      ),
    }).open();
    await talk(BOTH, talking);
    talking.held = [];
    await talk('press: Submit\nbot: refund.filing', talking);
    away = true;
    await talking.release();
    await talk('bot: refund.filed\nbot: refund.alsoNamed', talking);
    expect(talking.state).to.not.have.property('filing');
  });

  it('with one order nothing is offered', () =>
    talk(`${REVIEWED}\npress: Submit\nbot: refund.filing\nbot: refund.filed`));
});
