import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { load } from '../figures.js';
import { drive, type Measured } from '../load.js';
import { writeSection } from '../section.js';
import { type Fsync, openRedisDesk, type RedisDesk } from './redisDesk.js';
import { type Run, redisSection } from './redisSection.js';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    /** Of each round at more than 1; those at 1 are half as long. */
    seconds: { type: 'string', default: '8' },
    processes: { type: 'string', default: '1,2,3' },
    fsync: { type: 'string', default: 'everysec,always' },
    atOnce: { type: 'string', default: '1,32,64,256' },
    write: { type: 'string' },
    /** A folder: the first process is profiled into it in its last round at the most at once. */
    profile: { type: 'string' },
  },
});

/** V8 compiles the hot paths of every process in the first seconds. */
const WARM_UP_SECONDS = 6;
/** More than are filed here; every buyer needs an order beforehand. */
const FILINGS_PER_SECOND = 400;

const loadBefore = load();
const rounds = Number(options.rounds);
const seconds = Number(options.seconds);
const loads = options.atOnce.split(',').map(Number);
const busiest = Math.max(...loads);

const runs: Run[] = [];
const memory: number[] = [];
for (const fsync of options.fsync.split(',').map(readFsync)) {
  for (const processes of options.processes.split(',').map(Number)) {
    const buyers = Math.ceil(
      (WARM_UP_SECONDS * processes + rounds * loads.length * seconds) * FILINGS_PER_SECOND + busiest * rounds,
    );
    const desk = await openRedisDesk({ processes, fsync, buyers });
    try {
      runs.push(...(await measure(desk, { processes, fsync })));
      memory.push(await desk.memoryEach());
    } finally {
      await desk.close();
    }
  }
}
writeSection(options.write, 'bench:redis', redisSection(runs, { at: new Date(), loadBefore, seconds, memory }));

async function measure({ target }: RedisDesk, way: Pick<Run, 'processes' | 'fsync'>): Promise<readonly Run[]> {
  const warm = Math.min(64, busiest);
  const { filed } = await drive(target, warm, WARM_UP_SECONDS * way.processes, warm);
  let pace = filed / (WARM_UP_SECONDS * way.processes);
  const found = loads.map((atOnce) => ({ ...way, atOnce, rounds: [] as Measured[] }));
  for (let round = 1; round <= rounds; round++) {
    for (const run of found) {
      const isProfiled = options.profile !== undefined && round === rounds && run.atOnce === busiest;
      if (isProfiled) await target.servers[0].profiling();
      const lasts = run.atOnce === 1 ? seconds / 2 : seconds;
      const ahead = run.atOnce === 1 ? 1 : run.atOnce + Math.ceil(pace * lasts * 1.25);
      const measured = await drive(target, run.atOnce, lasts, ahead);
      if (run.atOnce > 1) pace = measured.filed / lasts;
      run.rounds.push(measured);
      if (isProfiled) {
        const name = `redis-${way.fsync}-${way.processes}.cpuprofile`;
        await target.servers[0].profiling(join(options.profile ?? '', name));
      }
      process.stdout.write(
        `${way.fsync}, ${way.processes} process(es), ${run.atOnce} at once, round ${round} of ${rounds}: ` +
          `${measured.turnsPerSecond.toFixed(0)} turns/s, p99 ${measured.p99.toFixed(0)} ms\n`,
      );
    }
  }
  return found;
}

function readFsync(text: string): Fsync {
  if (text === 'everysec' || text === 'always') return text;
  throw new Error(`bench: --fsync takes everysec and always, not "${text}"`);
}
