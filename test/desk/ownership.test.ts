import { expect } from 'chai';
import fc from 'fast-check';
import type { NewEffect } from '../../services/conversations/conversationStore.js';
import type { DeskCommand } from '../../services/desk/deskCommand.js';
import { Conversation, talk } from '../conversations/support/talk.js';
import { AGENTS, DeskModel, type Step } from './support/deskModel.js';

/** More in the long form, `npm run test:desk`. */
const RUNS = Number(process.env['DESK_RUNS'] ?? 500);
const LENGTH = 30;

const agent = fc.constantFrom(...AGENTS);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      buyer: fc.constantFrom(
        'human',
        'human',
        'fees',
        'Go on with the bot',
        'Leave the queue',
        'Leave it as a case',
        'Wait here',
      ),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      agent,
      does: fc.constantFrom(
        'claim',
        'claim',
        'message',
        'message',
        'note',
        'release',
        'transfer',
        'return',
        'resolve',
        'amend',
      ),
      isOld: fc.constantFrom(false, false, false, false, true),
      to: agent,
    }),
  },
  { weight: 1, arbitrary: fc.constant({ result: true } as const) },
  {
    weight: 2,
    arbitrary: fc.record({
      passesMs: fc.constantFrom(1_000, 29_000, 31_000, 5 * 60_000, 11 * 60_000, 1_441 * 60_000),
      alive: fc.boolean(),
    }),
  },
);

describe('who answers a buyer', function () {
  this.timeout(Math.max(120_000, RUNS * 400));
  let prepared: { readonly state: string; readonly held: readonly NewEffect[] };

  /** A case is on its way, and its result has not come. */
  before(async () => {
    const talking = await new Conversation().open();
    talking.held = [];
    await talk(
      `
        buyer: order 234193410001028893 came broken, all 500 cups cracked, noticed yesterday, the seller refused, I want a full refund, https://photos.example.com/1.jpg
        bot: refund.review
        buyer: submit
        bot: refund.filing
      `,
      talking,
    );
    prepared = { state: JSON.stringify(talking.state), held: talking.held };
  });

  it(`is exactly one, in ${RUNS} random interleavings: nothing lost, doubled, out of order, or heard by the wrong party`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: LENGTH, size: 'max' }), (steps) => plays(steps)),
      { numRuns: RUNS },
    );
  });

  async function plays(steps: readonly Step[]): Promise<void> {
    const talking = await new Conversation().open();
    talking.state = JSON.parse(prepared.state);
    talking.held = [...prepared.held];
    const model = new DeskModel();
    const start = talking.now;
    const [written, notes]: [string[], string[]] = [[], []];
    const spoken: string[] = [];
    for (const [at, drawn] of steps.entries()) {
      const each = asPlayed(drawn, model);
      const wasSilent = model.isSilent;
      const expected = model.take(each);
      const outcome = await does(talking, each, at);
      const heard = talking.heard.splice(0);
      const keys = heard.map(({ channelData }) => String(channelData.key));
      const told = `step ${at}: ${JSON.stringify(each)}, heard ${keys.join(', ')}`;

      const ofBot = keys.filter((key) => !key.startsWith('handoff.'));
      if (expected.includes('bot')) expect(ofBot, told).to.not.deep.equal([]);
      if (wasSilent && model.isSilent) expect(ofBot, told).to.deep.equal([]);
      const ofPerson = keys.filter((key) => key.startsWith('handoff.'));
      expect(ofPerson, told).to.deep.equal(expected.filter((key) => key !== 'bot'));
      if (outcome !== undefined) expect(outcome, told).to.equal(model.outcome);
      spoken.push(
        ...heard.flatMap(({ channelData, text }) => (channelData.key === 'handoff.agent' ? [String(text)] : [])),
      );
      if (outcome === 'done' && 'agent' in each) {
        if (each.does === 'message') written.push(`words ${at}`);
        if (each.does === 'note') notes.push(`note ${at}`);
        if (each.does === 'transfer') notes.push(`comment ${at}`);
      }
      for (const { text = '' } of heard) expect(text, told).to.not.match(/note \d|comment \d/);

      const { owner, epoch, lines } = talking.deskState;
      const isOwner =
        owner.kind === 'queued'
          ? owner.withBot
            ? 'queueWithBot'
            : 'queue'
          : owner.kind === 'agent'
            ? owner.agent.id
            : 'bot';
      expect([isOwner, epoch, lines, talking.now - start], told).to.deep.equal([
        model.owner,
        model.epoch,
        model.lines,
        model.now,
      ]);
    }
    expect(spoken, 'what the agents wrote').to.deep.equal(written);
    const lines = await talking.shelf.lines(talking.id, 0, 1_000);
    expect(lines.map(({ n }) => n)).to.deep.equal(Array.from({ length: model.lines }, (_, index) => index + 1));
    expect(lines.flatMap((line) => (line.kind === 'note' ? [line.text] : []))).to.deep.equal(notes);
    expect(JSON.stringify(talking.state)).to.not.match(/note \d|comment \d/);
    expect((await talking.cases.cases(talking.buyerId)).length).to.equal(model.isFiling ? 1 : 2);
    const isListed = (await talking.shelf.open()).length === 1;
    expect(isListed, 'in the list').to.equal(model.owner !== 'bot' || talking.deskState.request !== undefined);
  }
});

/** To the bot alone choices are words like any other, and only it is left alone for a day: each half minute is a turn. */
function asPlayed(step: Step, { owner }: DeskModel): Step {
  if ('buyer' in step && step.buyer !== 'human' && owner === 'bot') return { buyer: 'fees' };
  if ('passesMs' in step && owner !== 'bot') return { ...step, passesMs: Math.min(step.passesMs, 11 * 60_000) };
  return step;
}

/** What became of a command. */
async function does(talking: Conversation, step: Step, at: number): Promise<string | undefined> {
  if ('buyer' in step) await talking.says(step.buyer === 'fees' ? 'are there any fees?' : step.buyer);
  else if ('result' in step) await talking.release();
  else if ('passesMs' in step) await talking.passes(step.passesMs, step.alive ? AGENTS : []);
  else {
    const epoch = Math.max(0, talking.deskState.epoch - (step.isOld ? 1 : 0));
    const who = { id: step.agent, name: step.agent };
    return (await talking.agent(commandOf(step, at, epoch), who)).kind;
  }
  return undefined;
}

function commandOf({ does: command, to }: Extract<Step, { agent: unknown }>, at: number, epoch: number): DeskCommand {
  switch (command) {
    case 'message':
      return { command, epoch, text: `words ${at}` };
    case 'note':
      return { command, text: `note ${at}` };
    case 'transfer':
      return { command, epoch, to: { id: to, name: to }, comment: `comment ${at}` };
    // What is filed cannot be changed any more, whoever asks.
    case 'amend':
      return { command, epoch, field: 'affected', value: '12' };
    case 'resolve':
      return { command, epoch, reason: 'settled' };
    default:
      return { command, epoch };
  }
}
