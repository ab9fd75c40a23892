import { expect } from 'chai';
import type { AmendableField } from '../../../services/desk/deskCommand.js';
import { Conversation, talk } from '../support/talk.js';

const UNDER_WAY = `
  buyer: order 234193410001028893 came broken, all 500 cups cracked, noticed yesterday
  bot: refund.askSeller
  buyer: human
  bot: handoff.queued
  agent: claim
  bot: handoff.joined
`;

type Draft = Record<string, unknown> | undefined;
const draftOf = ({ state }: Conversation): Draft => (state as { draft?: Draft }).draft; // a state of the bot's
const amend = (talking: Conversation, field: AmendableField, value: string) =>
  talking.agent({ command: 'amend', field, value });

describe('an agent puts right what the bot gathered', () => {
  it('says nothing to the buyer; the bot does not ask it again, and shows it on the review', async () => {
    const talking = await talk(`
      ${UNDER_WAY}
      agent: amend: seller: no answer for 6 days
      agent: amend: affected: 200 of 500
      agent: amend: remedy: Full refund
      agent: return
      bot: handoff.left
      bot: refund.askEvidence
      buyer: none
      bot: refund.review
    `);
    const { text } = talking.last[0] ?? {};
    expect(text).to.include('200 of 500 cups').and.to.include('No answer for 6 days');
  });

  it('is a line for the agents, with what it was and what it is', async () => {
    const talking = await talk(`${UNDER_WAY}\nagent: amend: affected: 200 of 500`);
    const lines = await talking.shelf.lines(talking.id, 0, 20);
    const amended = lines.find((line) => line.kind === 'system' && line.event === 'amended');
    expect(amended).to.deep.include({
      by: { id: 'kim', name: 'Kim' },
      facts: { field: 'affected', old: 'all 500 cups', new: '200 of 500 cups' },
    });
  });

  it('another problem is decided anew: what was asked for with the old one is asked again', async () => {
    const talking = await talk(`
      ${UNDER_WAY}
      agent: amend: seller: the seller said no
      agent: amend: remedy: Full refund
      agent: amend: problem: Some of it is missing
      agent: return
      bot: handoff.left
      bot: refund.askRemedy
    `);
    expect(draftOf(talking)).to.deep.include({ problem: 'shortQuantity' });
  });

  it('begins a filing where there is none, and the bot goes on with it', async () => {
    const talking = await talk(`
      buyer: human
      bot: handoff.queued
      agent: claim
      bot: handoff.joined
      agent: amend: order: 234193410001028893
      agent: amend: problem: It arrived broken
      agent: return
      bot: handoff.left
      bot: refund.askDetails
      buyer: all of them, cracked all over, noticed yesterday
      bot: refund.askSeller
    `);
    expect(draftOf(talking)).to.deep.include({ affected: { count: 500, total: 500 } });
  });

  it('takes every form that a buyer may use', async () => {
    const talking = await talk(`${UNDER_WAY}\nagent: amend: seller: refused\nagent: amend: remedy: partialRefund`);
    for (const [field, value, kept] of [
      ['noticedOn', '2026-11-20', '2026-11-20'],
      ['noticedOn', 'last Friday', '2026-11-20'],
      ['affected', 'half', { count: 250, total: 500 }],
      ['affected', '12', { count: 12, total: 500 }],
      ['amount', '300', { minor: 30_000, currency: 'USD' }],
      ['amount', 'US$120.50', { minor: 12_050, currency: 'USD' }],
      ['description', 'The glaze is off.', 'The glaze is off.'],
      ['problem', 'defective', 'defective'],
      ['remedy', 'a replacement', 'replacement'],
      ['order', '#234193410001028893', undefined],
    ] as const) {
      expect((await amend(talking, field, value)).kind, `${field}: ${value}`).to.equal('done');
      if (kept) expect(draftOf(talking)?.[field], `${field}: ${value}`).to.deep.equal(kept);
    }
    await amend(talking, 'seller', 'he wants me to close the case first');
    expect(draftOf(talking)?.['sellerActs']).to.have.nested.property('[0].act', 'askedToClose');
  });

  it('what cannot be is refused with the reason, and nothing is changed', async () => {
    const talking = await talk(UNDER_WAY);
    const before = JSON.stringify(draftOf(talking));
    for (const [field, value, message] of [
      ['order', 'the cups', 'Name one order number'],
      ['order', '999999999999999999', 'None of this buyer'],
      ['order', '234193410001028893 275331339501025473', 'Name one order number'],
      ['problem', 'xqzt', 'Name one problem'],
      ['affected', '700', 'The order was of 500'],
      ['affected', 'blue', 'Name how many'],
      ['noticedOn', '2026-12-24', 'still to come'],
      ['noticedOn', '2026-02-30', 'Name a day'],
      ['seller', 'blue', 'Say what the seller did'],
      ['remedy', 'blue', 'Name what is wanted'],
      ['remedy', 'Compensation for the delay', 'The rules do not offer that here. Possible: Full refund'],
      ['amount', '1000000', 'At most'],
      ['amount', '0', 'more than nothing'],
      ['amount', '20 EUR', 'paid in USD'],
      ['amount', 'blue', 'Name an amount'],
    ] as const) {
      const outcome = await amend(talking, field, value);
      expect(outcome, `${field}: ${value}`).to.deep.include({ kind: 'badValue', field });
      expect('message' in outcome && outcome.message, `${field}: ${value}`).to.include(message);
    }
    expect(JSON.stringify(draftOf(talking))).to.equal(before);
    expect(
      (await talking.shelf.lines(talking.id, 0, 20)).map((line) => line.kind === 'system' && line.event),
    ).to.deep.equal(['queued', 'joined']);
  });

  it('the amount needs the order', async () => {
    const talking = await talk('buyer: human\nbot: handoff.queued\nagent: claim\nbot: handoff.joined');
    expect(await amend(talking, 'amount', '20')).to.deep.include({ kind: 'badValue', field: 'amount' });
  });

  it('of a buyer whom nobody vouches for no order is looked up', async () => {
    const talking = await new Conversation({ unverified: true }).open();
    await talk('buyer: human\nbot: handoff.queued\nagent: claim\nbot: handoff.joined', talking);
    const outcome = await amend(talking, 'order', '234193410001028893');
    expect('message' in outcome && outcome.message).to.include('Nobody vouches');
  });

  it('what is filed stays as the buyer has confirmed it', async () => {
    const talking = await talk(`
      buyer: order 234193410001028893 came broken, all 500 cups cracked, noticed yesterday, the seller refused, I want a full refund, https://photos.example.com/1.jpg
      bot: refund.review
      buyer: submit
      bot: refund.filing
      bot: refund.filed
      agent: claim
      bot: handoff.joined
    `);
    const outcome = await amend(talking, 'affected', '200');
    expect('message' in outcome && outcome.message).to.include('It is filed');
  });

  it('only the agent who has the conversation does it, whatever the others’ role', async () => {
    const talking = await talk(UNDER_WAY);
    const lead = { id: 'ada', name: 'Ada' };
    const outcome = await talking.agent({ command: 'amend', field: 'affected', value: '200' }, lead, 'lead');
    expect(outcome.kind).to.equal('forbidden');
    await talk('agent: return\nbot: handoff.left\nbot: refund.askSeller', talking);
    expect((await amend(talking, 'affected', '200')).kind).to.equal('forbidden');
  });

  it('the bot tells the buyer what it was, when it is back', async () => {
    const talking = await talk(`
      ${UNDER_WAY}
      agent: amend: affected: 200 of 500
      agent: return
      bot: handoff.left
      bot: refund.askSeller
    `);
    expect(talking.last[0]?.text).to.include('Kim has noted: How many: 200 of 500 cups.');
  });

  it('"as it was" of the buyer does not undo it', async () => {
    const talking = await talk(`
      buyer: order 234193410001028893 came broken, all 500 cups cracked, noticed yesterday
      bot: refund.askSeller
      buyer: no, 300 of them
      bot: repair.corrected
      bot: refund.askSeller
      buyer: human
      bot: handoff.queued
      agent: claim
      bot: handoff.joined
      agent: amend: affected: 200 of 500
      agent: return
      bot: handoff.left
      bot: refund.askSeller
    `);
    await talking.says('it was right before');
    expect(draftOf(talking)?.['affected']).to.deep.equal({ count: 200, total: 500 });
  });
});
