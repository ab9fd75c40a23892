import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Json } from '../json.js';
import type { Records } from '../storage/records.js';
import type { DeskWhispers } from './deskWhispers.js';

const COLLECTION = 'deskDelivered';
/** As long as a conversation itself. */
const KEPT_MS = 365 * 86_400_000;
const Reached = z.object({ seq: z.int().min(0) });

/**
 * Up to which entry a conversation has been handed to its buyer: told by the channel that has the buyer, noted where an
 * agent's words or what is said about agents is among it, and read by the desk. At least so far; never more.
 */
export class Delivered {
  readonly #records: Records;
  readonly #whispers: DeskWhispers;
  readonly #clock: () => number;
  /** What is still to be written, by conversation. */
  readonly #due = new Map<string, number>();
  readonly #writing = new Set<string>();
  /** What may not be on the disk yet. */
  readonly #noted = new Map<string, number>();

  /** `clock`: ms since epoch. */
  constructor(records: Records, whispers: DeskWhispers, clock: () => number) {
    this.#records = records;
    this.#whispers = whispers;
    this.#clock = clock;
  }

  /** At once for whoever listens; on the disk as soon as it can be. */
  note(conversationId: string, seq: number): void {
    this.#whispers.tell({ about: 'delivered', conversationId, seq });
    this.#due.set(conversationId, Math.max(seq, this.#due.get(conversationId) ?? 0));
    this.#noted.set(conversationId, Math.max(seq, this.#noted.get(conversationId) ?? 0));
    if (!this.#writing.has(conversationId)) void this.#write(conversationId);
  }

  /** 0: nothing that was noted. */
  async read(conversationId: string): Promise<number> {
    const found = await this.#records.get(COLLECTION, keyOf(conversationId));
    return Math.max(found ? Reached.parse(found.value).seq : 0, this.#noted.get(conversationId) ?? 0);
  }

  async #write(conversationId: string): Promise<void> {
    this.#writing.add(conversationId);
    try {
      for (let seq = this.#next(conversationId); seq !== undefined; seq = this.#next(conversationId))
        await this.#raise(conversationId, seq);
    } catch {
      // The store is away. The next message that is delivered tells of all before it.
    } finally {
      this.#writing.delete(conversationId);
      this.#noted.delete(conversationId);
    }
  }

  #next(conversationId: string): number | undefined {
    const seq = this.#due.get(conversationId);
    this.#due.delete(conversationId);
    return seq;
  }

  async #raise(conversationId: string, seq: number): Promise<void> {
    const key = keyOf(conversationId);
    const options = { expiresAt: this.#clock() + KEPT_MS };
    for (;;) {
      const found = await this.#records.get(COLLECTION, key);
      if (found && Reached.parse(found.value).seq >= seq) return;
      const written = found
        ? await this.#records.replace(COLLECTION, key, found.version, { seq }, options)
        : await this.#records.create(COLLECTION, key, { seq }, options);
      if (written) return;
    }
  }
}

/** An agent's words, or something about agents: the desk wants to know when the buyer has it. */
export function isOfDesk(activity: Json | undefined): boolean {
  if (typeof activity !== 'object' || activity === null || !('channelData' in activity)) return false;
  const { channelData } = activity;
  if (typeof channelData !== 'object' || channelData === null || !('key' in channelData)) return false;
  return typeof channelData.key === 'string' && channelData.key.startsWith('handoff.');
}

function keyOf(conversationId: string): string {
  return createHash('sha256').update(conversationId, 'utf16le').digest('base64url');
}
