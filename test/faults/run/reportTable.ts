import type { FaultReport } from './faultRun.js';
import { faultsIn } from './phases.js';

type Row = { readonly name: string; readonly report: FaultReport };

export function reportLine(name: string, report: FaultReport): string {
  const found = faultsIn(report);
  return (
    `${name}: ${report.turns} turns, ${report.filings} filings in ${report.seconds.toFixed(0)} s, ` +
    `${happenedIn(report)}: ${found.length > 0 ? found.join(', ') : 'no fault'}`
  );
}

/** Markdown, as it stands in docs/benchmarks.md. */
export function reportTable(rows: readonly Row[]): string {
  const lines = rows.map(({ name, report }) => {
    const { faults } = report;
    return [
      name,
      report.turns,
      report.filings,
      report.seconds.toFixed(0),
      happenedIn(report),
      report.retries,
      ...[faults.lost, faults.doubled, faults.outOfOrder, faults.casesMissing, faults.casesDoubled].map(
        ({ length }) => length,
      ),
      faults.streamMissed.length,
      inSeconds(report.afterDeathMs),
      inSeconds(report.afterRedisMs),
    ].join(' | ');
  });
  const heads = [
    ...['run', 'turns', 'filings', 'seconds', 'what happened', 'calls again', 'lost', 'doubled', 'out of order'],
    ...['cases missing', 'cases doubled', 'streams with gaps', 'longest after a death', 'longest after Redis is back'],
  ];
  const rule = heads.map((_, index) => (index === 0 || index === 4 ? '---' : '--:'));
  return [heads.join(' | '), rule.join(' | '), ...lines].map((line) => `| ${line} |`).join('\n');
}

function happenedIn({ happened }: FaultReport): string {
  const counts = new Map<string, number>();
  for (const { kind } of happened) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${kind} ${count}`).join(', ') || 'nothing';
}

function inSeconds(ms: number): string {
  return ms === 0 ? '-' : `${(ms / 1_000).toFixed(2)} s`;
}
