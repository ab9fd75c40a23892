import { FENCE_OFF, makeBuild, NEXT_VERSION } from './builds.js';
import { type FaultReport, type FaultRunOptions, faultRun } from './faultRun.js';
import type { Phase, Schedule } from './faults.js';
import { FAULT_NAMES, type FaultName } from './verify.js';

const REDIS_BREAKS: Schedule = { redisKilled: 3_000, redisFrozen: 4_000, redisFull: 4_000, scriptsFlushed: 1_000 };

/** One kind of trouble at a time, so that how long it takes to recover can be told; then all of them together. */
export const PHASES: readonly Phase[] = [
  { name: 'a process is killed every two seconds', seconds: 10, schedule: { processKilled: 2_000 } },
  { name: 'a process is killed, and the others take over', seconds: 12, schedule: { processKilled: 5_000 } },
  { name: 'processes freeze for longer than their leases', seconds: 10, schedule: { processFrozen: 500 } },
  {
    name: 'Redis is killed, frozen and full, and forgets its scripts',
    seconds: 20,
    schedule: REDIS_BREAKS,
  },
  { name: 'two versions take turns in rolling restarts', seconds: 16, schedule: { rollingRestart: 500 } },
];

export const EVERYTHING: Schedule = {
  processKilled: 2_000,
  processFrozen: 5_000,
  rollingRestart: 20_000,
  redisKilled: 9_000,
  redisFrozen: 11_000,
  redisFull: 13_000,
  scriptsFlushed: 1_000,
};

/** The long form: round after round of one kind of trouble after another, and each round all of them together. */
export const ROUND: readonly Phase[] = [...PHASES, { name: 'everything at once', seconds: 18, schedule: EVERYTHING }];

type Limits = Pick<FaultRunOptions, 'seconds' | 'turns' | 'filings' | 'buyers' | 'filing' | 'onProgress'>;

/** A run of two versions of the program as it is. */
export function runOf(schedule: Schedule | readonly Phase[], limits: Limits): Promise<FaultReport> {
  return faultRun({ builds: [makeBuild('now'), makeBuild('next', NEXT_VERSION)], schedule, ...limits });
}

/** How often a control is run before it counts as one that finds nothing: it needs a commit to be under way at a freeze. */
const CONTROL_RUNS = 3;

/** The same run without the mechanism: it must find something. */
export const CONTROLS: readonly { readonly name: string; run(): Promise<FaultReport> }[] = [
  {
    name: 'without the fence',
    run: () => {
      const build = makeBuild('fenceOff', FENCE_OFF);
      return untilFound({ builds: [build, build], schedule: { processFrozen: 500 }, seconds: 14 });
    },
  },
  {
    name: 'without the append-only file',
    run: () => {
      const build = makeBuild('now');
      return untilFound({
        builds: [build, build],
        schedule: { redisKilled: 3_000 },
        seconds: 6,
        appendOnly: false,
        patienceMs: 4_000,
      });
    },
  },
];

async function untilFound(options: FaultRunOptions): Promise<FaultReport> {
  for (let count = 1; ; count++) {
    const report = await faultRun(options);
    if (count === CONTROL_RUNS || faultsIn(report).length > 0) return report;
  }
}

/** Those that are more than none, as `doubled 3`. Whoever gave up waiting has lost nothing by that. */
export function faultsIn({ faults }: FaultReport): readonly string[] {
  return FAULT_NAMES.filter((name) => name !== 'gaveUp' && faults[name].length > 0).map(
    (name) => `${name} ${faults[name].length}`,
  );
}

/** A few of each, to look into. */
export function examplesIn({ faults }: FaultReport): string {
  const some = (name: FaultName) => faults[name].slice(0, 3).map((what) => `${name}: ${what}`);
  return FAULT_NAMES.flatMap(some).join('\n');
}
