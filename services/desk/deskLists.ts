import type { Agent } from './agents.js';
import type { Counts } from './deskApi.js';
import type { DeskRow } from './deskRow.js';
import type { RowsNow } from './liveRows.js';

export const FILTERS = ['mine', 'queue', 'bot', 'all', 'resolved'] as const;
export type Filter = (typeof FILTERS)[number];

/** How many rows a list has at most. */
const MOST_ROWS = 200;
/** Who must be answered within the same minute waits as long as the other. */
const MINUTE_MS = 60_000;

/** The rows of one list, who must be answered soonest first, then who wrote last. `wasYours`: this agent had it last. */
export function rowsOf(rows: RowsNow, filter: Filter, agent: Pick<Agent, 'id'>): readonly ListedRow[] {
  const from = filter === 'mine' || filter === 'queue' ? rows.open : rows.latest;
  return from
    .filter((row) => IS_IN[filter](row, agent))
    .map((row) => (row.owner.kind === 'queued' && isLastOf(row, agent) ? { ...row, wasYours: true as const } : row))
    .sort(bySoonest)
    .slice(0, MOST_ROWS);
}
export type ListedRow = DeskRow & { readonly wasYours?: true };

export function countsOf(rows: RowsNow, agent: Pick<Agent, 'id'>): Counts {
  const count = (filter: Filter, from: readonly DeskRow[]) => from.filter((row) => IS_IN[filter](row, agent)).length;
  return { mine: count('mine', rows.open), queue: count('queue', rows.open), bot: count('bot', rows.latest) };
}

const IS_IN: Readonly<Record<Filter, (row: DeskRow, agent: Pick<Agent, 'id'>) => boolean>> = {
  mine: ({ owner }, { id }) => owner.kind === 'agent' && owner.agent.id === id,
  queue: ({ owner, promisedBy }) => owner.kind === 'queued' || (owner.kind === 'bot' && promisedBy !== undefined),
  bot: ({ owner, resolved }) => owner.kind === 'bot' && !resolved,
  all: () => true,
  resolved: ({ resolved }) => resolved !== undefined,
};

function bySoonest(one: ListedRow, other: ListedRow): number {
  const first = Number(hadAgent(other)) - Number(hadAgent(one));
  if (first !== 0) return first;
  const [mine, theirs] = [minuteOf(one), minuteOf(other)];
  if (mine !== theirs) return mine - theirs;
  const preferred = Number(other.wasYours ?? false) - Number(one.wasYours ?? false);
  if (preferred !== 0) return preferred;
  const soonest = (one.answerBy ?? Number.MAX_SAFE_INTEGER) - (other.answerBy ?? Number.MAX_SAFE_INTEGER);
  return soonest !== 0 ? soonest : (other.lastLineAt ?? 0) - (one.lastLineAt ?? 0);
}

function minuteOf({ answerBy = Number.MAX_SAFE_INTEGER }: DeskRow): number {
  return Math.floor(answerBy / MINUTE_MS);
}

function hadAgent({ owner }: DeskRow): boolean {
  return owner.kind === 'queued' && owner.isFirst;
}

function isLastOf({ lastAgent }: DeskRow, { id }: Pick<Agent, 'id'>): boolean {
  return lastAgent?.id === id;
}
