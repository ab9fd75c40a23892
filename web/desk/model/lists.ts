import { computed, signal } from '@preact/signals';
import type { Counts, List } from '../../../services/desk/deskApi.js';
import { ApiError } from '../api.js';
import { setClock } from './clock.js';
import { FILTERS, type Filter, route } from './route.js';
import { api } from './session.js';

export type Row = List['conversations'][number];

export const counts = signal<Counts>({ mine: 0, queue: 0, bot: 0 });
/** What is searched for in the list; empty: nothing. */
export const search = signal('');

/** Each list as it was last read, and what was found by the last search. */
const lists = signal<Readonly<Partial<Record<Filter, readonly Row[]>>>>({});
const found = signal<{ readonly filter: Filter; readonly q: string; readonly rows: readonly Row[] } | undefined>(
  undefined,
);
const seen = signal<ReadonlyMap<string, Row>>(new Map());

/** What alerts and the command bar go by, whatever list is shown. */
export const mine = computed(() => lists.value.mine ?? []);
export const queue = computed(() => lists.value.queue ?? []);
export function isRead(list: Filter): boolean {
  return lists.value[list] !== undefined;
}

export const filter = computed<Filter | undefined>(() => FILTERS.find((each) => each === route.value.view));
/** The list that is shown; undefined: it was never read. */
export const rows = computed<readonly Row[] | undefined>(() => {
  const [view, q] = [filter.value, search.value];
  if (view === undefined) return undefined;
  if (q === '') return lists.value[view];
  return found.value?.filter === view && found.value.q === q ? found.value.rows : undefined;
});

/** The newest that is known of a conversation, from whatever list. */
export function rowOf(conversationId: string): Row | undefined {
  return seen.value.get(conversationId);
}

export function knownRows(): readonly Row[] {
  return [...seen.value.values()];
}

/** A list as it came; `q`: what was searched for when it was asked for. */
export function takeList(of: Filter, q: string, list: List): void {
  setClock(list.now);
  counts.value = list.counts;
  const all = new Map(seen.value);
  for (const row of list.conversations)
    if ((all.get(row.conversationId)?.listed ?? -1) <= row.listed) all.set(row.conversationId, row);
  seen.value = all;
  if (q === '') lists.value = { ...lists.value, [of]: list.conversations };
  else found.value = { filter: of, q, rows: list.conversations };
}

/** Reads a list by asking; while the desk cannot be reached it stays as it was. */
export async function readList(of: Filter, q = ''): Promise<void> {
  const query = new URLSearchParams({ filter: of, ...(q === '' ? {} : { q }) });
  try {
    takeList(of, q, await api.get<List>(`conversations?${query}`));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}

/** Both lists that alerts go by, where the line does not bring them. */
export async function readWatched(): Promise<void> {
  const wanted = (['mine', 'queue'] as const).filter((each) => each !== filter.value || search.value !== '');
  await Promise.all(wanted.map((each) => readList(each)));
}
