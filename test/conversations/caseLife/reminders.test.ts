import { expect } from 'chai';
import { talk } from '../support/talk.js';

const DAY = 1_440;
const FILED = `
  buyer: order 234193410001028893 came broken, all 500 cups cracked, noticed yesterday, the seller has not answered for a week, I want a full refund, https://photos.example.com/1.jpg
  bot: refund.review
  buyer: submit
  bot: refund.filing
  bot: refund.filed
`;

describe('a buyer is reminded of the dates of their case', () => {
  it("the seller's time is over, the way up opens, the platform steps in: each once", async () => {
    const talking = await talk(`
      ${FILED}
      passes: ${3.5 * DAY}
      bot: case.reminder
    `);
    expect(talking.all.at(-1)?.text).to.include("The seller's time to answer is over.");
    await talk(`passes: ${DAY}\nbot: case.reminder`, talking);
    expect(talking.all.at(-1)?.text).to.include('From now on you may escalate');
    expect(talking.all.at(-1)?.suggestedActions?.actions?.map(({ title }) => title)).to.include(
      'Escalate to the platform',
    );
    await talk(`passes: ${4 * DAY}\nbot: case.reminder`, talking);
    await talk(`passes: ${30 * DAY}`, talking);
    expect(talking.timers).to.deep.equal([]);
  });

  it('at most one a day, whatever other case there was one of since this was set', async () => {
    const talking = await talk(FILED);
    const [timer] = talking.timers;
    if (!timer) throw new Error('no timer');
    talking.timers = [];
    talking.now = timer.at;
    // A day later it is still night for the buyer, and an hour after that it is morning.
    const remindedAt = timer.at - 3_600_000;
    talking.state = { ...(talking.state as object), remindedAt };
    await talking.fires(timer);
    expect(talking.heard).to.deep.equal([]);
    expect(talking.timers.map(({ at }) => at)).to.deep.equal([timer.at + DAY * 60_000]);
    await talk(`passes: ${DAY}\nbot: case.reminder`, talking);
  });

  it('no reminder of what has been done meanwhile', () =>
    talk(`${FILED}\npasses: ${2 * DAY}\ncase: sellerProposes\nbot: case.proposal\npasses: ${1.8 * DAY}`));

  it('stops when told to, and goes on when told to', async () => {
    const talking = await talk(`
      ${FILED}
      passes: ${3.5 * DAY}
      bot: case.reminder
      press: Stop reminders
      bot: case.noReminders
      passes: ${DAY}
      buyer: Remind me again
      bot: case.remindersAgain
      passes: ${4 * DAY}
      bot: case.reminder
      bot: case.reminder
    `);
    // Of the other case that the demo's buyer has, and of this one, with a day in between.
    const said = talking.all.filter(({ channelData }) => channelData.key === 'case.reminder').slice(-2);
    expect(new Set(said.map(({ channelData }) => channelData.caseId))).to.have.property('size', 2);
    await talk(`passes: ${10}`, talking);
  });

  it('does not talk over a person: the agents see that something was withheld', async () => {
    const talking = await talk(`
      ${FILED}
      buyer: human
      bot: handoff.queued
      agent: claim
      bot: handoff.joined
      agent: says: I am looking at it
      bot: handoff.agent
      passes: ${3.5 * DAY}
    `);
    const lines = await talking.shelf.lines(talking.id, 0, 50);
    expect(lines.filter((line) => line.kind === 'system' && line.event === 'withheld')).to.have.length(1);
  });
});
