import type { AskingApi } from '../api.js';
import { words as desk } from '../words.js';
import { AgentsTable } from './agentsTable.js';
import { HourCharts } from './hourCharts.js';
import { Tiles } from './tiles.js';
import { useStats } from './useStats.js';

const words = desk.stats;

/** What leads see of the desk: now, by agent, by hour. Counted anew every 15 s while it is looked at. */
export function StatsView({ api }: { readonly api: AskingApi }) {
  const { stats, isFailed, readAgain } = useStats(api);
  return (
    <section class="stats" aria-labelledby="stats-heading" aria-busy={!stats && !isFailed}>
      <header class="stats-head">
        <h1 id="stats-heading">{words.heading}</h1>
        {stats && !isFailed && (
          <p class="stats-soft">
            {words.asOf} {clock(stats.now)}
          </p>
        )}
      </header>
      {isFailed && (
        <p class="stats-trouble" role="alert">
          {stats ? `${words.outOfDate} ${clock(stats.now)}.` : words.failed}{' '}
          <button type="button" class="stats-button" onClick={readAgain}>
            {words.tryAgain}
          </button>
        </p>
      )}
      {!stats && !isFailed && <p class="stats-soft">{words.loading}</p>}
      {stats && (
        <>
          <Tiles stats={stats} />
          <AgentsTable agents={stats.agents} />
          <HourCharts hours={stats.hours} />
        </>
      )}
    </section>
  );
}

function clock(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at);
}
