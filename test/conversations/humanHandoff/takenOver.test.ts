import { expect } from 'chai';
import { DETAILED, STARTED } from '../support/scripts.js';
import { Conversation, talk } from '../support/talk.js';

const LEE = { id: 'lee', name: 'Lee' };

describe('a person takes over', () => {
  it('comes, answers, and goes: the bot is silent meanwhile, and asks its open question afterwards', async () => {
    const talking = await talk(`
      ${STARTED}
      buyer: human
      bot: handoff.queued
      buyer: the cups are all broken and nobody answers me
      agent: claim
      bot: handoff.joined
      agent: says: I am looking at it
      bot: handoff.agent
      buyer: thank you
      buyer: what are the fees?
      agent: return
      bot: handoff.left
      bot: refund.askOrder
      buyer: 234193410001028893
      bot: refund.askDetails
    `);
    expect(talking.deskState.owner).to.deep.equal({ kind: 'bot' });
  });

  it('says where the buyer stands, and what else they can do', async () => {
    const talking = await talk('buyer: human\nbot: handoff.queued');
    const [queued] = talking.last;
    expect(queued?.channelData?.position).to.equal(1);
    expect(queued?.suggestedActions?.actions?.map(({ title }) => title)).to.deep.equal([
      'Go on with the bot',
      'Leave it as a case',
      'Leave the queue',
    ]);
  });

  it('speaks in their own words and name', async () => {
    const talking = await talk('buyer: human\nbot: handoff.queued\nagent: claim\nbot: handoff.joined');
    await talking.agent({ command: 'message', text: '*Hello*, I am <b>Kim</b>' });
    const [said] = talking.heard;
    expect(said).to.include({ text: '*Hello*, I am <b>Kim</b>', textFormat: 'plain' });
    expect(said?.channelData).to.deep.equal({ key: 'handoff.agent', agent: 'Kim' });
  });

  it('may come unasked, too', () =>
    talk(`
      ${DETAILED}
      agent: claim
      bot: handoff.joined
      buyer: they refused
      agent: return
      bot: handoff.left
      bot: refund.askSeller
      buyer: they refused
      bot: refund.askRemedy
    `));

  it('hears of a case that was opened meanwhile, and the buyer does when the bot is back', async () => {
    const talking = await new Conversation().open();
    talking.held = [];
    await talk(
      `
        buyer: order 234193410001028893 came broken, all 500 cups cracked, noticed yesterday, the seller refused, I want a full refund, https://photos.example.com/1.jpg
        bot: refund.review
        buyer: submit
        bot: refund.filing
        agent: claim
        bot: handoff.joined
      `,
      talking,
    );
    await talking.release();
    expect(talking.heard).to.deep.equal([]);
    const lines = await talking.shelf.lines(talking.id, 0, 10);
    const withheld = lines.find((line) => line.kind === 'system' && line.event === 'withheld');
    const [opened] = await talking.cases.cases(talking.buyerId);
    expect(withheld).to.deep.include({ facts: { key: 'refund.filed', caseId: opened?.caseId } });
    await talk('agent: return\nbot: handoff.left', talking);
    expect(talking.last[0]?.text).to.include(opened?.caseId);
    await talk('buyer: where is my refund?\nbot: track.cases', talking);
  });

  it('notes what only colleagues read', async () => {
    const talking = await talk(`
      buyer: human
      bot: handoff.queued
      agent: claim
      bot: handoff.joined
      agent: note: sounds like the seller of last week
    `);
    const lines = await talking.shelf.lines(talking.id, 0, 10);
    expect(lines.map((line) => (line.kind === 'note' ? line.text : line.event))).to.deep.equal([
      'queued',
      'joined',
      'sounds like the seller of last week',
    ]);
    expect(JSON.stringify(talking.state)).to.not.include('last week');
  });

  it('who is too late hears who has it', async () => {
    const talking = await talk('buyer: human\nbot: handoff.queued\nagent: claim\nbot: handoff.joined');
    const outcome = await talking.agent({ command: 'claim', epoch: 1 }, LEE);
    expect(outcome).to.deep.include({ kind: 'stale', epoch: 2 });
    expect(outcome).to.have.nested.property('owner.agent.name', 'Kim');
  });
});
