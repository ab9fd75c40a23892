import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { FaultReport } from './faultRun.js';
import { CONTROLS, EVERYTHING, examplesIn, faultsIn, PHASES, ROUND, runOf } from './phases.js';
import { reportLine, reportTable } from './reportTable.js';

/**
 * `npm run test:faults`: the short form. With `--minutes`, or `--turns` and `--filings` (until both are reached), the long
 * one: for so long, round after round of one kind of trouble after another and of all together. `--write <file>` keeps the table. Ends with 1 when anything was lost,
 * doubled or out of order, or when a control found nothing.
 */
const { values: wish } = parseArgs({
  options: {
    minutes: { type: 'string' },
    turns: { type: 'string' },
    filings: { type: 'string' },
    buyers: { type: 'string', default: '48' },
    filing: { type: 'string', default: '24' },
    write: { type: 'string' },
  },
});

const rows: { readonly name: string; readonly report: FaultReport; readonly isControl: boolean }[] = [];

async function row(name: string, isControl: boolean, run: () => Promise<FaultReport>): Promise<void> {
  const report = await run();
  rows.push({ name, report, isControl });
  process.stdout.write(`${reportLine(name, report)}\n${isControl ? '' : told(examplesIn(report))}`);
}

const isLong = wish.minutes !== undefined || wish.turns !== undefined || wish.filings !== undefined;
const onProgress = (line: string): void => void process.stdout.write(`  ${line}\n`);
const who = { buyers: whole('buyers', wish.buyers), filing: whole('filing', wish.filing) };
if (isLong) {
  const seconds = wish.minutes === undefined ? Number.POSITIVE_INFINITY : whole('minutes', wish.minutes) * 60;
  const turns = wish.turns === undefined ? undefined : whole('turns', wish.turns);
  const filings = wish.filings === undefined ? undefined : whole('filings', wish.filings);
  const until = {
    ...(turns === undefined ? (filings === undefined ? {} : { turns: 0 }) : { turns }),
    ...(filings === undefined ? {} : { filings }),
  };
  await row('round after round', false, () => runOf(ROUND, { seconds, ...until, ...who, onProgress }));
} else {
  for (const { name, seconds, schedule } of PHASES) {
    await row(name, false, () => runOf(schedule, { seconds, ...who }));
  }
  await row('everything at once', false, () => runOf(EVERYTHING, { seconds: 18, ...who }));
}
for (const { name, run } of CONTROLS) await row(`control: ${name}`, true, run);

const table = reportTable(rows);
process.stdout.write(`\n${table}\n`);
if (wish.write !== undefined) writeFileSync(wish.write, `${table}\n`);
const isSound = rows.every(({ report, isControl }) => faultsIn(report).length > 0 === isControl);
process.stdout.write(isSound ? '\nNothing lost, nothing doubled; the controls found their faults.\n' : '\nFAILED\n');
process.exitCode = isSound ? 0 : 1;

function told(examples: string): string {
  return examples === '' ? '' : `${examples}\n`;
}

function whole(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`test:faults: --${name} is "${text}": expected a whole number`);
  return Number(text);
}
