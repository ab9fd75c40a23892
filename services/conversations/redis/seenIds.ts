import { createHash } from 'node:crypto';
import { shardKey } from '../../storage/redisShards.js';
import type { InboundMessage } from '../conversationStore.js';

const DAY_MS = 86_400_000;
/** Spans in which ids are forgotten together: a quarter of the time that they are kept. */
const SPANS = 4;
/** How far back a sweep looks for spans that are over; what is older still goes by its own time to live. */
const SWEPT = 12;

/**
 * The ids of the messages that a shard has taken: a HASH for each span of time, id -> number of the message's line in the
 * log (0: none). An id belongs to its conversation and its kind: a buyer cannot use up the id of a timer.
 */
export class SeenIds {
  readonly #spanMs: number;
  readonly #keepMs: number;

  constructor(seenDays: number) {
    this.#keepMs = seenDays * DAY_MS;
    this.#spanMs = this.#keepMs / SPANS;
  }

  /** A span may be written to until its end, is looked at for `seenDays` after that, and then for one span more. */
  get livesMs(): number {
    return Math.ceil(this.#keepMs + 3 * this.#spanMs);
  }

  /** First the one to write to, then those to look at: one ahead too, by another process's clock or before ours was set back. */
  keys(shard: number, now: number): readonly string[] {
    const span = Math.floor(now / this.#spanMs);
    return [0, 1, -1, -2, -3, -4].map((ahead) => this.#key(shard, span + ahead));
  }

  /** Spans that ended longer ago than ids are kept. */
  over(shard: number, now: number): readonly string[] {
    const firstKept = Math.floor((now - this.#keepMs) / this.#spanMs);
    return Array.from({ length: SWEPT }, (_, n) => this.#key(shard, firstKept - 1 - n));
  }

  #key(shard: number, span: number): string {
    return shardKey(shard, `seen:${this.#spanMs}:${span}`);
  }
}

/** 128 bits: nobody makes two that meet. */
export function seenId(conversationId: string, { kind, id }: Pick<InboundMessage, 'kind' | 'id'>): string {
  const whole = JSON.stringify([conversationId, kind, id]);
  return createHash('sha256').update(whole).digest().subarray(0, 16).toString('base64url');
}
