import { createHash } from 'node:crypto';
import { z } from 'zod';
import { OrderId } from '../refunds/ids.js';
import { everyRecord } from '../storage/everyRecord.js';
import type { Records } from '../storage/records.js';

const COLLECTION = 'codeOffers';
/** Longer than the code is good: an effect that is repeated after a long stop must find what came of its first try. */
const KEPT_MS = 24 * 60 * 60_000;
const MAX_ROUNDS = 50;

/** A code that was asked for, in whose place the next one comes. For an order that is nobody's there is one as well. */
export const CodeOffer = z.object({
  /** The request that it was made for. */
  key: z.string(),
  conversationId: z.string(),
  /** The channel's buyer who asked. */
  by: z.string(),
  orderId: OrderId,
  /** Whose order it is; absent: nobody's, and no code is right. */
  owner: z.string().optional(),
  salt: z.string(),
  hash: z.string(),
  letterKey: z.string(),
  goodUntil: z.int(),
  /** On its way, or given up: a new process need not send it. */
  isSettled: z.boolean(),
  /** The try that it was used by: it counts once. */
  usedBy: z.string().optional(),
});
export type CodeOffer = z.infer<typeof CodeOffer>;
type Place = Pick<CodeOffer, 'conversationId' | 'by'>;

/** The newest code of each buyer in each conversation. */
export class CodeOffers {
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  async read(place: Place): Promise<CodeOffer | undefined> {
    const stored = await this.#records.get(COLLECTION, keyOf(place));
    return stored && CodeOffer.parse(stored.value);
  }

  async put(offer: CodeOffer): Promise<void> {
    if (!(await this.#change(offer, () => offer))) throw new Error('verification: a code could not be kept');
  }

  /** Changes the offer if it is still this letter's and not used. False: it is not. */
  async change(offer: CodeOffer, change: Partial<CodeOffer>): Promise<boolean> {
    return this.#change(offer, (now) =>
      now?.letterKey === offer.letterKey && now.usedBy === undefined ? { ...now, ...change } : undefined,
    );
  }

  async all(): Promise<readonly CodeOffer[]> {
    return (await everyRecord(this.#records, COLLECTION, '')).map(({ value }) => CodeOffer.parse(value));
  }

  async #change(place: Place, change: (now: CodeOffer | undefined) => CodeOffer | undefined): Promise<boolean> {
    const key = keyOf(place);
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const stored = await this.#records.get(COLLECTION, key);
      const next = change(stored && CodeOffer.parse(stored.value));
      if (next === undefined) return false;
      const options = { expiresAt: next.goodUntil + KEPT_MS };
      const isWritten = stored
        ? await this.#records.replace(COLLECTION, key, stored.version, next, options)
        : await this.#records.create(COLLECTION, key, next, options);
      if (isWritten) return true;
    }
    throw new Error(`verification: a code moved ${MAX_ROUNDS} times while it was being changed`);
  }
}

function keyOf({ conversationId, by }: Place): string {
  return createHash('sha256')
    .update(JSON.stringify([conversationId, by]))
    .digest('base64url');
}
