import type { EmbeddedDatabase, TupleKey } from '../../storage/embeddedDatabase.js';
import { keyPart } from '../../storage/keyPart.js';
import type { InboundMessage } from '../conversationStore.js';
import type { ConversationTables } from './conversationTables.js';

type Seen = { readonly entryId?: string };
type MessageId = Pick<InboundMessage, 'kind' | 'id'>;

const DAY_MS = 86_400_000;
/** Keys removed in one step: some 10 ms, so that turns get in between. */
const SWEEP_STEP = 5_000;

/**
 * The ids of the messages that a conversation has taken, in buckets of a day so that forgetting is one range.
 * An id belongs to its kind: a buyer cannot use up the id of a timer or of an effect's result.
 */
export class SeenIds {
  readonly #tables: ConversationTables;
  readonly #keepDays: number;
  readonly #now: () => number;
  /** The days that hold anything: a look-up reads no others. Days ahead happen when the clock was set back. */
  #oldest = Number.POSITIVE_INFINITY;
  #newest = Number.NEGATIVE_INFINITY;

  constructor(tables: ConversationTables, keepDays: number, now: () => number) {
    this.#tables = tables;
    this.#keepDays = keepDays;
    this.#now = now;
    for (const day of this.#edgeDays()) this.#include(day);
  }

  find(conversation: string, message: MessageId): Seen | undefined {
    const id = keyPart(message.id);
    const today = dayOf(this.#now());
    const oldest = Math.max(this.#oldest, today - this.#keepDays);
    for (let day = Math.max(today, this.#newest); day >= oldest; day -= 1) {
      const seen = this.#tables.seen.get([day, conversation, message.kind, id]);
      if (seen !== undefined) return seen;
    }
    return undefined;
  }

  add(conversation: string, message: MessageId, entryId: string | undefined): void {
    const day = dayOf(this.#now());
    this.#include(day);
    this.#tables.seen.put(
      [day, conversation, message.kind, keyPart(message.id)],
      entryId === undefined ? {} : { entryId },
    );
  }

  async forget(database: EmbeddedDatabase, now: number): Promise<void> {
    const firstKept = dayOf(now) - this.#keepDays;
    while (this.#oldestKeys(firstKept, 1).length > 0) {
      await database.write(() => {
        for (const key of this.#oldestKeys(firstKept, SWEEP_STEP)) this.#tables.seen.remove(key);
      });
    }
    // Days may have been emptied, never added: reading too many days is harmless, reading too few is not.
    if (Number.isFinite(this.#oldest)) this.#oldest = Math.max(this.#oldest, firstKept);
  }

  #oldestKeys(beforeDay: number, limit: number): readonly TupleKey[] {
    const keys: TupleKey[] = [];
    for (const key of this.#tables.seen.keys({ from: [0], to: [beforeDay] })) {
      if (keys.push(key) >= limit) break;
    }
    return keys;
  }

  *#edgeDays(): Iterable<number> {
    for (const newestFirst of [false, true]) {
      for (const [day] of this.#tables.seen.keys({ from: [0], to: [Number.MAX_SAFE_INTEGER], newestFirst })) {
        if (typeof day === 'number') yield day;
        break;
      }
    }
  }

  #include(day: number): void {
    this.#oldest = Math.min(this.#oldest, day);
    this.#newest = Math.max(this.#newest, day);
  }
}

function dayOf(at: number): number {
  return Math.floor(at / DAY_MS);
}
