import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { deskOf } from '../../services/desk/deskOf.js';
import { openRedisServer, type RedisServer } from '../support/redisServer.js';
import { until } from '../support/until.js';
import { onRedis, openTestDesk, type TestDesk } from './support/testDesk.js';

const AGENTS = ['kim', 'lee', 'ada'];
const CONVERSATIONS = 12;
const COMMANDS = 15;
type Answered = { readonly command: string; readonly text: string; readonly status: number; readonly epoch: number };

for (const kind of ['embedded', 'redis'] as const)
  describe(`buyers and agents at once, ${kind}`, function () {
    this.timeout(60_000);
    let redis: RedisServer | undefined;
    let desk: TestDesk;
    let cookies: string[];
    before(async () => {
      redis = kind === 'redis' ? await openRedisServer() : undefined;
      desk = await openTestDesk(redis ? { settings: onRedis(redis.url) } : {});
      cookies = await Promise.all(AGENTS.map((id) => desk.signIn({ id, name: id, role: 'agent', capacity: 50 })));
    });
    after(async () => {
      await desk.close();
      await redis?.close();
    });

    it('nothing is lost, doubled or out of order, and no two agents have a conversation in one epoch', async () => {
      await Promise.all(Array.from({ length: CONVERSATIONS }, (_, at) => plays(seeded(at + 1))));
    });

    async function plays(random: () => number): Promise<void> {
      const id = randomUUID();
      await desk.buyer(id, 'human');
      await desk.hears(id, 'handoff.queued');
      const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T; // never empty
      const path = `/desk/api/conversations/${id}/commands`;

      const commands = async (agentAt: number): Promise<Answered[]> => {
        const answered: Answered[] = [];
        let epoch = 1;
        for (let at = 0; at < COMMANDS; at += 1) {
          const command = pick(['claim', 'claim', 'message', 'message', 'note', 'release', 'return']);
          const text = `${AGENTS[agentAt]} ${at}`;
          const words = command === 'message' || command === 'note' ? { text } : {};
          const body = { id: `command-${at}`, command, ...(command === 'note' ? {} : { epoch }), ...words };
          const again = random() < 0.2 ? 2 : 1;
          const answers = await Promise.all(
            Array.from({ length: again }, () => desk.post(cookies[agentAt] ?? '', path, body)),
          );
          for (const answer of answers) expect(answer).to.deep.equal(answers[0]);
          const { status, body: told } = answers[0] ?? { status: 0, body: {} };
          expect([200, 403, 409]).to.include(status);
          epoch = told.epoch;
          answered.push({ command, text, status, epoch });
        }
        return answered;
      };
      const buyer = async () => {
        for (let at = 0; at < 10; at += 1) {
          await desk.buyer(id, `line ${at}`);
          await new Promise((resolve) => setTimeout(resolve, random() * 10));
        }
      };
      const [byAgent] = await Promise.all([Promise.all(AGENTS.map((_, at) => commands(at))), buyer()]);

      const done = byAgent.flat().filter(({ status }) => status === 200);
      const epochs = done
        .filter(({ command }) => ['claim', 'release', 'return'].includes(command))
        .map(({ epoch }) => epoch);
      expect(new Set(epochs).size, 'each change of owner has its own epoch').to.equal(epochs.length);

      const { entries } = await desk.store.log(id, { after: 0, limit: 1_000 });
      const texts = entries.map(({ activity }) => String(activity['text']));
      expect(texts.filter((text) => /^line \d$/.test(text))).to.deep.equal(
        Array.from({ length: 10 }, (_, at) => `line ${at}`),
      );
      for (const [at, answered] of byAgent.entries()) {
        const wrote = answered.filter(({ command, status }) => command === 'message' && status === 200);
        const heard = texts.filter((text) => text.startsWith(`${AGENTS[at]} `) && /^\w+ \d+$/.test(text));
        expect(heard, `what ${AGENTS[at]} wrote`).to.deep.equal(wrote.map(({ text }) => text));
      }
      const notes = done.filter(({ command }) => command === 'note').map(({ text }) => text);
      let lines: { n: number; kind: string; text: string }[] = [];
      await until(async () => {
        const { body } = await desk.get(cookies[0] ?? '', `/desk/api/conversations/${id}/thread`);
        lines = body.lines;
        return body.lines.length === deskOf(await desk.store.state(id)).lines;
      });
      expect(lines.map(({ n }) => n)).to.deep.equal(lines.map((_, at) => at + 1));
      expect(lines.flatMap((line) => (line.kind === 'note' ? [line.text] : []))).to.have.members(notes);
      // The log's activities are ours.
      expect(silenceBroken(entries.map(({ activity }) => activity as Said)), texts.join(' | ')).to.deep.equal([]);
    }
  });

type Said = {
  readonly channelData?: { readonly key?: string };
  readonly suggestedActions?: { readonly actions: readonly { readonly title: string }[] };
};

/** What the bot said by itself between a person's coming, or the wait for one, and their going. */
function silenceBroken(said: readonly Said[]): string[] {
  let silent = false;
  return said.flatMap(({ channelData, suggestedActions }) => {
    const key = channelData?.key ?? '';
    const offersBot = suggestedActions?.actions.some(({ title }) => title === 'Go on with the bot') ?? false;
    if (key === 'handoff.queued') silent = offersBot;
    if (key === 'handoff.joined') silent = true;
    if (key === 'handoff.left') silent = false;
    return silent && key !== '' && !key.startsWith('handoff.') ? [key] : [];
  });
}

/** Numbers from 0 to 1, the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
