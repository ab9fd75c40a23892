import { expect } from 'chai';
import { talk } from '../support/talk.js';

const REVIEWED = `
  buyer: order 234193410001028893 came broken, 250 of the 500 cups are cracked, noticed yesterday, the seller refused, I want a full refund
  bot: refund.askEvidence
  buyer: skip this
  bot: refund.review
`;

describe('skip', () => {
  it('what may be left out is left out; of the rest it is said why not', () =>
    talk(`
      buyer: my parcel arrived broken
      bot: refund.askOrder
      buyer: skip this
      bot: repair.cannotSkip
      bot: refund.askOrder
      buyer: 234193410001028893
      bot: refund.askDetails
      buyer: they are all smashed
      bot: refund.askDetails (noticedOn)
      buyer: skip
      bot: refund.askSeller
      buyer: skip
      bot: repair.cannotSkip
      bot: refund.askSeller
      buyer: I have not asked yet
      bot: refund.askRemedy
      buyer: rather not say
      bot: repair.cannotSkip
      bot: refund.askRemedy
      buyer: full refund
      bot: refund.sellerDraft
      buyer: no
      bot: repair.cannotSkip
      bot: refund.sellerDraft
      buyer: I have sent it
      bot: refund.askEvidence
      buyer: skip
      bot: refund.review
    `));
});

describe('submit, too early', () => {
  it('says that something is open, and what', () =>
    talk(`
      buyer: my parcel arrived broken
      bot: refund.askOrder
      buyer: submit
      bot: repair.notReady
      bot: refund.askOrder
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

describe('correct, again, and take it back', () => {
  it('a bare number after a correction is about the same, and the text follows', async () => {
    const talking = await talk(`
      ${REVIEWED}
      buyer: actually it was 300 cups
      bot: repair.corrected
      bot: refund.review
      buyer: no, 200
      bot: repair.corrected
      bot: refund.review
    `);
    expect(talking.last.at(-1)?.text).to.include('200 of 500 cups').and.include('200 of the 500 cups are cracked');
  });

  it('the answer from before holds again', async () => {
    const talking = await talk(`
      ${REVIEWED}
      buyer: the amount is 300
      bot: repair.corrected
      bot: refund.review
      buyer: take that back
      bot: repair.corrected
      bot: refund.review
    `);
    expect(talking.last.at(-1)?.text).to.include('Full refund').and.include('US$1,200.00');
  });

  it('"ok" to an answer in between is no yes to the filing', () =>
    talk(`
      ${REVIEWED}
      buyer: are there any fees?
      bot: faq.answer (fees)
      bot: refund.review
      buyer: ok
      bot: refund.review
      buyer: yes
      bot: refund.filing
      bot: refund.filed
    `));
});

describe('start over', () => {
  it('loses nothing: the old draft can be taken up again', () =>
    talk(`
      buyer: order 234193410001028893 came broken, all 500 cups cracked, noticed yesterday
      bot: refund.askSeller
      buyer: start over
      bot: refund.askOrder
      buyer: 243781056601029914
      bot: refund.askProblem
      buyer: scratched
      bot: refund.ineligible
      buyer: go on with my draft
      bot: refund.askSeller
    `));
});
