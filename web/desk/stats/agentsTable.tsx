import { useState } from 'preact/hooks';
import type { Stats } from '../../../services/desk/deskApi.js';
import { words as desk } from '../words.js';
import { durationWords } from './durations.js';
import { Figure } from './figure.js';

const words = desk.stats.agents;

type Row = Stats['agents'][number];
const COLUMNS = ['isHere', 'open', 'resolved', 'firstResponse', 'resolution', 'rating'] as const;
type Column = (typeof COLUMNS)[number];

const VALUE: Readonly<Record<Column, (row: Row) => number | undefined>> = {
  isHere: ({ isHere }) => Number(isHere),
  open: ({ open }) => open,
  resolved: ({ resolved }) => resolved,
  firstResponse: ({ firstResponseMs }) => firstResponseMs,
  resolution: ({ resolutionMs }) => resolutionMs,
  rating: ({ rating }) => rating,
};

/** A row an agent, sorted by any column: the most first, and once more the least first. */
export function AgentsTable({ agents }: { readonly agents: readonly Row[] }) {
  const [sorted, setSorted] = useState<{ readonly by: Column; readonly up: boolean }>({ by: 'isHere', up: false });
  const sortBy = (by: Column) => setSorted((before) => ({ by, up: before.by === by && !before.up }));
  return (
    <section class="stats-part" aria-labelledby="stats-agents">
      <h2 id="stats-agents">{words.heading}</h2>
      {agents.length === 0 ? (
        <p class="stats-soft">{words.nobody}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
        <section class="stats-scroll" tabIndex={0} aria-label={words.scroll}>
          <table class="stats-agents">
            <thead>
              <tr>
                <th scope="col">{words.agent}</th>
                {COLUMNS.map((column) => (
                  <th key={column} scope="col" aria-sort={sortOf(column, sorted)}>
                    <button type="button" title={`${words.sortBy}: ${words[column]}`} onClick={() => sortBy(column)}>
                      {words[column]}
                      <span class="stats-sort" aria-hidden="true" />
                    </button>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {inOrder(agents, sorted).map((row) => (
                <tr key={row.agent.id} class={row.isHere ? 'is-here' : ''}>
                  <th scope="row">
                    <bdi>{row.agent.name}</bdi>
                  </th>
                  <td>
                    <span class="stats-presence">{row.isHere ? words.here : words.away}</span>
                  </td>
                  <td>{row.open}</td>
                  <td>{row.resolved}</td>
                  <td>
                    <Figure of={row.firstResponseMs} as={durationWords} />
                  </td>
                  <td>
                    <Figure of={row.resolutionMs} as={durationWords} />
                  </td>
                  <td>
                    <Figure of={row.rating} as={ratingWords} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

function sortOf(column: Column, { by, up }: { readonly by: Column; readonly up: boolean }) {
  if (column !== by) return 'none';
  return up ? 'ascending' : 'descending';
}

/** Who has no figure comes last, either way. */
function inOrder(agents: readonly Row[], { by, up }: { readonly by: Column; readonly up: boolean }): readonly Row[] {
  const none = up ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  const figureOf = (row: Row) => VALUE[by](row) ?? none;
  return agents.toSorted((one, other) => {
    const [first, second] = [figureOf(one), figureOf(other)];
    if (first === second) return one.agent.name.localeCompare(other.agent.name);
    return (first < second ? -1 : 1) * (up ? 1 : -1);
  });
}

function ratingWords(rating: number): string {
  return `${rating.toLocaleString('en-GB', { maximumFractionDigits: 1 })} ${words.outOf}`;
}
