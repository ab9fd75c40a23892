import { expect } from 'chai';
import { ANSWERED, CUPS, STARTED } from '../support/scripts.js';
import { talk } from '../support/talk.js';

describe('a value that cannot be', () => {
  it('an order that is not found: the question again, with what was wrong', async () => {
    const talking = await talk(`${STARTED}\nbuyer: 999999999999999999\nbot: refund.askOrder`);
    expect(talking.last[0]?.text).to.include('do not find order 999999999999999999');
  });

  it('a number that is too short to be an order', () => talk(`${STARTED}\nbuyer: 12345\nbot: refund.askOrder`));

  it('too much money: says how much there can be, and takes an amount within that', async () => {
    const talking = await talk(`
      ${ANSWERED}
      buyer: part of the money
      bot: refund.askAmount
      buyer: 2000
      bot: refund.askAmount
    `);
    expect(talking.last[0]?.text).to.include('more than can be asked for here (US$1,200.00)');
    await talk('buyer: then 900\nbot: refund.askEvidence', talking);
  });

  it('too little money, and another currency', () =>
    talk(`
      ${ANSWERED}
      buyer: part of the money
      bot: refund.askAmount
      buyer: 0
      bot: refund.askAmount
      buyer: 300 euros
      bot: refund.askAmount
      buyer: half
      bot: refund.askEvidence
    `));

  it('invalid values one after the other are each asked again', () =>
    talk(`
      buyer: order ${CUPS} came broken
      bot: refund.askDetails
      buyer: 501 of them are cracked, since tomorrow
      bot: refund.askDetails (affected)
      buyer: 501
      bot: refund.askDetails (affected)
      buyer: 20
      bot: refund.askDetails (noticedOn)
      buyer: 30 February
      bot: refund.askDetails (noticedOn)
      buyer: yesterday
      bot: refund.askSeller
    `));
});
