import { expect } from 'chai';
import { CUPS, STARTED } from '../support/scripts.js';
import { talk } from '../support/talk.js';

describe('a message of a word or two', () => {
  for (const [word, key] of Object.entries({
    refund: 'refund.askOrder',
    damage: 'refund.askOrder',
    fees: 'faq.answer (fees)',
  }))
    it(`a noun only: "${word}"`, () => talk(`buyer: ${word}\nbot: ${key}`));

  // These may mean several things: what the buyer hears leads on, whichever is taken for it.
  for (const word of ['order', 'dispute', 'money', 'photo', 'return', 'check'])
    it(`a word that may mean much: "${word}"`, async () => {
      const talking = await talk('');
      await talking.says(word);
      const [said] = talking.last;
      expect(['root.clarify', 'refund.askOrder', 'faq.answer', 'root.outOfScope']).to.include(said?.channelData.key);
      expect(said?.suggestedActions?.actions ?? []).to.not.deep.equal([]);
    });

  it('a noun only: what was in an order of theirs is that order', async () => {
    const talking = await talk('buyer: cups\nbot: refund.askProblem');
    expect(talking.state).to.have.nested.property('draft.order.orderId', CUPS);
  });

  it('goods in a sentence about something else begin nothing', () =>
    talk('buyer: tell me a joke about cups\nbot: root.outOfScope'));

  for (const [word, key] of Object.entries({
    complain: 'root.complaint',
    track: 'track.cases',
    cancel: 'repair.nothingToCancel',
    help: 'root.help',
  }))
    it(`a verb only: "${word}"`, () => talk(`buyer: ${word}\nbot: ${key}`));
});

describe('words that stand for something else', () => {
  it('says "the other one", "the same as last time": nothing is guessed, and the choices come', async () => {
    const talking = await talk(`
      ${STARTED}
      buyer: the other one
      bot: refund.askOrder
      buyer: the same as last time
      bot: handoff.queued
      bot: refund.askOrder
    `);
    expect(talking.last.at(-1)?.text).to.include('1. ');
  });

  for (const words of ['all of them', 'both'])
    it(`says "${words}" to which order: each has its own case`, async () => {
      const talking = await talk(`${STARTED}\nbuyer: ${words}\nbot: refund.askOrder`);
      expect(talking.last[0]?.text).to.include('Each order has its own case');
    });

  it('asks for ten refunds at once: one is begun', () =>
    talk(`
      buyer: I want to open ten refund cases
      bot: refund.askOrder
    `));
});

describe('dates', () => {
  const UP_TO = `
    buyer: order ${CUPS} came broken, 250 of the 500 cups are cracked
    bot: refund.askDetails (noticedOn)
  `;
  for (const [words, day] of Object.entries({
    '20 November': '2026-11-20',
    'last Friday': '2026-11-20',
    'three days ago': '2026-11-20',
    'the day before yesterday': '2026-11-21',
  }))
    it(`a fixed date, said directly or not: "${words}"`, async () => {
      const talking = await talk(`${UP_TO}\nbuyer: ${words}\nbot: refund.askSeller`);
      expect(talking.state).to.have.nested.property('draft.noticedOn', day);
    });
});
