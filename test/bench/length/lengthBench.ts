import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openRedisServer } from '../../support/redisServer.js';
import { BenchProcess } from '../benchProcess.js';
import { openAgent } from '../directLine.js';
import { load, median } from '../figures.js';
import { writeSection } from '../section.js';
import { type LengthRound, type LengthRun, lengthSection } from './lengthSection.js';
import { LongChat, TURNS_OF_A_ROUND } from './longChat.js';
import { StoreMeter } from './storeMeter.js';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    store: { type: 'string', default: 'embedded,redis' },
    lengths: { type: 'string', default: '10,100,1000' },
    write: { type: 'string' },
  },
});

const loadBefore = load();
const rounds = Number(options.rounds);
const lengths = options.lengths.split(',').map(Number);
const runs: LengthRun[] = [];
for (const store of options.store.split(',')) {
  if (store !== 'embedded' && store !== 'redis')
    throw new Error(`bench: --store takes embedded and redis, not "${store}"`);
  runs.push(...(await run(store)));
}
const about = { at: new Date(), loadBefore, rounds };
writeSection(options.write, 'bench:length', lengthSection(runs, about));

async function run(store: LengthRun['store']): Promise<readonly LengthRun[]> {
  mkdirSync('.cache', { recursive: true });
  const folder = resolve(mkdtempSync(join('.cache', 'bench-length-')));
  const redis = store === 'redis' ? await openRedisServer({ settings: [`dir ${folder}`] }) : undefined;
  const secret = randomBytes(24).toString('base64url');
  let desk: BenchProcess | undefined;
  try {
    desk = await BenchProcess.start('./deskServer.js', {
      DIRECTLINE_SECRET: secret,
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: join(folder, 'data'),
      BURST_LIMIT: '10000',
      ...(redis ? { STORE: 'redis', REDIS_URL: redis.url } : {}),
    });
    const { origin } = desk;
    const agent = openAgent();
    const chats = await Promise.all(lengths.map((before) => LongChat.open(origin, agent, secret, before)));
    const meter = await StoreMeter.of(desk, redis);
    const found = chats.map((chat) => ({ chat, rounds: [] as LengthRound[] }));
    for (let round = 0; round < rounds; round++) {
      // Who goes first changes, so that what the machine does meanwhile falls on all.
      const order = [...found.slice(round % found.length), ...found.slice(0, round % found.length)];
      for (const each of order) each.rounds.push(await measure(each.chat, meter));
    }
    for (const chat of chats) chat.close();
    process.stdout.write(`${store}: ${rounds} rounds of ${TURNS_OF_A_ROUND} turns at each length\n`);
    return found.map(({ chat, rounds: measured }) => ({ store, before: chat.before, rounds: measured }));
  } finally {
    await desk?.stop();
    await redis?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(chat: LongChat, meter: StoreMeter): Promise<LengthRound> {
  const times: number[] = [];
  const { used } = await meter.during(async () => {
    for (let turn = 0; turn < TURNS_OF_A_ROUND; turn++) times.push(await chat.ask());
  });
  return {
    ms: median(times),
    cpuMs: used.cpuMs / TURNS_OF_A_ROUND,
    scripts: used.scripts / TURNS_OF_A_ROUND,
    kbRead: used.bytesOut / TURNS_OF_A_ROUND / 1_024,
    kbWritten: used.bytesIn / TURNS_OF_A_ROUND / 1_024,
  };
}
