/** What of a ConversationSettings limits a burst. */
export type BurstSettings = { readonly burstLimit: number; readonly refillPerSecond: number };

/** 20,000 buckets are some 2 MB. The one used longest ago goes first: a bucket that is forgotten is a full one. */
const MAX_BUCKETS = 20_000;

/** A token bucket a conversation, in memory: `take` gives 0 and counts, or the ms to wait for the next token. */
export class BurstLimiter {
  readonly #settings: BurstSettings;
  readonly #steadyNow: () => number;
  /** In order of last use. */
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  /** `steadyNow` never jumps (ms). */
  constructor(settings: BurstSettings, steadyNow: () => number) {
    this.#settings = settings;
    this.#steadyNow = steadyNow;
  }

  take(conversationId: string): number {
    const tokens = this.#refilled(conversationId);
    if (tokens < 1) return Math.ceil(((1 - tokens) / this.#settings.refillPerSecond) * 1_000);
    this.#put(conversationId, tokens - 1);
    return 0;
  }

  /** What was counted did not happen. */
  giveBack(conversationId: string): void {
    this.#put(conversationId, Math.min(this.#settings.burstLimit, this.#refilled(conversationId) + 1));
  }

  #refilled(conversationId: string): number {
    const bucket = this.#buckets.get(conversationId);
    if (bucket === undefined) return this.#settings.burstLimit;
    const gained = ((this.#steadyNow() - bucket.at) / 1_000) * this.#settings.refillPerSecond;
    return Math.min(this.#settings.burstLimit, bucket.tokens + gained);
  }

  #put(conversationId: string, tokens: number): void {
    this.#buckets.delete(conversationId);
    for (const oldest of this.#buckets.keys()) {
      if (this.#buckets.size < MAX_BUCKETS) break;
      this.#buckets.delete(oldest);
    }
    this.#buckets.set(conversationId, { tokens, at: this.#steadyNow() });
  }
}
