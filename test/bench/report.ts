import { median, spread, table } from './figures.js';
import { DESK_SCRIPT } from './filing.js';
import type { Measured } from './load.js';
import type { StartUp } from './startUp.js';

export type Results = {
  readonly rounds: readonly { readonly desk: Compared; readonly stock: Compared }[];
  readonly starts: readonly StartUp[];
  readonly seconds: { readonly busy: number; readonly single: number };
};
/** At 64 buyers at once, and at 1. */
export type Compared = { readonly busy: Measured; readonly single: Measured };

const SCRIPTED_TURNS = DESK_SCRIPT.exchanges.length;

const ROWS = [
  { title: 'turns/s', field: 'turnsPerSecond', digits: 0 },
  { title: 'p50, ms', field: 'p50', digits: 2 },
  { title: 'p99, ms', field: 'p99', digits: 1 },
  { title: 'server CPU, ms a turn', field: 'cpuPerTurn', digits: 2 },
  { title: 'server, cores', field: 'serverCores', digits: 2 },
  { title: 'driver, cores', field: 'driverCores', digits: 2 },
  { title: 'RSS, MB', field: 'rssMb', digits: 0 },
] as const satisfies readonly Row[];

type Row = { readonly title: string; readonly field: keyof Measured; readonly digits: number };

/** A table in Markdown that also reads well on a terminal: medians, with the least and the greatest round. */
export function tableOf(results: Results, load: keyof Compared): string {
  return compared(results, load, ROWS);
}

function compared(results: Results, load: keyof Compared, wanted: readonly Row[]): string {
  const rows = wanted.map(({ title, field, digits }) => {
    const desk = results.rounds.map((round) => round.desk[load][field]);
    const stock = results.rounds.map((round) => round.stock[load][field]);
    const ratio = median(results.rounds.map((round) => round.desk[load][field] / round.stock[load][field]));
    return [title, spread(desk, digits), spread(stock, digits), ratio.toFixed(2)];
  });
  return table([['', 'Refund Desk', 'stock bot', 'desk / stock'], ...rows]);
}

export function openingTable(results: Results): string {
  return compared(results, 'busy', [
    { title: 'openings/s', field: 'openingsPerSecond', digits: 0 },
    { title: 'server CPU, ms an opening', field: 'cpuPerOpening', digits: 2 },
  ]);
}

export function startTable({ starts }: Results): string {
  const ms = starts.map((start) => start.ms);
  const rss = starts.map((start) => start.rssMb);
  return table([
    ['', `Refund Desk, ${starts.length} starts`],
    ['start to /ready 200, ms', spread(ms, 0)],
    ['RSS then, MB', spread(rss, 0)],
  ]);
}

export function verdictOf({ rounds }: Results): string {
  const ratio = median(rounds.map(({ desk, stock }) => desk.busy.turnsPerSecond / stock.busy.turnsPerSecond));
  const p50 = median(rounds.map(({ desk }) => desk.single.p50));
  const conversation = (name: 'desk' | 'stock') =>
    median(rounds.map(({ [name]: { busy } }) => busy.cpuPerOpening + SCRIPTED_TURNS * busy.cpuPerTurn)).toFixed(1);
  const filed = rounds.reduce((sum, { desk }) => sum + desk.busy.filed + desk.single.filed, 0);
  return [
    `turns/s at 64, desk / stock: ${ratio.toFixed(2)} (aim 1.0, floor 0.6)`,
    `server CPU of a whole conversation, opened and ${SCRIPTED_TURNS} turns long: ${conversation('desk')} ms, stock ${conversation('stock')} ms`,
    `p50 at 1: ${p50.toFixed(2)} ms (goal: under 5)`,
    `cases filed in the measured rounds, each by its own buyer: ${filed}`,
  ].join('\n');
}
