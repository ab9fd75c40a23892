import { expect } from 'chai';
import { talk } from '../support/talk.js';

describe('what a buyer should know before filing', () => {
  for (const [what, message] of Object.entries({
    'broken, and not delivered by the record': 'order 248615930201017452 arrived broken',
    'Easy Return, for a fault that it takes': 'order 253417729901018543 does not work',
  })) {
    it(what, () =>
      talk(`
        buyer: ${message}
        bot: refund.heed
        bot: refund.askDetails
      `),
    );
  }

  it('Easy Return is not offered for damage on arrival', () =>
    talk(`
      buyer: order 253417729901018543 arrived broken
      bot: refund.askDetails
    `));

  it('customs: the official reason counts', () =>
    talk(`
      buyer: customs holds my mats 245072618801024039
      bot: refund.heed
      bot: refund.askDetails
    `));
});

describe('fraud', () => {
  it('is told what to do at once, without any order', async () => {
    const talking = await talk(`
      buyer: somebody used my card to buy things here
      bot: refund.ineligible
      bot: handoff.queued
    `);
    expect(talking.last[0]?.text).to.include('bank');
  });
});

describe('a closed window', () => {
  it('names no day in the past to file by', async () => {
    const talking = await talk(`
      buyer: order 219847205501031276 arrived broken
      bot: refund.ineligible
    `);
    expect(talking.last[0]?.text).to.not.include('File it by');
  });
});
