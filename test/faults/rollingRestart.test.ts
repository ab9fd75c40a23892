import { expect } from 'chai';
import { keysOf } from '../support/directLineClient.js';
import { until } from '../support/until.js';
import { DeskPool, PooledChat } from './support/deskPool.js';
import type { DeskProcess } from './support/deskProcess.js';
import { FILED_KEYS, FILING } from './support/filingScript.js';
import { openStream } from './support/openStream.js';
import { openRedisDesks } from './support/redisDesks.js';

/**
 * Slow enough that a signal always finds turns under way, and messages behind them; and a lease that no answer waits for,
 * so that those are answered only when they are let go of.
 */
const SLOW_TURNS = { at: 'midTurn', count: 'each', hangMs: 150, leaseMs: 60_000 } as const;
const PROCESSES = 3;
const CHATS_AT_ONCE = 4;
/** Each has an answer of its own, so that their order shows. */
const QUESTIONS = [
  'are there any fees?',
  'how long does it take?',
  'what if the seller refuses?',
  'is it safe?',
  'what evidence do you need?',
];

it('rolling restart: three processes replaced one by one under load, and nobody notices', async function () {
  this.timeout(120_000);
  const desks = await openRedisDesks();
  const pool = new DeskPool();
  const started: DeskProcess[] = [];
  const join = async (): Promise<DeskProcess> => {
    const desk = await desks.start(SLOW_TURNS);
    started.push(desk);
    pool.origins.push(desk.origin);
    return desk;
  };
  try {
    const old = await Promise.all(Array.from({ length: PROCESSES }, join));
    const expected = await askAll(pool);
    const filing = await beginFiling(pool);

    let turns = expected.turns;
    let isOver = false;
    const load = Array.from({ length: CHATS_AT_ONCE }, async () => {
      while (!isOver) {
        const chat = await askAll(pool);
        expect(chat.said).to.deep.equal(expected.said);
        turns += chat.turns;
      }
    });
    const restart = async (): Promise<void> => {
      for (const desk of old) {
        await new Promise((resolve) => setTimeout(resolve, 300));
        const watching = await filing.watchAt(desk);
        const from = performance.now();
        desk.child.kill('SIGTERM');
        expect(await desk.ended).to.equal(0);
        expect(performance.now() - from).to.be.lessThan(10_000);
        pool.origins.splice(pool.origins.indexOf(desk.origin), 1);
        expect(await watching.closed).to.equal(1012);
        await join();
        await filing.goOn();
      }
      isOver = true;
    };
    await Promise.all([restart(), ...load]);
    await filing.end();

    // Those of the load as well, as many as were just there.
    expect(pool.codes.filter((code) => code !== 1012)).to.deep.equal([]);
    // Each turn was run by one process, once: those under way were finished, not thrown away.
    expect(started.reduce((sum, desk) => sum + desk.passes(), 0)).to.equal(turns + filing.turns);
  } finally {
    await desks.close();
  }
});

/** A new conversation that asks everything at once, the next question as soon as the last one is acknowledged. */
async function askAll(pool: DeskPool) {
  const chat = new PooledChat(pool);
  await chat.begin();
  for (const [index, question] of QUESTIONS.entries()) await chat.post(`q${index}`, question);
  // The greeting comes first.
  await until(() => keysOf(chat.seen).length > QUESTIONS.length);
  const activities = await chat.activities();
  await chat.leave();
  // What the stream brought, over all its connections, is the transcript: nothing missing, twice or elsewhere.
  expect(chat.seen.map(({ id }) => id)).to.deep.equal(activities.map(({ id }) => id));
  const asked = activities.filter(({ from }) => from.role === 'user').map(({ text }) => text);
  expect(asked).to.deep.equal(QUESTIONS);
  return { said: answersIn(activities), turns: QUESTIONS.length + 1 };
}

function answersIn(activities: readonly { text?: string; channelData?: { key?: string } }[]) {
  return activities.filter(({ channelData }) => channelData?.key !== undefined).map(({ text }) => text);
}

/** One conversation that lives through all of it, and opens its case at the end. */
async function beginFiling(pool: DeskPool) {
  const chat = new PooledChat(pool);
  await chat.begin();
  let next = 0;
  const say = async (): Promise<void> => {
    await chat.post(`f${next}`, FILING[next] ?? '');
    next += 1;
    await until(() => keysOf(chat.seen).length > next);
  };
  return {
    /** The greeting, each message, and the result of opening the case. */
    turns: FILING.length + 2,
    /** One more stream of it, at this process. */
    watchAt: (desk: DeskProcess) => openStream(desk, chat.client),
    async goOn(): Promise<void> {
      await say();
      await say();
    },
    async end(): Promise<void> {
      while (next < FILING.length) await say();
      const keys = ['root.welcome', ...FILED_KEYS];
      await until(() => keysOf(chat.seen).length === keys.length);
      expect(keysOf(await chat.activities())).to.deep.equal(keys);
      await chat.leave();
    },
  };
}
