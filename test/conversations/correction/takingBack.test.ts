import { expect } from 'chai';
import { DETAILED, REVIEWED } from '../support/scripts.js';
import { talk } from '../support/talk.js';

const CHANGING = `
  ${REVIEWED}
  buyer: change the amount
  bot: refund.askAmount
`;

describe('take a correction back', () => {
  for (const words of ['take that back', 'undo', 'cancel that', 'no, keep the old one']) {
    it(`cancels a correction: "${words}", and the answer from before holds again`, async () => {
      const talking = await talk(`
        ${REVIEWED}
        buyer: the amount is 300
        bot: repair.corrected
        bot: refund.review
        buyer: ${words}
        bot: repair.corrected
        bot: refund.review
      `);
      expect(talking.last.at(-1)?.text).to.include('Full refund').and.include('US$1,200.00');
    });
  }

  for (const word of ['cancel', 'never mind', 'back', 'no', 'leave it as it was']) {
    it(`cancels a correction while it is asked anew: "${word}" brings the old answer back`, async () => {
      const talking = await talk(`
        ${CHANGING}
        buyer: ${word}
        bot: repair.corrected
        bot: refund.review
      `);
      expect(talking.last.at(-1)?.text).to.include('US$1,200.00');
    });
  }

  it('cancels during a correction: the first word leaves the correction, the second asks whether to stop', () =>
    talk(`
      ${CHANGING}
      buyer: cancel
      bot: repair.corrected
      bot: refund.review
      buyer: cancel
      bot: repair.cancelAsk
      buyer: yes
      bot: repair.cancelled
    `));

  it('an answer that was given anew can still be taken back', async () => {
    const talking = await talk(`
      ${CHANGING}
      buyer: 300
      bot: refund.review
      buyer: undo
      bot: repair.corrected
      bot: refund.review
    `);
    expect(talking.last.at(-1)?.text).to.include('US$1,200.00');
  });

  it('once it was given anew, cancel is about the whole', () =>
    talk(`
      ${CHANGING}
      buyer: 300
      bot: refund.review
      buyer: cancel
      bot: repair.cancelAsk
    `));

  it('after the next answer it cannot be taken back: "undo" goes one question back', () =>
    talk(`
      ${DETAILED}
      buyer: it was 300 cups
      bot: repair.corrected
      bot: refund.askSeller
      buyer: they refused
      bot: refund.askRemedy
      buyer: undo
      bot: refund.askSeller
    `));

  it('of two that were begun, both are left', async () => {
    const talking = await talk(`
      ${CHANGING}
      buyer: change the date
      bot: refund.askDetails (noticedOn)
      buyer: cancel
      bot: repair.corrected
      bot: refund.review
    `);
    expect(talking.last.at(-1)?.text).to.include('US$1,200.00').and.include('22 November');
  });

  it('after the next answer there is nothing to take back', () =>
    talk(`
      ${REVIEWED}
      buyer: change the evidence
      bot: refund.askEvidence
      buyer: https://photos.example.com/1.jpg
      bot: refund.review
      press: Change something
      bot: refund.review
      press: The seller
      bot: refund.askSeller
      buyer: No answer
      bot: refund.review
      buyer: undo
      bot: repair.corrected
      bot: refund.review
      buyer: undo
      bot: refund.askEvidence
    `));
});

describe('change something, and then not', () => {
  for (const word of ['cancel', 'nothing', 'back', 'never mind', 'no']) {
    it(`"${word}" brings the review back`, () =>
      talk(`
        ${REVIEWED}
        press: Change something
        bot: refund.review
        buyer: ${word}
        bot: refund.review
        press: Submit
        bot: refund.filing
        bot: refund.filed
      `));
  }

  it('the amount of a full refund can be changed', () =>
    talk(`
      ${REVIEWED}
      press: Change something
      bot: refund.review
      press: Amount
      bot: refund.askAmount
      buyer: 300
      bot: refund.review
    `));
});
