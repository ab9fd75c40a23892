import { expect } from 'chai';
import { ANSWERED, REVIEWED } from '../support/scripts.js';
import { talk } from '../support/talk.js';

const PARTIAL = `
  ${ANSWERED}
  buyer: Part of the money
  bot: refund.askAmount
  buyer: 300
  bot: refund.askEvidence
`;
const WITH_AMOUNT = `
  ${PARTIAL}
  buyer: I have none yet
  bot: refund.review
`;

/** What is said, and what is wrong with it. */
const SUMS: Readonly<Record<string, string>> = {
  'the amount is 5000': 'more than can be asked for here (US$1,200.00)',
  'I want $5000': 'more than can be asked for here (US$1,200.00)',
  'make it 1200.01 dollars': 'more than can be asked for here (US$1,200.00)',
  'the amount is 300 EUR': 'paid in another currency',
  '€200 please': 'paid in another currency',
  'the amount is 0': 'more than zero',
  'change the amount to 0': 'more than zero',
  '0 dollars': 'more than zero',
  'the amount is -50': 'more than zero',
  '-20': 'more than zero',
  'minus 20 dollars': 'more than zero',
};

describe('an amount that cannot be asked for', () => {
  for (const [sum, reason] of Object.entries(SUMS)) {
    it(`at the review: ${JSON.stringify(sum)} is told why, and the review stands as it was`, async () => {
      const talking = await talk(`
        ${WITH_AMOUNT}
        buyer: ${sum}
        bot: repair.amountImpossible
        bot: refund.review
      `);
      expect(talking.last[0]?.text).to.include(reason);
      expect(talking.last[1]?.text).to.include('US$300.00').and.not.include('did not get');
      expect(talking.state).to.have.nested.property('draft.amount.minor', 30_000);
    });
  }

  it('is told at the question after it, too', () =>
    talk(`
      ${PARTIAL}
      buyer: the amount is 5000
      bot: repair.amountImpossible
      bot: refund.askEvidence
      buyer: the amount is -1
      bot: repair.amountImpossible
      bot: refund.askEvidence
    `));

  it('twice in a row is told in other words each time, and no person is called for it', async () => {
    const talking = await talk(
      `${WITH_AMOUNT}\nbuyer: the amount is 5000\nbot: repair.amountImpossible\nbot: refund.review`,
    );
    const [first] = talking.last;
    await talk('buyer: the amount is 6000\nbot: repair.amountImpossible\nbot: refund.review', talking);
    expect(talking.last[0]?.text).to.not.equal(first?.text);
  });

  it('where all of the money is asked for, is told as well', async () => {
    const talking = await talk(
      `${REVIEWED}\nbuyer: the amount is 5000\nbot: repair.amountImpossible\nbot: refund.review`,
    );
    expect(talking.state).to.have.nested.property('draft.remedy', 'fullRefund');
  });

  it('one that can be is taken', () =>
    talk(`${WITH_AMOUNT}\nbuyer: the amount is 400\nbot: repair.corrected\nbot: refund.review`));

  it('what was paid, what the seller offered and how many there were are no such amount', async () => {
    for (const text of ['I paid 5000 dollars for it', 'the seller offered me 0 dollars', '20 lamps']) {
      const talking = await talk(WITH_AMOUNT);
      await talking.says(text);
      expect(
        talking.last.map(({ channelData }) => channelData.key),
        text,
      ).to.not.include('repair.amountImpossible');
    }
  });
});
