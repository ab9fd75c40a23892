import { isSameDay } from '../model/clock.js';
import type { Pending } from '../model/outbox.js';
import type { OpenThread } from '../model/threads.js';
import { readEntry, type Said } from './readEntry.js';

export type Item =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  /** `isFirst`: somebody else spoke before, or long before: the name stands above it. */
  | { readonly kind: 'said'; readonly key: string; readonly at: number; readonly said: Said; readonly isFirst: boolean }
  | { readonly kind: 'line'; readonly key: string; readonly at: number; readonly line: OpenThread['lines'][number] }
  | { readonly kind: 'pending'; readonly key: string; readonly at: number; readonly pending: Pending };

/** Who goes on speaking after so long is named again. */
const PAUSE_MS = 5 * 60_000;

/** The log and the desk's lines in one, by their time; both have an order of their own that is never broken. */
export function timeline(thread: Pick<OpenThread, 'entries' | 'lines'>, pending: readonly Pending[]): readonly Item[] {
  const items: Item[] = [];
  const lines = [...thread.lines];
  let before: Item | undefined;
  const add = (item: Item) => {
    if (before === undefined || !isSameDay(before.at, item.at))
      items.push({ kind: 'day', key: `day ${item.key}`, at: item.at });
    items.push(item);
    before = item;
  };
  const addLinesBefore = (at: number) => {
    for (let line = lines[0]; line !== undefined && line.at < at; line = lines[0]) {
      add({ kind: 'line', key: `line ${line.n}`, at: line.at, line });
      lines.shift();
    }
  };
  for (const entry of thread.entries) {
    const said = saidBy(entry);
    if (!said) continue;
    addLinesBefore(said.at);
    add({ kind: 'said', key: `said ${said.seq}`, at: said.at, said, isFirst: !goesOn(before, said) });
  }
  addLinesBefore(Number.POSITIVE_INFINITY);
  for (const each of pending) add({ kind: 'pending', key: `pending ${each.id}`, at: each.at, pending: each });
  return items;
}

function goesOn(before: Item | undefined, said: Said): boolean {
  if (before?.kind !== 'said') return false;
  const { side, name, at } = before.said;
  return side === said.side && name === said.name && said.at - at < PAUSE_MS && isSameDay(at, said.at);
}

/** An entry never changes, so it is read once. */
const read = new WeakMap<object, { readonly said: Said | undefined }>();

function saidBy(entry: OpenThread['entries'][number]): Said | undefined {
  const known = read.get(entry) ?? { said: readEntry(entry) };
  read.set(entry, known);
  return known.said;
}
