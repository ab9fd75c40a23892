import { expect } from 'chai';
import { HoursText } from '../../../services/desk/businessHours.js';
import { DETAILED, STARTED } from '../support/scripts.js';
import { Conversation, talk } from '../support/talk.js';

const KIM = { id: 'kim', name: 'Kim' };
const MINUTE = 60_000;
/** Of no buyer here: the desk's list as if others waited. */
async function others(talking: Conversation, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) await another(talking, `other-${at}`, 1);
}
async function another(talking: Conversation, conversationId: string, listed: number, gone = false): Promise<void> {
  const since = talking.now - MINUTE;
  const waits = {
    kind: 'queued',
    since,
    reason: 'asked',
    isFirst: false,
    withBot: false,
    late: 0,
    toldAhead: 0,
  } as const;
  const owner = gone ? ({ kind: 'bot' } as const) : waits;
  const row = {
    conversationId,
    buyerId: 'b',
    channel: 'c',
    listed,
    epoch: 1,
    owner,
    summary: '',
    caseIds: [],
    unread: 0,
  };
  await talking.shelf.list(row, talking.now);
}
const positions = (talking: Conversation) => talking.last.map(({ channelData }) => channelData?.position);
const text = (talking: Conversation) => talking.last.map((said) => said.text).join(' ');

describe('waiting for a person', () => {
  it('hears how many are ahead, and when that changes', async () => {
    const talking = await new Conversation().open();
    await others(talking, 2);
    await talk('buyer: human\nbot: handoff.queued', talking);
    expect([positions(talking), text(talking)]).to.satisfy(
      ([[position], said]: [number[], string]) => position === 3 && said.includes('People ahead of you: 2.'),
    );
    await talk('passes: 1', talking);
    await another(talking, 'other-0', 2, true);
    await talk('passes: 0.5\nbot: handoff.queued', talking);
    expect(positions(talking)).to.deep.equal([2]);
    await another(talking, 'other-1', 2, true);
    await talk('passes: 0.5\nbot: handoff.queued', talking);
    expect(text(talking)).to.include("You're next in line.");
  });

  it('hears how long it takes once that is known, and the same until an agent is there', async () => {
    const talking = await new Conversation().open();
    await talk('buyer: human\nbot: handoff.queued', talking);
    expect(text(talking)).to.not.include('minutes');
    await talk('buyer: leave the queue\nbot: handoff.outOfQueue', talking);
    const row = {
      conversationId: 'x',
      buyerId: 'b',
      channel: 'c',
      listed: 1,
      epoch: 1,
      summary: '',
      caseIds: [],
      unread: 0,
    };
    for (let at = 0; at < 20; at += 1)
      await talking.desk.note(
        `k${at}`,
        { row: { ...row, owner: { kind: 'bot' } }, lines: [], waitedMs: 3.5 * MINUTE },
        talking.now,
      );
    await others(talking, 1);
    await talk('buyer: human\nbot: handoff.queued', talking);
    expect(text(talking)).to.include('about 4 minutes');
    for (let at = 20; at < 40; at += 1)
      await talking.desk.note(
        `k${at}`,
        { row: { ...row, owner: { kind: 'bot' } }, lines: [], waitedMs: 30 * MINUTE },
        talking.now + 11 * MINUTE,
      );
    await another(talking, 'other-0', 2, true);
    await talk('passes: 0.5\nbot: handoff.queued', talking);
    expect(text(talking)).to.include('about 4 minutes');
  });

  it('who asks how it stands hears it, though nobody else speaks', () =>
    talk(`
      ${DETAILED}
      buyer: human
      bot: handoff.queued
      buyer: how long does it take?
      bot: handoff.queued
      buyer: hello?
      bot: handoff.queued
      buyer: my cups are all broken
      agent: claim
      bot: handoff.joined
      buyer: hello
    `));

  it('the bot says nothing to what is written meanwhile', () =>
    talk(`
      ${DETAILED}
      buyer: human
      bot: handoff.queued
      buyer: the seller refused
      buyer: what are the fees?
      buyer: cancelled it twice already!
      buyer: xqzt
    `));

  it('goes on with the bot: the place is kept, and the agent comes into it', () =>
    talk(`
      ${DETAILED}
      buyer: human
      bot: handoff.queued
      press: Go on with the bot
      bot: handoff.withBot
      bot: refund.askSeller
      buyer: they refused
      bot: refund.askRemedy
      agent: claim
      bot: handoff.joined
      buyer: a full refund
      agent: return
      bot: handoff.left
      bot: refund.askRemedy
    `));

  it('who goes on with the bot is not interrupted, and can wait again', async () => {
    const talking = await new Conversation().open();
    await others(talking, 1);
    await talk('buyer: human\nbot: handoff.queued\nbuyer: Go on with the bot\nbot: handoff.withBot', talking);
    await another(talking, 'other-0', 2, true);
    await talk('passes: 2\nbuyer: Wait here\nbot: handoff.queued\nbuyer: what are the fees?', talking);
  });

  it('leaves the queue, by a button or in words', async () => {
    const talking = await talk(`
      ${STARTED}
      buyer: human
      bot: handoff.queued
      buyer: never mind
      bot: handoff.outOfQueue
      bot: refund.askOrder
      passes: 60
    `);
    expect(talking.timers).to.deep.equal([]);
    expect(await talking.shelf.open()).to.deep.equal([]);
    await talk(
      'buyer: human\nbot: handoff.queued\npress: Leave the queue\nbot: handoff.outOfQueue\nbot: refund.askOrder',
      talking,
    );
  });

  it('by a number, where no buttons are shown', () =>
    talk('buyer: human\nbot: handoff.queued\nbuyer: 3\nbot: handoff.outOfQueue'));

  it('leaves it as a case: a promise of when, the bot goes on, and an agent takes it up', async () => {
    const talking = await talk(`
      buyer: human
      bot: handoff.queued
      press: Leave it as a case
      bot: handoff.request
    `);
    expect(text(talking)).to.include('by Tuesday, 24 November 2026');
    const [row] = await talking.shelf.open();
    expect(row).to.deep.include({ owner: { kind: 'bot' }, promisedBy: talking.now + 1_440 * MINUTE });
    await talk(
      `
        buyer: are there any fees?
        bot: faq.answer (fees)
        agent: claim
        bot: handoff.joined
        agent: says: Here I am
        bot: handoff.agent
      `,
      talking,
    );
    expect(talking.deskState.request).to.equal(undefined);
  });

  it('a promise that is not kept is said to be broken, twice; then none is made', () =>
    talk(`
      buyer: human
      bot: handoff.queued
      buyer: leave it as a case
      bot: handoff.request
      passes: 1440
      bot: handoff.requestLate
      passes: 1440
      bot: handoff.requestLate
      passes: 14400
    `));

  it('when nobody comes the choices are put again; the second time nobody has to wait on', () =>
    talk(`
      buyer: human
      bot: handoff.queued
      passes: 10
      bot: handoff.late
      buyer: wait here
      bot: handoff.queued
      passes: 10
      bot: handoff.request
      buyer: are there any fees?
      bot: faq.answer (fees)
    `));

  it('an agent of whom nothing is heard for 30 s loses the conversation; it goes before all others', async () => {
    const talking = await new Conversation().open();
    await talk('buyer: human\nbot: handoff.queued\nagent: claim\nbot: handoff.joined', talking);
    await others(talking, 3);
    await talking.passes(MINUTE * 5, ['kim']);
    expect(talking.heard).to.deep.equal([]);
    await talking.passes(29_999);
    expect(talking.heard).to.deep.equal([]);
    await talking.passes(30_000);
    const [told] = talking.heard;
    expect(told?.text).to.include('Kim had to leave').and.to.include("You're next in line.");
    expect(talking.deskState.owner).to.include({ kind: 'queued', isFirst: true });
  });

  it('goes before all others, too, when the agent gives it back to the queue', async () => {
    const talking = await talk('buyer: human\nbot: handoff.queued\nagent: claim\nbot: handoff.joined');
    await others(talking, 3);
    await talk('agent: release\nbot: handoff.queued', talking);
    expect(positions(talking)).to.deep.equal([1]);
    expect(text(talking)).to.not.match(/queue|released|returned/);
  });

  it('an agent who does not answer: the buyer has the choices, and can go on with the bot', async () => {
    const talking = await talk(`
      ${STARTED}
      buyer: human
      bot: handoff.queued
      agent: claim
      bot: handoff.joined
      agent: says: Hello
      bot: handoff.agent
      buyer: are you there?
      passes: 9
      buyer: hello?
      passes: 1
      bot: handoff.late
      buyer: Go on with the bot
      bot: handoff.withBot
      bot: refund.askOrder
    `);
    const outcome = await talking.agent({ command: 'message', epoch: 2, text: 'sorry' }, KIM);
    expect(outcome).to.deep.include({ kind: 'stale', owner: { kind: 'bot' } });
  });

  it('an agent who answers in time is not taken from the buyer by any word', () =>
    talk(`
      buyer: human
      bot: handoff.queued
      agent: claim
      bot: handoff.joined
      agent: says: Hello
      bot: handoff.agent
      buyer: go on with the bot
      buyer: leave the queue
      agent: says: Shall I?
      bot: handoff.agent
    `));
});

describe('a timer that was under way when the owner changed', () => {
  it('means nothing any more', async () => {
    const talking = await talk('buyer: human\nbot: handoff.queued');
    const ofQueue = talking.timers;
    await talk('agent: claim\nbot: handoff.joined', talking);
    const ofAgent = talking.timers;
    await talk('agent: release\nbot: handoff.queued\nagent: claim\nbot: handoff.joined', talking);
    talking.now += 60 * MINUTE;
    const before = talking.deskState;
    for (const timer of [...ofQueue, ...ofAgent]) await talking.fires(timer);
    expect(talking.heard).to.deep.equal([]);
    expect(talking.deskState).to.deep.equal({ ...before, listed: before.listed + ofQueue.length + ofAgent.length });
    expect([...ofQueue, ...ofAgent].map(({ id }) => id)).to.include.members(['desk.come', 'desk.place', 'desk.alive']);
  });
});

describe('outside of business hours', () => {
  // Monday noon in Beijing is Monday 05:00 in Berlin.
  const closed = () => new Conversation({ hours: HoursText.parse('Europe/Berlin Mon-Fri 09:00-18:00') }).open();

  it('the choices are put: to wait, to leave it as a case with a promise, to go on with the bot', async () => {
    const talking = await talk(
      `${STARTED}\nbuyer: human\nbot: handoff.outOfHours\nbot: refund.askOrder`,
      await closed(),
    );
    const [said] = talking.last;
    expect(said?.text).to.include('Monday, 23 November 2026, 08:00 UTC').and.to.include('17:00 UTC');
    expect(await talking.shelf.open()).to.deep.equal([]);
  });

  it('waits: in the queue, and the clock starts when people are there', async () =>
    talk(
      `
        buyer: human
        bot: handoff.outOfHours
        press: Wait here
        bot: handoff.queued
        passes: 249
        passes: 1
        bot: handoff.late
      `,
      await closed(),
    ));

  it('leaves it as a case', async () => {
    const talking = await talk(
      'buyer: human\nbot: handoff.outOfHours\npress: Leave it as a case\nbot: handoff.request',
      await closed(),
    );
    expect(await talking.shelf.open()).to.have.length(1);
  });

  it('goes on with the bot, or just writes on', async () => {
    await talk(
      'buyer: human\nbot: handoff.outOfHours\npress: Go on with the bot\nbot: handoff.withBot',
      await closed(),
    );
    await talk(
      'buyer: human\nbot: handoff.outOfHours\nbuyer: are there any fees?\nbot: faq.answer (fees)',
      await closed(),
    );
  });
});

describe('how it was', () => {
  const RESOLVED = `
    buyer: human
    bot: handoff.queued
    agent: claim
    bot: handoff.joined
    agent: resolve: seller paid
    bot: handoff.left
    bot: handoff.feedback
  `;
  const rating = async (talking: Conversation) =>
    (await talking.shelf.lines(talking.id, 0, 10)).find((line) => line.kind === 'system' && line.event === 'rated');

  it('a number from 1 to 5, and words behind it', async () => {
    const talking = await talk(`${RESOLVED}\nbuyer: 4, quick and kind\nbot: handoff.rated`);
    expect(await rating(talking)).to.deep.include({ by: KIM, facts: { score: 4, comment: 'quick and kind' } });
  });

  it('a number alone', async () => {
    const talking = await talk(`${RESOLVED}\npress: 5\nbot: handoff.rated`);
    expect(await rating(talking)).to.deep.include({ facts: { score: 5, comment: '' } });
  });

  for (const [message, score, comment] of [
    ['5 thank you very much', 5, 'thank you very much'],
    ['4 stars', 4, ''],
    ['4 out of 5', 4, ''],
    ['3/5, slow', 3, 'slow'],
  ] as const)
    it(`"${message}"`, async () => {
      const talking = await talk(`${RESOLVED}\nbuyer: ${message}\nbot: handoff.rated`);
      expect(await rating(talking)).to.deep.include({ facts: { score, comment } });
    });

  it('is skipped by a button', async () => {
    const talking = await talk(`${RESOLVED}\npress: Skip\nbot: handoff.rated`);
    expect(await rating(talking)).to.equal(undefined);
  });

  for (const [message, next] of Object.entries({
    'are there any fees?': 'bot: faq.answer (fees)',
    '5 of my 10 cups arrived broken': 'bot: refund.askOrder',
    '234193410001028893': 'bot: refund.askProblem',
  }))
    it(`does not stand in the way of "${message}"`, async () => {
      const talking = await talk(`${RESOLVED}\nbuyer: ${message}\n${next}`);
      expect(await rating(talking)).to.equal(undefined);
    });

  it('is asked for one message only', () =>
    talk(`${RESOLVED}\nbuyer: are there any fees?\nbot: faq.answer (fees)\nbuyer: 5\nbot: root.outOfScope`));
});

describe('a matter for people', () => {
  for (const [what, message, next] of [
    ['a legal threat', 'I will sue you, my lawyer will call', 'bot: root.complaint'],
    ['the police', 'I will go to the police about this seller', 'bot: root.complaint'],
    ['danger', 'the charger caught fire and burned my hand', 'bot: refund.askOrder'],
    ['a chargeback', 'I have started a chargeback for order 234193410001028893', 'bot: refund.askProblem'],
    ['a fake', 'the cups are fakes, order 234193410001028893', 'bot: refund.heed\nbot: refund.askDetails'],
  ] as const)
    it(`${what}: a person is asked to come at once, and the bot goes on`, () =>
      talk(`buyer: ${message}\nbot: handoff.queued\n${next}`));

  it('fraud: what to do now first', () =>
    talk('buyer: somebody used my card to buy things here\nbot: refund.ineligible\nbot: handoff.queued'));

  it('asked about it is not one', () =>
    talk('buyer: can I do a chargeback meanwhile?\nbot: faq.answer (chargeback_meanwhile)'));

  it('a person is asked once for it: who leaves the queue is not put there again', () =>
    talk(`
      buyer: I will sue you
      bot: handoff.queued
      bot: root.complaint
      buyer: leave the queue
      bot: handoff.outOfQueue
      buyer: I will sue you, really
      bot: root.complaint
    `));

  it('a seller who refused, or says nothing: a person is offered with the case', async () => {
    for (const [seller, offered] of [
      ['the seller refused', true],
      ['the seller has not answered for a week', true],
      ['we are still talking with the seller', false],
    ] as const) {
      const talking = await talk(`
        buyer: order 234193410001028893 came broken, all 500 cups cracked, noticed yesterday, ${seller}, I want a full refund, https://photos.example.com/1.jpg
        bot: refund.review
        buyer: submit
        bot: refund.filing
        bot: refund.filed
      `);
      const titles = talking.last[0]?.suggestedActions?.actions?.map(({ title }) => title) ?? [];
      expect(titles.includes('Talk to a person'), seller).to.equal(offered);
    }
  });
});
