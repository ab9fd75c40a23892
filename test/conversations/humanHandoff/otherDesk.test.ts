import { expect } from 'chai';
import { STARTED } from '../support/scripts.js';
import { Conversation, talk } from '../support/talk.js';

const atHub = () => new Conversation({ atHub: true }).open();
const text = ({ last }: Conversation) => last.map((said) => said.text).join(' ');
const titles = ({ last }: Conversation) =>
  last.flatMap(({ suggestedActions }) => suggestedActions?.actions?.map(({ title }) => title) ?? []);

describe('people at another desk (DESK=events)', () => {
  it('it learns of the conversation by the protocol’s event, with the context and what was said', async () => {
    const talking = await talk(
      `
        buyer: order 234193410001028893 came broken, all 500 cups cracked, noticed yesterday
        bot: refund.askSeller
        buyer: human
        bot: handoff.queued
        bot: handoff.initiate
      `,
      await atHub(),
    );
    const event = talking.last.at(-1);
    expect(event).to.deep.include({ type: 'event', name: 'handoff.initiate' });
    expect(event).to.not.have.property('text');
    expect(event?.value).to.deep.include({
      reason: 'asked',
      orderId: '234193410001028893',
      problem: 'damaged',
      epoch: 1,
    });
    expect(event?.value.summary).to.include('all 500 cups');
    const [transcript] = event?.attachments ?? [];
    expect(transcript).to.deep.include({ name: 'Transcript', contentType: 'application/json' });
    expect(transcript?.content.activities).to.have.length(1);
  });

  it('no place and no promise that are not ours to give', async () => {
    const talking = await talk('buyer: human\nbot: handoff.queued\nbot: handoff.initiate', await atHub());
    expect(text(talking)).to.not.match(/next in line|People ahead|case/);
    expect(talking.last[0]?.channelData).to.not.have.property('position');
    expect(titles(talking)).to.deep.equal(['Go on with the bot', 'Leave the queue']);
    await talk('buyer: leave it as a case', talking);
  });

  it('accepted: the bot is silent, for as long as it takes', async () => {
    const talking = await talk(
      `
        ${STARTED}
        buyer: human
        bot: handoff.queued
        bot: handoff.initiate
        hub: accepted
        bot: handoff.joined
        hub: says: Hello, I look at it
        bot: handoff.agent
        passes: 600
        buyer: thank you
        hub: says: All done
        bot: handoff.agent
      `,
      await atHub(),
    );
    expect(talking.last[0]?.channelData).to.deep.equal({ key: 'handoff.agent', agent: 'Robin' });
    await talk(
      'hub: completed\nbot: handoff.left\nbot: refund.askOrder\nbuyer: 234193410001028893\nbot: refund.askDetails',
      talking,
    );
    expect(talking.deskState.owner).to.deep.equal({ kind: 'bot' });
  });

  it('failed: the buyer is told, can try again, and the bot goes on', async () => {
    const talking = await talk(
      'buyer: human\nbot: handoff.queued\nbot: handoff.initiate\nhub: failed\nbot: handoff.failed',
      await atHub(),
    );
    expect(titles(talking)).to.deep.equal(['Talk to a person', 'Where is my refund?']);
    await talk('press: Talk to a person\nbot: handoff.queued\nbot: handoff.initiate', talking);
    await talk(
      `${STARTED}\nbuyer: human\nbot: handoff.queued\nbot: handoff.initiate\nhub: failed\nbot: handoff.failed\nbot: refund.askOrder`,
      await atHub(),
    );
  });

  it('nobody waits for ever: the choices, then the bot again', async () =>
    talk(
      `
        buyer: human
        bot: handoff.queued
        bot: handoff.initiate
        passes: 10
        bot: handoff.late
        passes: 10
        bot: handoff.failed
        buyer: are there any fees?
        bot: faq.answer (fees)
      `,
      await atHub(),
    ));

  it('a state that does not fit means nothing: it came twice, or the buyer has left', async () =>
    talk(
      `
        hub: accepted
        hub: completed
        hub: failed
        buyer: human
        bot: handoff.queued
        bot: handoff.initiate
        buyer: leave the queue
        bot: handoff.outOfQueue
        hub: accepted
        hub: says: Hello
        buyer: are there any fees?
        bot: faq.answer (fees)
      `,
      await atHub(),
    ));
});
