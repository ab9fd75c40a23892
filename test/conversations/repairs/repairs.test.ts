import { expect } from 'chai';
import { talk } from '../support/talk.js';

const STARTED = `
  buyer: my parcel arrived broken
  bot: refund.askOrder
`;
const DETAILED = `
  ${STARTED}
  buyer: 234193410001028893
  bot: refund.askDetails
  buyer: 250 of the 500 cups are cracked, I noticed it yesterday
  bot: refund.askSeller
`;
const REVIEWED = `
  ${DETAILED}
  buyer: The seller said no
  bot: refund.askRemedy
  buyer: Full refund
  bot: refund.askEvidence
  buyer: I have none yet
  bot: refund.review
`;

describe('start over', () => {
  it('begins again at the first question, from any step', () =>
    talk(`
      ${REVIEWED}
      buyer: start over
      bot: refund.askOrder
      buyer: 253417729901018543
      bot: refund.askProblem
    `));
});

describe('back', () => {
  it('asks the question before again, as often as wanted', () =>
    talk(`
      ${DETAILED}
      buyer: The seller said no
      bot: refund.askRemedy
      buyer: back
      bot: refund.askSeller
      buyer: No answer
      bot: refund.askRemedy
    `));

  it('says so at the first question', () =>
    talk(`
      ${STARTED}
      buyer: back
      bot: repair.nothingBack
      bot: refund.askOrder
    `));
});

describe('correct', () => {
  it('an order number is corrected, and the problem stays what it was', async () => {
    const talking = await talk(`
      ${REVIEWED}
      buyer: wrong order, it is 253417729901018543
      bot: repair.corrected
      bot: refund.askDetails (affected)
    `);
    expect(talking.state).to.have.property('draft').that.includes({ problem: 'damaged' });
  });

  it('an order number, later', () =>
    talk(`
      ${DETAILED}
      buyer: wrong order, it is 253417729901018543
      bot: repair.corrected
      bot: refund.askDetails (affected)
    `));

  it('a number, late, at the review', async () => {
    const talking = await talk(`
      ${REVIEWED}
      buyer: the amount is 300
      bot: repair.corrected
      bot: refund.review
      buyer: submit
      bot: refund.filing
      bot: refund.filed
    `);
    const [opened] = await talking.cases.cases('demo-buyer');
    expect(opened?.request).to.deep.include({ remedy: 'partialRefund', amount: { minor: 30_000, currency: 'USD' } });
  });

  it('by the button of a field at the review', () =>
    talk(`
      ${REVIEWED}
      press: Change something
      bot: refund.review
      press: The seller
      bot: refund.askSeller
      buyer: No answer
      bot: refund.review
    `));

  it('in words at the review', () =>
    talk(`
      ${REVIEWED}
      buyer: change the evidence
      bot: refund.askEvidence
      buyer: https://photos.example.com/9.jpg
      bot: refund.review
    `));

  it('twice in a row', () =>
    talk(`
      ${REVIEWED}
      buyer: the amount is 300
      bot: repair.corrected
      bot: refund.review
      buyer: no, the amount is 400
      bot: repair.corrected
      bot: refund.review
    `));
});

describe('say again, why, wait, help, small talk', () => {
  it('each is answered, and the open question stays open', () =>
    talk(`
      ${DETAILED}
      buyer: can you repeat that
      bot: refund.askSeller
      buyer: why do you need this?
      bot: repair.why
      bot: refund.askSeller
      buyer: just a moment
      bot: root.wait
      bot: refund.askSeller
      buyer: help
      bot: root.help
      bot: refund.askSeller
      buyer: thanks
      bot: root.thanks
      bot: refund.askSeller
      buyer: are you a bot?
      bot: root.botChallenge
      bot: refund.askSeller
      buyer: they said no
      bot: refund.askRemedy
    `));
});

describe('a person', () => {
  it('is one word away, at any step', () =>
    talk(`
      ${DETAILED}
      buyer: human
      bot: handoff.offer
      bot: refund.askSeller
    `));

  it('is offered after two misunderstandings in a row', () =>
    talk(`
      ${DETAILED}
      buyer: asdfgh qwerty
      bot: refund.askSeller
      buyer: zxcvb poiu
      bot: handoff.offer
      bot: refund.askSeller
    `));

  it('is offered after two misunderstandings outside of a filing, too', () =>
    talk(`
      buyer: asdfgh qwerty
      bot: root.outOfScope
      buyer: zxcvb poiu
      bot: handoff.offer
    `));
});

describe('messages that say nothing or too much', () => {
  it('an empty one asks again', () =>
    talk(`
      ${STARTED}
      buyer:
      bot: refund.askOrder
    `));

  it('an over-long one is answered, and the open question asked again', () =>
    talk(`
      ${STARTED}
      buyer: ${'it is a long story '.repeat(300)}
      bot: repair.tooLong
      bot: refund.askOrder
    `));
});
