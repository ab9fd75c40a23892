import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { FaultPoint } from '../../bots/turn/probe.js';
import { type DeskProcess, startDesk } from '../faults/support/deskProcess.js';
import { openRedisDesks } from '../faults/support/redisDesks.js';
import { DirectLineClient, keysOf } from '../support/directLineClient.js';
import { until } from '../support/until.js';

/** What happens, in this order; each is one turn, the greeting being the first of all. */
const STEPS = [
  { buyer: 'my parcel arrived broken', says: 'refund.askOrder' },
  { buyer: 'human', says: 'handoff.queued' },
  { agent: { command: 'claim', epoch: 1 }, says: 'handoff.joined' },
  { agent: { command: 'message', epoch: 2, text: 'I am looking at it' }, says: 'handoff.agent' },
  { buyer: 'thank you, the number is 234193410001028893' },
  { agent: { command: 'note', text: 'for colleagues' } },
  { agent: { command: 'return', epoch: 2 }, says: 'handoff.left' },
  { buyer: '234193410001028893', says: 'refund.askDetails' },
] as const;

const WAITING = 3;
const CLAIM = 4;
const TO_BUYER = 5;
const TO_AGENT = 6;
const RETURN = 8;

/** Which pass of each point. Of effects the first remembers the conversation, then each turn tells the desk. */
const POINTS: Readonly<Partial<Record<FaultPoint, readonly number[]>>> = {
  accepted: [WAITING, CLAIM, TO_BUYER, RETURN],
  midTurn: [CLAIM, TO_AGENT],
  beforeCommit: [WAITING, CLAIM, TO_BUYER, TO_AGENT, RETURN],
  committed: [WAITING, CLAIM, TO_BUYER, RETURN],
  effectSent: [2, 3],
};

/** What a buyer and an agent do, wherever the desk is right now; after a death the same again, under the same ids. */
class Both {
  readonly buyer: DirectLineClient;
  #cookie = '';

  constructor(origin: string) {
    this.buyer = new DirectLineClient(origin);
  }

  async signIn(link: string): Promise<void> {
    const response = await fetch(link, { redirect: 'manual' });
    const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';');
    expect(cookie, 'the agent’s session').to.include('=');
    this.#cookie = cookie;
  }

  async does(step: (typeof STEPS)[number], index: number): Promise<void> {
    if ('buyer' in step) await this.buyer.post(`m${index}`, step.buyer);
    else {
      const { status, text } = await this.call('POST', 'commands', { id: `command-${index}`, ...step.agent });
      expect(status, text).to.equal(200);
    }
    if ('says' in step) await until(async () => keysOf(await this.buyer.activities()).includes(step.says));
  }

  async call(method: string, what: string, body?: object): Promise<{ status: number; text: string }> {
    const response = await fetch(`${this.buyer.origin}/desk/api/conversations/${this.buyer.conversationId}/${what}`, {
      method,
      headers: { cookie: this.#cookie, 'x-refund-desk': '1', 'Content-Type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, text: await response.text() };
  }

  /** Nothing was lost, nothing came twice, and all of it is in order, for both. */
  async isWhole(): Promise<void> {
    const activities = await this.buyer.activities();
    expect(keysOf(activities)).to.deep.equal([
      'root.welcome',
      'refund.askOrder',
      'handoff.queued',
      'handoff.joined',
      'handoff.agent',
      'handoff.left',
      'refund.askOrder',
      'refund.askDetails',
    ]);
    const said = activities.filter(({ from }) => from.role === 'user').map(({ text }) => text);
    expect(said).to.deep.equal(STEPS.flatMap((step) => ('buyer' in step ? [step.buyer] : [])));
    const lines = async () => {
      const { text } = await this.call('GET', 'thread');
      return (JSON.parse(text).lines as { n: number; event?: string; text?: string }[]).map(
        ({ n, event, text: note }) => `${n} ${event ?? note}`,
      );
    };
    await until(async () => (await lines()).length === 4);
    expect(await lines()).to.deep.equal(['1 queued', '2 joined', '3 for colleagues', '4 returned']);
    expect(JSON.stringify(activities)).to.not.include('colleagues');
  }
}

describe('kill -9 while a person takes over', () => {
  // Object.entries forgets the key's type; the object above has such points only.
  for (const [point, counts] of Object.entries(POINTS) as [FaultPoint, readonly number[]][])
    for (const count of counts)
      it(`at ${point}, pass ${count}, and a restart: the conversation goes on, nothing lost, nothing doubled`, async function () {
        this.timeout(60_000);
        const dataDir = await mkdtemp(join(tmpdir(), 'refund-desk-kill-desk-'));
        const desks: DeskProcess[] = [await startDesk(dataDir, { at: point, count })];
        try {
          const both = new Both(desks[0]?.origin ?? '');
          await both.signIn(desks[0]?.signInLink() ?? '');
          const restart = async () => {
            expect(await desks.at(-1)?.ended, 'how it ended').to.equal('SIGKILL');
            const next = await startDesk(dataDir);
            desks.push(next);
            both.buyer.origin = next.origin;
          };
          await persist(() => both.buyer.start(), restart);
          for (const [index, step] of STEPS.entries()) await persist(() => both.does(step, index), restart);
          // All of it may be through in the moment before it dies.
          await desks[0]?.ended;
          await persist(() => both.isWhole(), restart);
          expect(desks, 'it was killed, once').to.have.length(2);
        } finally {
          await Promise.all(desks.map((desk) => desk.stop()));
          await rm(dataDir, { recursive: true, force: true });
        }
      });

  it('of two on one Redis the other goes on with the claim, within three seconds', async function () {
    this.timeout(60_000);
    const desks = await openRedisDesks();
    try {
      const [doomed, other] = await Promise.all([desks.start({ at: 'midTurn', count: CLAIM }), desks.start()]);
      const both = new Both(doomed.origin);
      await both.signIn(doomed.signInLink() ?? '');
      await both.buyer.start();
      for (const [index, step] of STEPS.entries()) {
        const from = performance.now();
        await persist(
          () => both.does(step, index),
          async () => {
            expect(await doomed.ended).to.equal('SIGKILL');
            both.buyer.origin = other.origin;
          },
        );
        expect(performance.now() - from, JSON.stringify(step)).to.be.lessThan(3_500);
      }
      await both.isWhole();
      expect(both.buyer.origin).to.equal(other.origin);
    } finally {
      await desks.close();
    }
  });
});

/** Tries until it works; when the program is gone another one is asked. */
async function persist(call: () => Promise<unknown>, restart: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await call();
      return;
    } catch (error) {
      // fetch fails with a TypeError when nobody listens; an answer of the server, or a wait that ran out, is a finding.
      if (!(error instanceof TypeError) || tries === 3) throw error;
      await restart();
    }
  }
}
