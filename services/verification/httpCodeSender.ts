import { postWebhook } from '../webhooks/postWebhook.js';
import { type CodeLetter, CodeRefused, type CodeSender } from './codeSender.js';

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
      const call = { url, secrets: secret, id: letter.key, at: clock(), body: bodyOf(letter), signal };
      const status = await postWebhook(call);
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
