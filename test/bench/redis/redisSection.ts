import { measuredOn, median, spread, table } from '../figures.js';
import type { Measured } from '../load.js';
import type { Fsync } from './redisDesk.js';

/** The rounds of one way to run. */
export type Run = {
  readonly processes: number;
  readonly fsync: Fsync;
  readonly atOnce: number;
  readonly rounds: readonly Measured[];
};

type About = {
  readonly at: Date;
  readonly loadBefore: number;
  readonly seconds: number;
  /** Bytes a conversation, of each desk. */
  readonly memory: readonly number[];
};

const COLUMNS = [
  { title: 'turns/s', field: 'turnsPerSecond', digits: 0 },
  { title: 'p50, ms', field: 'p50', digits: 1 },
  { title: 'p99, ms', field: 'p99', digits: 0 },
  { title: 'processes, cores', field: 'serverCores', digits: 2 },
  { title: 'Redis, cores', field: 'redisCores', digits: 2 },
  { title: 'driver, cores', field: 'driverCores', digits: 2 },
  { title: 'CPU of the processes, ms a turn', field: 'cpuPerTurn', digits: 2 },
  { title: 'scripts a turn', field: 'scriptsPerTurn', digits: 2 },
  { title: 'KB from Redis a turn', field: 'redisBytesPerTurn', digits: 1, per: 1_024 },
] as const satisfies readonly Column[];

type Column = {
  readonly title: string;
  readonly field: keyof Measured;
  readonly digits: number;
  readonly per?: number;
};

/** The goal is on 2 cores, which the processes, Redis and the driver share. */
const GOAL = { turnsPerSecond: 600, aim: 1_000, p99: 150 };

/** The part of docs/benchmarks.md about several processes on one Redis. */
export function redisSection(runs: readonly Run[], { at, loadBefore, seconds, memory }: About): string {
  const [first] = runs;
  return `## Several processes on one Redis

${measuredOn(at, loadBefore)} Redis, processes and driver share the machine.

* ${verdictOf(runs.filter(({ fsync }) => fsync === 'everysec'))}
* memory of Redis for a conversation of 7 turns with its case: ${spread(
    memory.map((bytes) => bytes / 1_024),
    1,
  )} KB

${tablesOf(runs)}

Medians of ${first?.rounds.length ?? 0} round(s) of ${seconds} s (${seconds / 2} s at 1) after a warm-up; turns/s and p99 with the least and the greatest.
A turn is as beside the stock bot: posted by HTTP, and its last reply read on the WebSocket, through whole filings that
end with a case. With more than one process a conversation has its stream on one and posts to the next, so every line
crosses Redis. The loop is closed: a server that pauses is asked less meanwhile, and p99 understates long pauses.
Scripts are counted by Redis itself (\`INFO commandstats\`), those of the sweepers and of effects too; its bytes are all that it
sends, also to the other processes as news. The append-only file is on the disk of the checkout.

\`\`\`
npm run bench:redis                                   # prints
npm run bench:redis -- --write docs/benchmarks.md     # and into this page
npm run bench:redis -- --rounds 1 --seconds 3 --processes 1,3 --fsync everysec --atOnce 64    # a quick look
npm run bench:redis -- --processes 1 --profile <folder>
\`\`\``;
}

function tablesOf(runs: readonly Run[]): string {
  return [...new Set(runs.map(({ fsync }) => fsync))]
    .map((fsync) => {
      const rows = runs
        .filter((run) => run.fsync === fsync)
        .map(({ processes, atOnce, rounds }) => [
          String(processes),
          String(atOnce),
          ...COLUMNS.map((column) => cell(column, rounds)),
        ]);
      const head = ['processes', 'at once', ...COLUMNS.map(({ title }) => title)];
      return `### appendfsync ${fsync}\n\n${table([head, ...rows])}`;
    })
    .join('\n\n');
}

function cell({ field, digits, per = 1 }: Column, rounds: readonly Measured[]): string {
  const numbers = rounds.map((round) => round[field] / per);
  return field === 'turnsPerSecond' || field === 'p99' ? spread(numbers, digits) : median(numbers).toFixed(digits);
}

/** The fastest way of those that keep p99. */
function verdictOf(runs: readonly Run[]): string {
  const goal = `${GOAL.turnsPerSecond} turns/s (aim ${GOAL.aim}) at p99 under ${GOAL.p99} ms with everysec`;
  const found = runs.map(({ processes, atOnce, rounds }) => ({
    processes,
    atOnce,
    turnsPerSecond: median(rounds.map((round) => round.turnsPerSecond)),
    p99: median(rounds.map((round) => round.p99)),
  }));
  const [best] = found
    .filter(({ p99 }) => p99 < GOAL.p99)
    .sort((one, other) => other.turnsPerSecond - one.turnsPerSecond);
  if (!best) return `goal ${goal}: not met, no way to run kept p99`;
  const isMet = best.turnsPerSecond >= GOAL.turnsPerSecond;
  const figures = `${best.turnsPerSecond.toFixed(0)} turns/s, p99 ${best.p99.toFixed(0)} ms`;
  return `goal ${goal}: ${isMet ? 'met' : 'not met'}, ${figures} with ${best.processes} process(es) and ${best.atOnce} at once`;
}
