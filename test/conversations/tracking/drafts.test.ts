import { expect } from 'chai';
import { ANSWERED, CUPS, REVIEWED } from '../support/scripts.js';
import { talk } from '../support/talk.js';

const PARKED = `
  ${ANSWERED}
  buyer: cancel
  bot: repair.cancelAsk
  buyer: yes
  bot: repair.cancelled
`;
const SHOWN = `${PARKED}\nbuyer: where is my refund?\nbot: track.cases\nbot: track.draft`;

describe('a draft, when the buyer asks where things stand', () => {
  it('is a card: what is in it, what is missing, and what can be done', async () => {
    const talking = await talk(SHOWN);
    const card = JSON.stringify(talking.last.at(-1)?.attachments?.[0]?.content);
    for (const part of [
      CUPS,
      'It arrived broken',
      '250 of 500',
      'Still missing',
      'You ask for',
      'Evidence',
      'Go on with my draft',
    ])
      expect(card).to.include(part);
    expect(talking.last.at(-1)?.text).to.include(CUPS).and.to.include('Discard it');
  });

  it('is gone on with by its button', () => talk(`${SHOWN}\npress: Go on with my draft\nbot: refund.askRemedy`));

  for (const [how, wish] of [
    ['its button', 'press: Discard it'],
    ['words', 'buyer: discard my draft'],
  ])
    it(`is discarded by ${how}, after it was asked`, async () => {
      const talking = await talk(`${SHOWN}\n${wish}\nbot: track.discardAsk\nbuyer: yes\nbot: track.discarded`);
      expect(talking.state).to.not.have.property('parked');
    });

  for (const answer of ['no', 'Keep it'])
    it(`is kept when the answer is "${answer}"`, async () => {
      const talking = await talk(
        `${SHOWN}\npress: Discard it\nbot: track.discardAsk\nbuyer: ${answer}\nbot: track.draftKept`,
      );
      expect(talking.state).to.have.nested.property('parked.order.orderId', CUPS);
    });

  it('is kept when something else is said, and a later yes discards nothing', async () => {
    const talking = await talk(`
      ${SHOWN}
      press: Discard it
      bot: track.discardAsk
      buyer: are there any fees?
      bot: faq.answer (fees)
    `);
    await talking.says('yes');
    expect(talking.state).to.have.nested.property('parked.order.orderId', CUPS);
  });

  it('is not discarded by the button of another draft', async () => {
    const talking = await talk(SHOWN);
    await talking.posts({ value: { action: 'draft.discard', draftId: 'ffffffff-0000-4000-8000-000000000000' } });
    expect(talking.last.map(({ channelData }) => channelData.key)).to.not.include('track.discardAsk');
  });
});

describe('two orders named at once', () => {
  const BOTH = `
    buyer: orders ${CUPS} and 253417729901018543 came broken
    bot: refund.askOrder
    buyer: ${CUPS}
  `;

  it('the second is offered when the first is filed, and a yes begins it', async () => {
    const talking = await talk(`
      ${BOTH}
      bot: refund.askDetails
      buyer: 250 of the 500 cups are cracked, I noticed it yesterday
      bot: refund.askSeller
      buyer: The seller said no
      bot: refund.askRemedy
      buyer: Full refund
      bot: refund.askEvidence
      buyer: I have none yet
      bot: refund.review
      press: Submit
      bot: refund.filing
      bot: refund.filed
      bot: refund.alsoNamed
      buyer: yes
      bot: refund.askProblem
    `);
    expect(talking.state).to.have.nested.property('draft.order.orderId', '253417729901018543');
  });

  it('with one order nothing is offered', () =>
    talk(`${REVIEWED}\npress: Submit\nbot: refund.filing\nbot: refund.filed`));
});
