import { keyPart } from '../../storage/keyPart.js';
import type { LogEntry, NewLogEntry } from '../conversationStore.js';
import type { ConversationRow, ConversationTables } from './conversationTables.js';

/** A conversation's log, numbered from 1 without gaps: the row counts, so a number is used only if its step is committed. */
export class Transcript {
  readonly #tables: ConversationTables;

  constructor(tables: ConversationTables) {
    this.#tables = tables;
  }

  append(row: ConversationRow, entries: readonly NewLogEntry[]): readonly LogEntry[] {
    return entries.map(({ id, at, activity }) => {
      row.seq += 1;
      const line = { seq: row.seq, id: id ?? `${row.id}|${String(row.seq).padStart(7, '0')}`, at, activity };
      this.#tables.log.put([keyPart(row.id), row.seq], line);
      return line;
    });
  }

  read(
    row: ConversationRow,
    { after, limit }: { readonly after: number; readonly limit: number },
  ): readonly LogEntry[] {
    const conversation = keyPart(row.id);
    const from = Math.max(0, Math.floor(after)) + 1;
    const to = Math.min(row.seq + 1, from + limit);
    if (!(from < to)) return [];
    const range = { from: [conversation, from], to: [conversation, to] };
    return Array.from(this.#tables.log.entries(range), ({ value }) => value);
  }
}
