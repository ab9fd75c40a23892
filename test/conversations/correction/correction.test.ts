import { expect } from 'chai';
import { ANSWERED, CHARGERS, CUPS, DETAILED, REVIEWED } from '../support/scripts.js';
import { type Conversation, talk } from '../support/talk.js';

/** What is in the draft after the review was corrected in these words, and then filed as it says. */
async function corrected(script: string, ...lines: string[]): Promise<Conversation> {
  const talking = await talk(script);
  for (const line of lines) {
    await talking.says(line);
    expect(
      talking.last.map(({ channelData }) => channelData.key),
      line,
    ).to.deep.equal(['repair.corrected', 'refund.review']);
  }
  talking.heard = [];
  return talking;
}

const draft = (talking: Conversation) => expect(talking.state).to.have.property('draft');

describe('correct an earlier answer', () => {
  it('corrects a number', async () => {
    draft(await corrected(REVIEWED, 'it was 300 cups')).that.deep.includes({ affected: { count: 300, total: 500 } });
  });

  it('corrects a string: what happened', async () => {
    const talking = await talk(`
      ${REVIEWED}
      buyer: change what happened
      bot: refund.askDetails (description)
      buyer: the handles broke off
      bot: refund.review
    `);
    draft(talking).that.includes({ description: 'the handles broke off' });
  });

  it('corrects a yes or no: the seller was not asked after all', () =>
    talk(`
      ${DETAILED}
      buyer: yes
      bot: refund.askSeller
      buyer: actually no, I have not
      bot: refund.askRemedy
      buyer: full refund
      bot: refund.sellerDraft
    `));

  it('corrects an answer that decides what is asked: another problem asks for another remedy', () =>
    talk(`
      ${REVIEWED}
      buyer: it is not broken, it is a fake
      bot: repair.corrected
      bot: refund.heed
      bot: refund.askRemedy
    `));

  it('corrects an answer that decides what is asked: the seller was not asked yet', () =>
    talk(`
      ${REVIEWED}
      buyer: sorry, I have not asked the seller yet
      bot: repair.corrected
      bot: refund.sellerDraft
    `));

  it('corrects the amount of money in the next message', async () => {
    const talking = await talk(`
      ${ANSWERED}
      buyer: part of the money
      bot: refund.askAmount
      buyer: 500 dollars
      bot: refund.askEvidence
      buyer: sorry, 550
      bot: repair.corrected
      bot: refund.askEvidence
    `);
    draft(talking).that.deep.includes({ amount: { minor: 55_000, currency: 'USD' } });
  });

  for (const words of [`sorry, I meant ${CHARGERS}`, 'no, the chargers', 'not the cups, the chargers']) {
    it(`corrects the order in the next message: "${words}"`, async () => {
      const talking = await talk(`
        buyer: my parcel arrived broken
        bot: refund.askOrder
        buyer: ${CUPS}
        bot: refund.askDetails
        buyer: ${words}
        bot: repair.corrected
        bot: refund.askDetails
      `);
      draft(talking).with.nested.property('order.orderId', CHARGERS);
      draft(talking).that.does.not.have.property('description');
    });
  }

  it('corrects the order late, and the problem stays what it was', async () => {
    const talking = await talk(`
      ${REVIEWED}
      buyer: wrong order, it is ${CHARGERS}
      bot: repair.corrected
      bot: refund.askDetails (affected)
    `);
    draft(talking).that.includes({ problem: 'damaged' });
  });

  it('corrects late, at the review, and that is what is filed', async () => {
    const talking = await corrected(REVIEWED, 'the amount is 300');
    await talk('buyer: submit\nbot: refund.filing\nbot: refund.filed', talking);
    const opened = (await talking.cases.cases('demo-buyer')).find(({ request }) => request.orderId === CUPS);
    expect(opened?.request).to.deep.include({ remedy: 'partialRefund', amount: { minor: 30_000, currency: 'USD' } });
  });

  it('corrects twice in a row', async () => {
    draft(await corrected(REVIEWED, 'the amount is 300', 'no, the amount is 400')).that.deep.includes({
      amount: { minor: 40_000, currency: 'USD' },
    });
  });

  it('corrects twice in a row with a bare number, and the text follows', async () => {
    const talking = await corrected(REVIEWED, 'actually it was 300 cups', 'no, 200');
    draft(talking).with.property('description').that.includes('200 of the 500 cups are cracked');
  });

  it('a bare number after the next answer is no correction any more', () =>
    talk(`
      ${ANSWERED}
      buyer: it was 300 cups
      bot: repair.corrected
      bot: refund.askRemedy
      buyer: full refund
      bot: refund.askEvidence
      buyer: 7
      bot: refund.askEvidence
    `));

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

  it('"they did not answer at all" corrects the seller, and is no wish for all the money', () =>
    talk(`
      ${ANSWERED}
      buyer: no wait, they did not answer at all
      bot: repair.corrected
      bot: refund.askRemedy
    `));
});

describe('correct, with the old value', () => {
  const ROWS: readonly (readonly [string, string, unknown])[] = [
    ['not yesterday, Friday', 'noticedOn', '2026-11-20'],
    ['it was not 250 but 300', 'affected', { count: 300, total: 500 }],
    ['no, not 250, 300', 'affected', { count: 300, total: 500 }],
    ['not a full refund but a replacement', 'remedy', 'replacement'],
  ];
  for (const [words, field, value] of ROWS) {
    it(`mentions the old value first: "${words}"`, async () => {
      draft(await corrected(REVIEWED, words)).that.deep.includes({ [field]: value });
    });
  }

  const LAST: typeof ROWS = [
    ['I noticed it on Friday, not yesterday', 'noticedOn', '2026-11-20'],
    ['300 not 250', 'affected', { count: 300, total: 500 }],
    ['it was 200 instead of 250', 'affected', { count: 200, total: 500 }],
    ['a replacement rather than a full refund', 'remedy', 'replacement'],
    ['they were silent, not refused', 'seller', { outcome: 'silent' }],
  ];
  for (const [words, field, value] of LAST) {
    it(`mentions the old value last: "${words}"`, async () => {
      draft(await corrected(REVIEWED, words)).that.deep.includes({ [field]: value });
    });
  }
});

describe('reset an answer', () => {
  for (const [words, question] of Object.entries({
    'forget the date': 'refund.askDetails (noticedOn)',
    'reset the amount': 'refund.askAmount',
    'wrong order': 'refund.askOrder',
    'change the evidence': 'refund.askEvidence',
  }))
    it(`resets it by its name: "${words}"`, () => talk(`${REVIEWED}\nbuyer: ${words}\nbot: ${question}`));

  for (const [words, question] of Object.entries({
    '250 is wrong': 'refund.askDetails (affected)',
    'not 250': 'refund.askDetails (affected)',
    'not yesterday': 'refund.askDetails (noticedOn)',
    'not a full refund': 'refund.askRemedy',
    'not broken': 'refund.askProblem',
    [`${CUPS} is wrong`]: 'refund.askOrder',
  }))
    it(`resets it by its value: "${words}"`, () => talk(`${REVIEWED}\nbuyer: ${words}\nbot: ${question}`));

  it('resets it by its value: the amount, and not the count', () =>
    talk(`
      ${REVIEWED}
      buyer: the amount is 300
      bot: repair.corrected
      bot: refund.review
      buyer: not 300
      bot: refund.askAmount
    `));

  it('a long message that names an answer resets nothing', () =>
    talk(`
      ${REVIEWED}
      buyer: my colleague wonders whether the date on the outer box is different from the one on the invoice
      bot: refund.review
    `));

  it('a reset answer is asked alone, and the rest stays', () =>
    talk(`
      ${REVIEWED}
      buyer: forget the date
      bot: refund.askDetails (noticedOn)
      buyer: last Monday
      bot: refund.review
    `));
});
