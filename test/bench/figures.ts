import { cpus, loadavg, totalmem } from 'node:os';

/** Of sorted numbers. */
export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export function median(numbers: readonly number[]): number {
  return quantile(
    [...numbers].sort((one, other) => one - other),
    0.5,
  );
}

/** Median, with the least and the greatest. */
export function spread(numbers: readonly number[], digits: number): string {
  const text = (number: number) => number.toFixed(digits);
  return `${text(median(numbers))} (${text(Math.min(...numbers))} to ${text(Math.max(...numbers))})`;
}

/** A table in Markdown that also reads well on a terminal; the first row is its head. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

function machine(): string {
  const [cpu] = cpus();
  const memoryGb = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${memoryGb} GB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}

/** The day, the machine, and how busy it was with other things when the bench began. */
export function measuredOn(at: Date, loadBefore: number): string {
  const busy = loadBefore > BUSY ? ' **The machine was busy with other things: slower than it is by itself.**' : '';
  return `Measured ${at.toISOString().slice(0, 10)} on ${machine()}; load average before: ${loadBefore.toFixed(1)}.${busy}`;
}

/** Of the last minute: how many programs wanted a core. */
export function load(): number {
  return loadavg()[0] ?? Number.NaN;
}

/** Load average from which on a run is not one to compare. */
const BUSY = 1.5;
