import { expect } from 'chai';
import { type Conversation, talk } from '../support/talk.js';

const DAY = 1_440;
const FILED = `
  buyer: order 234193410001028893 came broken, all 500 cups cracked, noticed yesterday, the seller has not answered for a week, I want a full refund, https://photos.example.com/1.jpg
  bot: refund.review
  buyer: submit
  bot: refund.filing
  bot: refund.filed
`;
const text = ({ last }: Conversation) => last.map((said) => said.text).join(' ');
const card = ({ last }: Conversation) => JSON.stringify(last.flatMap(({ attachments }) => attachments ?? []));

describe('a buyer hears what becomes of their case', () => {
  it('the seller agrees: the money is ordered at once, starts, and is there', async () => {
    const talking = await talk(`${FILED}\ncase: sellerAgrees\nbot: case.agreed`);
    expect(text(talking)).to.include('The seller has agreed: Full refund').and.to.include('refund is to be started by');
    await talk('case: refundStarts\nbot: case.refundStarted', talking);
    expect(text(talking)).to.match(/US\$1,200\.00 is on its way.*on its way to you by about/);
    expect(card(talking)).to.include('The refund is on its way').and.to.include('Settled for');
    await talk('case: refundArrives\nbot: case.refunded', talking);
    expect(text(talking)).to.include('US$1,200.00 of refund has been paid out');
    expect(text(talking)).to.not.match(/undefined|Next/);
  });

  it('a proposal: what it is, what accepting means, and when the case may go up, and why not before', async () => {
    const talking = await talk(`${FILED}\ncase: sellerProposes\nbot: case.proposal`);
    expect(text(talking))
      .to.include('Part of the money, US$600.00')
      .and.to.include('the rest cannot be claimed')
      .and.to.include('From Friday, 27 November 2026 on')
      .and.to.include('until then the two of you have time to agree');
    const refused = await talk(
      `${FILED}\npasses: ${5 * DAY}\nbot: case.reminder\nbot: case.reminder\ncase: sellerRefuses\nbot: case.refused`,
    );
    expect(text(refused))
      .to.include('Or you may escalate here, and the platform decides.')
      .and.to.include('The seller said no.');
  });

  it('silence, the platform, evidence, a decision, the money', async () => {
    const talking = await talk(`
      ${FILED}
      passes: ${9 * DAY}
      bot: case.reminder
      bot: case.reminder
      bot: case.reminder
      case: clockEscalates
      bot: case.escalated
    `);
    expect(text(talking)).to.include('its mediation, not a court').and.to.include('do not confirm receipt');
    await talk('case: mediatorAsksEvidence\nbot: case.evidenceAsked', talking);
    expect(text(talking)).to.include('"A photo of the label on the box."').and.to.include('the request is cancelled');
    await talk('case: buyerAddsEvidence\ncase: mediatorDecides\nbot: case.decided', talking);
    expect(text(talking))
      .to.include('a part of the money (US$600.00)')
      .and.to.include('only with evidence that was not there before');
    await talk('case: refundOrdered\ncase: refundFails\nbot: case.refundFailed', talking);
    await talk('case: refundRetried\ncase: refundArrives\nbot: case.refunded', talking);
    expect(card(talking)).to.include('Decision, ').and.to.not.include('undefined');
  });

  it('goods that go back: only to the address of the case', async () => {
    const talking = await talk(`
      ${FILED}
      passes: ${5 * DAY}
      bot: case.reminder
      bot: case.reminder
      case: buyerEscalates
      bot: case.escalated
      case: mediatorDecides
      bot: case.decided
      case: returnOrdered
      bot: case.returnOrdered
    `);
    expect(text(talking)).to.include('Chaozhou Brightkiln, Fengxi 12, Chaozhou, China').and.to.include('to no other');
  });

  it('withdrawn, lapsed and turned down are three things', async () => {
    const withdrawn = await talk(`${FILED}\ncase: buyerWithdraws\nbot: case.closed`);
    expect(text(withdrawn)).to.include('It cannot be opened again.');
    const lapsed = await talk(`${FILED}\ncase: caseLapses\nbot: case.closed`);
    expect(text(lapsed)).to.include('a new one can be filed');
  });

  it('on hold: what holds it, and that it stands still', async () => {
    const talking = await talk(`${FILED}\ncase: holdSet\nbot: case.held`);
    expect(text(talking)).to.include('a chargeback is open at your bank');
    await talk('case: holdLifted\nbot: case.held', talking);
    expect(text(talking)).to.include('The case goes on.');
  });

  it('an open question stays open, and a person is not talked over', async () => {
    const talking = await talk(`
      ${FILED}
      buyer: another parcel arrived broken
      bot: refund.askOrder
      case: sellerProposes
      bot: case.proposal
    `);
    expect(talking.state).to.have.property('asked', 'refund.askOrder');
    await talk(
      `
      buyer: human
      bot: handoff.queued
      agent: claim
      bot: handoff.joined
      case: sellerProposes
    `,
      talking,
    );
    const lines = await talking.shelf.lines(talking.id, 0, 20);
    expect(lines.some((line) => line.kind === 'system' && line.event === 'withheld')).to.equal(true);
  });
});
