import { type CodeLetter, CodeRefused, type CodeSender } from './codeSender.js';
import { webhookHeaders } from './webhookSignature.js';

export type HttpCodeSenderOptions = {
  readonly url: string;
  /** `whsec_` and a key in base64, shared with the shop: it signs every call. */
  readonly secret: string;
  /** ms since epoch. */
  readonly clock?: () => number;
  readonly timeoutMs?: number;
};

/** A shop that queues its mail answers in far less; a code is tried again for half a minute. */
const TIMEOUT_MS = 5_000;
/** Statuses below 500 that are no refusal: too slow, not yet, too many. */
const TRY_AGAIN = new Set([408, 425, 429]);

/** Calls the shop's webhook, which knows the buyer's address; docs/connect-a-shop.md says what it gets and answers. */
export function httpCodeSender(options: HttpCodeSenderOptions): CodeSender {
  const { url, secret, clock = Date.now, timeoutMs = TIMEOUT_MS } = options;
  return {
    async send(letter, closing) {
      const signal = AbortSignal.any([closing, AbortSignal.timeout(timeoutMs)]);
      const body = bodyOf(letter);
      const response = await fetch(url, {
        method: 'POST',
        // A redirect would carry the code to wherever it points.
        redirect: 'manual',
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          ...webhookHeaders(secret, letter.key, clock(), body),
        },
        body,
        signal,
      });
      // What they answer is of no use, and may be endless.
      await response.body?.cancel().catch(() => undefined);
      const { status } = response;
      if (status >= 200 && status < 300) return;
      const answered = `${new URL(url).host} answered ${status}`;
      if (status < 500 && !TRY_AGAIN.has(status)) throw new CodeRefused(answered);
      throw new Error(answered);
    },
  };
}

function bodyOf({ orderId, buyerId, code, goodUntil }: CodeLetter): string {
  return JSON.stringify({ orderId, buyerId, code, goodUntil: new Date(goodUntil).toISOString() });
}
