import { useEffect, useState } from 'preact/hooks';
import type { Stats } from '../../../services/desk/deskApi.js';
import { type Api, ApiError } from '../api.js';
import { words } from '../words.js';

/** What leads see of the desk as a whole. */
export function StatsView({ api }: { readonly api: Api }) {
  const [stats, setStats] = useState<Stats | 'failed' | undefined>(undefined);
  useEffect(() => {
    api.get<Stats>('stats').then(setStats, (error) => {
      if (!(error instanceof ApiError)) throw error;
      setStats('failed');
    });
  }, [api]);
  if (stats === undefined) return <p role="status">{words.stats.loading}</p>;
  if (stats === 'failed') return <p role="status">{words.stats.failed}</p>;
  return (
    <>
      <h1>{words.stats.heading}</h1>
      <dl class="facts">
        <div>
          <dt>{words.stats.waiting}</dt>
          <dd>{stats.waiting}</dd>
        </div>
        <div>
          <dt>{words.stats.open}</dt>
          <dd>{stats.open}</dd>
        </div>
      </dl>
    </>
  );
}
