import { createHash } from 'node:crypto';
import { everyRecord } from '../storage/everyRecord.js';
import type { Records } from '../storage/records.js';
import { DeskLine } from './deskLine.js';
import { DeskRow, isOpen } from './deskRow.js';

const OPEN = 'deskOpen';
const LINES = 'deskLines';
/** A row that is no longer open stays for so long, so that an older one that comes late cannot bring it back. */
const GONE_MS = 3_600_000;
/** As long as a conversation itself. */
const LINES_KEPT_MS = 365 * 86_400_000;
/** A row is written again when another process wrote meanwhile. */
const TRIES = 5;

/** What the desk keeps beside the conversations: who waits or has an agent, and the lines that no buyer sees. */
export class DeskShelf {
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  /** Safe to repeat, and in any order: the newest row of a conversation stays. */
  async list(row: DeskRow, now: number): Promise<void> {
    const key = keyOf(row.conversationId);
    const value = JSON.parse(JSON.stringify(row));
    const options = isOpen(row) ? { expiresAt: now + LINES_KEPT_MS } : { expiresAt: now + GONE_MS };
    for (let tries = 0; tries < TRIES; tries += 1) {
      const found = await this.#records.get(OPEN, key);
      if (found && DeskRow.parse(found.value).listed >= row.listed) return;
      const written = found
        ? await this.#records.replace(OPEN, key, found.version, value, options)
        : await this.#records.create(OPEN, key, value, options);
      if (written) return;
    }
    throw new Error('the list of the desk was written by others every time');
  }

  /** Conversations that wait for an agent or have one, in no order. */
  async open(): Promise<readonly DeskRow[]> {
    const all = await everyRecord(this.#records, OPEN, '');
    return all.map(({ value }) => DeskRow.parse(value)).filter(isOpen);
  }

  /** Safe to repeat: a line has its number. */
  async keepLine(conversationId: string, line: DeskLine): Promise<void> {
    const value = JSON.parse(JSON.stringify(line));
    const key = `${keyOf(conversationId)}/${numbered(line.n)}`;
    await this.#records.create(LINES, key, value, { expiresAt: line.at + LINES_KEPT_MS });
  }

  /** Lines with a number over `after`, in order. */
  async lines(conversationId: string, after: number, limit: number): Promise<readonly DeskLine[]> {
    const prefix = `${keyOf(conversationId)}/`;
    const found = await this.#records.list(LINES, { prefix, after: prefix + numbered(after), limit });
    return found.map(({ value }) => DeskLine.parse(value));
  }
}

function keyOf(conversationId: string): string {
  return createHash('sha256').update(conversationId, 'utf16le').digest('base64url');
}

function numbered(n: number): string {
  return String(n).padStart(9, '0');
}
