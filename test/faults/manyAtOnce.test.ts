import { expect } from 'chai';
import type { TurnRunner } from '../../bots/turn/turnScope.js';
import { buyerMessage, openTestTurns, type TestTurns } from './support/testTurns.js';

const MESSAGES = 100;

describe('100 messages of one conversation at once', () => {
  it('are all taken, in the order in which they were accepted, each by one turn', async function () {
    this.timeout(30_000);
    const desk = await openTestTurns({ runner: () => counting });
    try {
      const { accepted, turned } = await sendAtOnce(desk);
      expect(turned).to.deep.equal(accepted);
      expect(await desk.store.state('conversation')).to.deep.equal({ count: MESSAGES });
    } finally {
      await desk.close();
    }
  });
});

/** The plainest bot that loses something when two turns overlap: it counts, and takes its time between read and write. */
const counting: TurnRunner = {
  async run({ state, message }) {
    // Its own state, as it wrote it the turn before.
    const count = (state as { count: number } | undefined)?.count ?? 0;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
    const activities = [{ type: 'message', text: String(message.body['text']), channelData: { key: 'counted' } }];
    return { state: { count: count + 1 }, activities, effects: [], timers: { set: [], cancel: [] } };
  },
  apologise() {
    throw new Error('no turn of this bot fails');
  },
};

async function sendAtOnce(desk: TestTurns): Promise<{ accepted: string[]; turned: string[] }> {
  const texts = Array.from({ length: MESSAGES }, (_, index) => `message ${index}`);
  const receipts = await Promise.all(
    texts.map((text) => {
      const message = buyerMessage(text, text);
      const entry = { id: `in|${text}`, at: message.at, activity: { type: 'message', text, from: { role: 'user' } } };
      return desk.turns.intake.receive('conversation', message, entry);
    }),
  );
  expect(receipts.every(({ kind }) => kind === 'accepted')).to.equal(true);
  for (;;) {
    const { entries } = await desk.store.log('conversation', { after: 0, limit: 1_000 });
    const textsOf = (mine: boolean) =>
      entries.filter(({ id }) => id.startsWith('in|') === mine).map(({ activity }) => String(activity['text']));
    const turned = textsOf(false);
    if (turned.length >= MESSAGES) return { accepted: textsOf(true), turned };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
