import { randomUUID } from 'node:crypto';
import type { CaseBackend } from '../cases/caseBackend.js';
import type { OrderId } from '../refunds/ids.js';
import { Attempts } from '../storage/attempts.js';
import type { Records } from '../storage/records.js';
import type { Log } from '../telemetry/log.js';
import { type CodeOffer, CodeOffers } from './codeOffers.js';
import { CodePost } from './codePost.js';
import type { CodeSender } from './codeSender.js';
import { makeCode, opens, seal } from './oneTimeCode.js';
import { CODE_GOOD_FOR_MS, codeCounters, tryCounters } from './verificationRules.js';

export type VerificationOptions = {
  readonly records: Records;
  readonly cases: Pick<CaseBackend, 'ownerOf'>;
  /** undefined: nothing can be sent, and nobody proves anything. */
  readonly sender: CodeSender | undefined;
  readonly log: Log;
  /** ms since epoch. */
  readonly clock: () => number;
  readonly firstRetryMs?: number;
};

/** `key`: what the request is known by when it is repeated. `by`: the channel's buyer who asks. */
export type CodeRequest = {
  readonly key: string;
  readonly conversationId: string;
  readonly by: string;
  readonly orderId: OrderId;
};

export type Requested =
  /**
   * Asked for. Whether there is such an order, and whether anything was sent, nobody is told. `noMoreUntil` (ms since
   * epoch): it was the last one until then.
   */
  | { readonly kind: 'asked'; readonly noMoreUntil?: number }
  /** Not asked for before `until`. `goodUntil`: until when the code from before can still be right, if there is one. */
  | { readonly kind: 'tooMany'; readonly until: number; readonly goodUntil?: number }
  | { readonly kind: 'unavailable' };

export type Tried =
  /** `buyerId`: whose order it is, as the shop knows them. */
  | { readonly kind: 'right'; readonly buyerId: string }
  | { readonly kind: 'wrong'; readonly left: number }
  /** There is no code that could be right: it is too old, was used, or never asked for. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'tooMany'; readonly until: number };

/**
 * Proves by a one-time code that a buyer has what the order system knows of an order's buyer. For an order of somebody
 * else, for a number that is nobody's and for the buyer's own, both methods make the same calls to the store and give the
 * same answers; only a right code tells. The limits of an order are shared by all who ask for it, which is possible for
 * any number: who meets one learns no more than that. Safe to repeat under the key.
 */
export class Verification {
  readonly #options: VerificationOptions;
  readonly #attempts: Attempts;
  readonly #offers: CodeOffers;
  readonly #post: CodePost | undefined;

  constructor(options: VerificationOptions) {
    const { sender, records } = options;
    this.#options = options;
    this.#attempts = new Attempts(records);
    this.#offers = new CodeOffers(records);
    this.#post = sender && new CodePost({ ...options, sender });
  }

  /** Makes a code that takes the place of the one before, and sends it to the order's buyer if there is one. */
  async request(request: CodeRequest): Promise<Requested> {
    if (this.#post === undefined) return { kind: 'unavailable' };
    const { cases, clock } = this.#options;
    const { key, conversationId, by, orderId } = request;
    const now = clock();
    const attempt = await this.#attempts.take(codeCounters(request), key, now);
    const before = await this.#offers.read(request);
    if (attempt.kind === 'refused') {
      const stillGood = before && isGood(before, request, now) ? { goodUntil: before.goodUntil } : {};
      return { kind: 'tooMany', until: attempt.until, ...stillGood };
    }
    const asked: Requested = { kind: 'asked', ...(attempt.left === 0 ? { noMoreUntil: attempt.until } : {}) };
    if (before?.key === key && (before.isSettled || this.#post.isSending(before.letterKey))) return asked;
    const owner = await cases.ownerOf(orderId);
    const code = makeCode();
    const offer: CodeOffer = {
      key,
      conversationId,
      by,
      orderId,
      ...(owner === undefined ? {} : { owner }),
      ...seal(code),
      letterKey: randomUUID(),
      goodUntil: now + CODE_GOOD_FOR_MS,
      isSettled: false,
    };
    await this.#offers.put(offer);
    this.#send(offer, code);
    return asked;
  }

  /** Counts the try, then looks at the code: at most five an hour are looked at, whatever comes at once. */
  async check(request: CodeRequest, code: string): Promise<Tried> {
    const now = this.#options.clock();
    const offer = await this.#offers.read(request);
    if (offer?.owner !== undefined && offer.usedBy === request.key) return { kind: 'right', buyerId: offer.owner };
    if (offer === undefined || !isGood(offer, request, now)) return { kind: 'expired' };
    const attempt = await this.#attempts.take(tryCounters(request), request.key, now);
    if (attempt.kind === 'refused') return { kind: 'tooMany', until: attempt.until };
    const { owner } = offer;
    // The code of an order that is nobody's is right for nobody.
    if (!opens(offer, code) || owner === undefined)
      return attempt.left > 0 ? { kind: 'wrong', left: attempt.left } : { kind: 'tooMany', until: attempt.until };
    const isFirst = await this.#offers.change(offer, { usedBy: request.key });
    // Somebody was faster with the same code, or a newer one has come.
    return isFirst ? { kind: 'right', buyerId: owner } : { kind: 'expired' };
  }

  /** What an earlier process was about to send is sent, as a new code: the old one is nowhere to be read. */
  async start(): Promise<void> {
    const now = this.#options.clock();
    for (const offer of await this.#offers.all()) {
      if (offer.isSettled || offer.goodUntil <= now) continue;
      const code = makeCode();
      const renewed = { ...seal(code), letterKey: randomUUID() };
      if (await this.#offers.change(offer, renewed)) this.#send({ ...offer, ...renewed }, code);
    }
  }

  async close(): Promise<void> {
    await this.#post?.close();
  }

  #send(offer: CodeOffer, code: string): void {
    const { conversationId, by, orderId, owner: buyerId, letterKey: key, goodUntil } = offer;
    const letter = buyerId === undefined ? undefined : { key, orderId, buyerId, code, goodUntil };
    this.#post?.post({ conversationId, by }, letter, () => this.#offers.change(offer, { isSettled: true }));
  }
}

function isGood(offer: CodeOffer, { orderId }: CodeRequest, now: number): boolean {
  return offer.orderId === orderId && offer.usedBy === undefined && now < offer.goodUntil;
}
