import { expect } from 'chai';
import { ANSWERED, CHARGERS, CUPS } from '../support/scripts.js';
import { type Conversation, talk } from '../support/talk.js';

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

  it('tells in words all that the card shows, for channels without cards', async () => {
    const { text } = (await talk(SHOWN)).last.at(-1) ?? {};
    expect(text).to.include(CUPS).and.include('250 of 500').and.include('Still missing: You ask for, Evidence');
  });

  it('misses an amount, where a part of the money is asked for and not which', async () => {
    const talking = await talk(`
      ${ANSWERED}
      buyer: Part of the money
      bot: refund.askAmount
      buyer: cancel
      bot: repair.cancelAsk
      buyer: yes
      bot: repair.cancelled
      buyer: where is my refund?
      bot: track.cases
      bot: track.draft
    `);
    expect(talking.last.at(-1)?.text).to.include('Still missing: Evidence, Amount');
  });

  it('is shown again in other words', async () => {
    const talking = await talk(SHOWN);
    const first = talking.last.at(-1)?.text;
    await talk('buyer: where is my refund?\nbot: track.cases\nbot: track.draft', talking);
    expect(talking.last.at(-1)?.text).to.not.equal(first);
  });

  for (const since of ['help', 'are there any fees?'])
    it(`is not discarded by a yes after ${JSON.stringify(since)}`, async () => {
      const talking = await talk(`${SHOWN}\npress: Discard it\nbot: track.discardAsk`);
      for (const text of [since, 'yes']) await talking.says(text);
      expect(talking.state).to.have.nested.property('parked.order.orderId', CUPS);
    });

  it('is not discarded by a yes to a case that was opened since', async () => {
    const talking = await talk(`
      ${SHOWN}
      buyer: order ${CHARGERS} came broken, all 60, noticed yesterday, I want a full refund, the seller said no
      bot: refund.askEvidence
      buyer: I have none yet
      bot: refund.review
    `);
    talking.held = [];
    await talk('press: Submit\nbot: refund.filing\nbuyer: discard my draft\nbot: track.discardAsk', talking);
    await talking.release();
    await talk('bot: refund.filed\nbuyer: yes\nbot: root.ready', talking);
    expect(talking.state).to.have.nested.property('parked.order.orderId', CUPS);
  });

  it('"discard it" is a yes to whether it shall be', () =>
    talk(`${SHOWN}\nbuyer: discard it\nbot: track.discardAsk\nbuyer: discard it\nbot: track.discarded`));

  it('is not discarded by the button of another draft', async () => {
    const talking = await talk(SHOWN);
    await talking.posts({ value: { action: 'draft.discard', draftId: 'ffffffff-0000-4000-8000-000000000000' } });
    expect(talking.last.map(({ channelData }) => channelData.key)).to.not.include('track.discardAsk');
  });
});

describe('the card of a draft that is still on the page while another filing is open', () => {
  const OTHER = `order ${CHARGERS} came broken, all 60, noticed yesterday, I want a full refund, the seller said no`;
  /** The other filing at its review, and the button of the card above it. */
  async function pressed(action: string) {
    const talking = await talk(`
      ${SHOWN}
      buyer: ${OTHER}
      bot: refund.askEvidence
      buyer: I have none yet
      bot: refund.review
    `);
    await talking.posts({ value: { action, draftId: parkedId(talking) } });
    return talking;
  }

  it('discards that draft, files nothing, and asks the open question again', async () => {
    const talking = await pressed('draft.discard');
    await talk('bot: track.discardAsk\nbuyer: yes\nbot: track.discarded\nbot: refund.review', talking);
    expect(talking.state).to.not.have.property('parked');
    expect(talking.state).to.have.nested.property('draft.order.orderId', CHARGERS);
    expect(talking.effects.map(({ kind }) => kind)).to.not.include('openCase');
  });

  it('keeps both, when the answer is no', async () => {
    const talking = await pressed('draft.discard');
    await talk('bot: track.discardAsk\nbuyer: no\nbot: track.draftKept\nbot: refund.review', talking);
    expect(talking.state).to.have.nested.property('parked.order.orderId', CUPS);
  });

  it('goes on with that draft, and puts the open one aside', async () => {
    const talking = await pressed('draft.resume');
    await talk('bot: refund.askRemedy', talking);
    expect(talking.state).to.have.nested.property('parked.order.orderId', CHARGERS);
  });
});

describe('the draft that is being filed', () => {
  it('is discarded by words, after it was asked: nothing is kept of it', async () => {
    const talking = await talk(`
      ${ANSWERED}
      buyer: discard my draft
      bot: track.discardAsk
      buyer: yes
      bot: track.discarded
      buyer: thanks
      bot: root.thanks
    `);
    expect(talking.state).to.not.have.any.keys('draft', 'parked');
  });

  it('is discarded by the button of its card from before, too', async () => {
    const talking = await talk(SHOWN);
    const draftId = parkedId(talking);
    await talk('press: Go on with my draft\nbot: refund.askRemedy', talking);
    await talking.posts({ value: { action: 'draft.discard', draftId } });
    await talk('bot: track.discardAsk\nbuyer: Yes, discard it\nbot: track.discarded', talking);
    expect(talking.state).to.not.have.any.keys('draft', 'parked');
  });

  it('goes on where it was, when the answer is no', () =>
    talk(`
      ${ANSWERED}
      buyer: discard my draft
      bot: track.discardAsk
      buyer: no
      bot: track.draftKept
      bot: refund.askRemedy
    `));
});

function parkedId({ state }: Conversation): string {
  // The state is our own, as JSON.
  return (state as { parked: { draftId: string } }).parked.draftId;
}
