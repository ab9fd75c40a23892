import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freePort, openRedisServer } from '../../support/redisServer.js';
import { BenchProcess } from '../benchProcess.js';
import { openAgent } from '../directLine.js';
import { load } from '../figures.js';
import { writeSection } from '../section.js';
import { buyer } from '../seed.js';
import { type DeskRun, deskSection } from './deskSection.js';
import { seedAgents } from './seedAgents.js';
import { AgentSide, Talk } from './talk.js';

const { values: options } = parseArgs({
  options: {
    conversations: { type: 'string', default: '200' },
    agents: { type: 'string', default: '40' },
    /** Messages a second, in each direction. */
    rate: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '60' },
    store: { type: 'string', default: 'embedded,redis' },
    write: { type: 'string' },
  },
});

/** V8 compiles the hot paths in the first seconds. */
const WARM_UP_SECONDS = 8;

const loadBefore = load();
const [conversations, agents] = [Number(options.conversations), Number(options.agents)];
const [rate, seconds] = [Number(options.rate), Number(options.seconds)];
const runs: DeskRun[] = [];
for (const store of options.store.split(',')) {
  if (store !== 'embedded' && store !== 'redis')
    throw new Error(`bench: --store takes embedded and redis, not "${store}"`);
  runs.push(await run(store));
}
writeSection(
  options.write,
  'bench:desk',
  deskSection(runs, { at: new Date(), loadBefore, conversations, agents, rate, seconds }),
);

async function run(store: DeskRun['store']): Promise<DeskRun> {
  mkdirSync('.cache', { recursive: true });
  const folder = resolve(mkdtempSync(join('.cache', 'bench-desk-')));
  const redis = store === 'redis' ? await openRedisServer({ settings: [`dir ${folder}`] }) : undefined;
  const secret = randomBytes(24).toString('base64url');
  const dataDir = join(folder, 'data');
  const cookies = await seedAgents(redis ? { redis: redis.url } : { dataDir }, agents);
  let desk: BenchProcess | undefined;
  const sides: AgentSide[] = [];
  try {
    desk = await BenchProcess.start('./deskServer.js', {
      DIRECTLINE_SECRET: secret,
      PORT: String(await freePort()),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      ...(redis ? { STORE: 'redis', REDIS_URL: redis.url } : {}),
    });
    const { origin } = desk;
    const connections = openAgent();
    for (const cookie of cookies) sides.push(await AgentSide.open(origin, cookie));
    const talks: Talk[] = [];
    for (let number = 0; number < conversations; number += 1) {
      const side = sides[number % sides.length];
      if (side) talks.push(await Talk.open(origin, connections, secret, buyer(number).id, side));
    }
    process.stdout.write(`${store}: ${talks.length} conversations with ${sides.length} agents\n`);
    await exchange(talks, WARM_UP_SECONDS);
    const before = await desk.usage();
    const from = performance.now();
    const { toBuyer, toAgent } = await exchange(talks, seconds);
    const after = await desk.usage();
    const cores = (after.cpuMs - before.cpuMs) / (performance.now() - from);
    return { store, toBuyer: sorted(toBuyer), toAgent: sorted(toAgent), cores, rssMb: after.rssBytes / 2 ** 20 };
  } finally {
    for (const side of sides) side.close();
    await desk?.stop();
    await redis?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Both write at their rate, whatever is still under way, each time in the next conversation; ms from the request to the frame. */
async function exchange(talks: readonly Talk[], lasts: number) {
  const toBuyer: Promise<number>[] = [];
  const toAgent: Promise<number>[] = [];
  const from = performance.now();
  for (let number = 0; number < rate * lasts; number += 1) {
    await sleep(Math.max(0, from + (number * 1_000) / rate - performance.now()));
    const [one, other] = [talks[number % talks.length], talks[(number + talks.length / 2) % talks.length]];
    if (!one || !other) throw new Error('bench: there is no conversation');
    const [said, asked] = [`from the agent ${number} ${Math.random()}`, `from the buyer ${number} ${Math.random()}`];
    toBuyer.push(timed(() => one.agentSays(said), one.byBuyer.hear(said)));
    toAgent.push(timed(() => other.buyerSays(asked), other.byAgent.hear(asked)));
  }
  return { toBuyer: await Promise.all(toBuyer), toAgent: await Promise.all(toAgent) };
}

async function timed(send: () => Promise<void>, heard: Promise<number>): Promise<number> {
  const from = performance.now();
  const [at] = await Promise.all([heard, send()]);
  return at - from;
}

function sorted(times: readonly number[]): readonly number[] {
  return [...times].sort((one, other) => one - other);
}
