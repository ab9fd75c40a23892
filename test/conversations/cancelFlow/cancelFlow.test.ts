import { expect } from 'chai';
import { CHARGERS, CUPS, DETAILED, openQuestion, REVIEWED, STARTED } from '../support/scripts.js';
import { type Conversation, talk } from '../support/talk.js';

describe('cancel', () => {
  it('cancels at once while nothing would be lost', () =>
    talk(`
      ${STARTED}
      buyer: cancel
      bot: repair.cancelled
      buyer: cancel
      bot: repair.nothingToCancel
    `));

  for (const [step, script] of Object.entries({ 'in the middle': DETAILED, 'at the review': REVIEWED })) {
    it(`cancels ${step}: is asked first, files nothing, keeps the draft and goes on where it was`, async () => {
      const talking = await talk(`
        ${script}
        buyer: cancel
        bot: repair.cancelAsk
        press: Yes, stop
        bot: repair.cancelled
        press: Go on with my draft
        bot: ${openQuestion(script)}
      `);
      expect(await casesOnCups(talking)).to.equal(0);
    });
  }

  it('cancels what one message told up front: is asked first', () =>
    talk(`
      buyer: order ${CUPS} came broken, 250 of the 500 cups are cracked, noticed yesterday
      bot: refund.askSeller
      buyer: stop
      bot: repair.cancelAsk
      buyer: yes please
      bot: repair.cancelled
    `));

  it('says no to the stop: the open question again', async () => {
    for (const answer of ['no', 'Go on', 'continue', 'go on'])
      await talk(`
        ${DETAILED}
        buyer: cancel
        bot: repair.cancelAsk
        buyer: ${answer}
        bot: refund.askSeller
        buyer: no answer
        bot: refund.askRemedy
      `);
  });

  it('answers the open question instead of the stop: it counts, and nothing stops', () =>
    talk(`
      ${DETAILED}
      buyer: cancel
      bot: repair.cancelAsk
      buyer: they refused
      bot: refund.askRemedy
      buyer: cancel
      bot: repair.cancelAsk
      buyer: are there any fees?
      bot: faq.answer (fees)
      bot: refund.askRemedy
      buyer: yes
      bot: refund.askRemedy
    `));

  it('changes their mind on new information', () =>
    talk(`
      ${DETAILED}
      buyer: are there any fees?
      bot: faq.answer (fees)
      bot: refund.askSeller
      buyer: then forget it
      bot: repair.cancelAsk
      buyer: yes
      bot: repair.cancelled
    `));

  it('changes their mind on a whim', () =>
    talk(`
      ${DETAILED}
      buyer: I don't want to do this any more
      bot: repair.cancelAsk
      buyer: never mind
      bot: repair.cancelled
    `));

  it('cancellation respects the scope: what was opened last is left, the rest stays', () =>
    talk(`
      ${REVIEWED}
      press: Change something
      bot: refund.review
      buyer: cancel
      bot: refund.review
      buyer: cancel
      bot: repair.cancelAsk
      buyer: yes
      bot: repair.cancelled
    `));
});

describe('cancel, and something else at once', () => {
  for (const [message, next] of Object.entries({
    'cancel, where is my refund?': 'bot: track.cases\nbot: track.draft',
    'never mind, are there any fees?': 'bot: faq.answer (fees)',
    'stop. I want to talk to a human': 'bot: handoff.queued',
    [`forget it, my order ${CHARGERS} does not work`]: 'bot: refund.heed\nbot: refund.askDetails',
  })) {
    it(`cancels and starts another flow at once: "${message}"`, () =>
      talk(`
        ${DETAILED}
        buyer: ${message}
        bot: repair.cancelled
        ${next}
      `));
  }

  it('cancels and names another order: that is begun', () =>
    talk(`
      ${DETAILED}
      buyer: never mind, ${CHARGERS}
      bot: repair.cancelled
      bot: refund.askProblem
    `));

  it('"never mind" before an answer is no cancel', () =>
    talk(`
      ${STARTED}
      buyer: ${CUPS}
      bot: refund.askDetails
      buyer: never mind, all of them are cracked
      bot: refund.askDetails (noticedOn)
    `));

  it('what comes after the word is no other matter: it is asked first', () =>
    talk(`
      ${DETAILED}
      buyer: cancel, this takes too long
      bot: repair.cancelAsk
    `));
});

describe('a draft that is kept', () => {
  const KEPT = `
    ${DETAILED}
    buyer: cancel
    bot: repair.cancelAsk
    buyer: yes
    bot: repair.cancelled
  `;

  it('is offered with the next hello, and a yes takes it up; a yes to having stopped does not', () =>
    talk(`
      ${KEPT}
      buyer: yes
      bot: root.ready
      buyer: hello
      bot: root.greeting
      buyer: yes
      bot: refund.askSeller
    `));

  it('an "ok" to its being kept does not take it up', () =>
    talk(`
      ${DETAILED}
      buyer: I have not asked yet
      bot: refund.askRemedy
      buyer: full refund
      bot: refund.sellerDraft
      buyer: I will wait for the answer
      bot: refund.parked
      buyer: ok
      bot: root.ready
      buyer: go on
      bot: refund.sellerDraft
    `));

  it('is offered beside the orders of the next filing', async () => {
    const talking = await talk(`
      ${KEPT}
      press: My order went wrong
      bot: refund.askOrder
    `);
    expect(talking.last[0]?.text).to.include(`draft about order ${CUPS}`);
    await talk('press: Go on with my draft\nbot: refund.askSeller', talking);
  });

  it('goes on when its order is named again', () =>
    talk(`
      ${KEPT}
      buyer: order ${CUPS} came broken, and they refused
      bot: refund.resumed
      bot: refund.askRemedy
    `));

  it('changes places with the one that is open when it is taken up', () =>
    talk(`
      ${KEPT}
      buyer: order ${CHARGERS} does not work
      bot: refund.heed
      bot: refund.askDetails
      buyer: Go on with my draft
      bot: refund.askSeller
      buyer: Go on with my draft
      bot: refund.askDetails
    `));

  it('is not pushed out unsaid by another one', async () => {
    const talking = await talk(`
      ${KEPT}
      buyer: order ${CHARGERS} does not work
      bot: refund.heed
      bot: refund.askDetails
      buyer: cancel
      bot: repair.cancelAsk
    `);
    expect(talking.last[0]?.text).to.include(`takes the place of your draft about order ${CUPS}`);
  });

  it('is not pushed out by one that holds next to nothing', () =>
    talk(`
      ${KEPT}
      buyer: my parcel arrived broken
      bot: refund.askOrder
      buyer: cancel
      bot: repair.cancelled
      buyer: go on with my draft
      bot: refund.askSeller
    `));

  it('is gone once its order is filed', async () => {
    const talking = await talk(`
      ${KEPT}
      buyer: start over
      bot: refund.askOrder
      buyer: ${CUPS}, all 500 cups came broken, noticed yesterday, the seller refused, I want a full refund
      bot: refund.askEvidence
      buyer: none
      bot: refund.review
      buyer: submit
      bot: refund.filing
      bot: refund.filed
    `);
    expect(talking.state).to.not.have.property('parked');
  });
});

async function casesOnCups({ cases }: Conversation): Promise<number> {
  return (await cases.cases('demo-buyer')).filter(({ request }) => request.orderId === CUPS).length;
}
