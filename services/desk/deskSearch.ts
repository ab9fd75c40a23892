import type { ConversationStore, LogEntry } from '../conversations/conversationStore.js';
import type { DeskRow } from './deskRow.js';

/** How far back a search goes: conversations, of how many of them the messages, and how many messages of each. */
export const SEARCHED = { conversations: 1_000, withMessages: 300, messages: 200 } as const;
/** What was found by then is the answer. */
const WITHIN_MS = 500;
const AT_ONCE = 8;
const PAGE = 100;
const MAX_WORDS = 8;

/**
 * Those of the rows in which every word of `q` occurs: in the order and case numbers, the summary, the last messages. Words are
 * compared as they are written, whatever their case; nothing in them is a pattern.
 */
export async function searchRows(
  store: Pick<ConversationStore, 'log'>,
  rows: readonly DeskRow[],
  q: string,
): Promise<readonly DeskRow[]> {
  const words = plain(q)
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS);
  const found = new Set<DeskRow>();
  const unsure: DeskRow[] = [];
  for (const row of rows) {
    if (hasAll(factsOf(row), words)) found.add(row);
    else unsure.push(row);
  }
  const newest = unsure
    .sort((one, other) => (other.lastLineAt ?? 0) - (one.lastLineAt ?? 0))
    .slice(0, SEARCHED.withMessages);
  const end = performance.now() + WITHIN_MS;
  const worker = async () => {
    for (let row = newest.shift(); row && performance.now() < end; row = newest.shift())
      if (hasAll(`${factsOf(row)}\n${await saidIn(store, row.conversationId)}`, words)) found.add(row);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return rows.filter((row) => found.has(row));
}

function factsOf({ orderId = '', caseIds, summary }: DeskRow): string {
  return plain([orderId, ...caseIds, summary].join('\n'));
}

async function saidIn(store: Pick<ConversationStore, 'log'>, conversationId: string): Promise<string> {
  const { lastSeq } = await store.log(conversationId, { after: Number.MAX_SAFE_INTEGER, limit: 1 });
  const said: string[] = [];
  for (let after = Math.max(0, lastSeq - SEARCHED.messages); after < lastSeq; ) {
    const { entries } = await store.log(conversationId, { after, limit: PAGE });
    said.push(...entries.map(textOf));
    const last = entries.at(-1)?.seq;
    if (last === undefined) break;
    after = last;
  }
  return plain(said.join('\n'));
}

function textOf({ activity: { text } }: LogEntry): string {
  return typeof text === 'string' ? text : '';
}

function hasAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
