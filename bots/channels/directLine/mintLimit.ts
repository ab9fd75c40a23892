import type { IncomingMessage } from 'node:http';
import type { Counters } from '../../../services/storage/counters.js';
import type { Log } from '../../../services/telemetry/log.js';
import { addressOf } from '../../http/clientAddress.js';
import { HttpError } from '../../http/httpEdge.js';
import { orAway } from '../receiving.js';

export type MintLimitOptions = {
  readonly perMinute: number;
  readonly proxyHops: number;
  readonly counters: Counters;
  /** ms since epoch. */
  readonly clock: () => number;
  readonly log: Log;
};

/** So many tokens a minute an address; loopback is ourselves (a page of the demo, a proxy that is not declared, a test). */
export class MintLimit {
  readonly #options: MintLimitOptions;

  constructor(options: MintLimitOptions) {
    this.#options = options;
  }

  /** Throws HttpError 429 with Retry-After, 503. */
  async take(request: IncomingMessage): Promise<void> {
    const { perMinute, proxyHops, counters, clock, log } = this.#options;
    const address = addressOf(request, proxyHops);
    if (isLoopback(address)) return;
    const now = clock();
    const minute = Math.floor(now / MINUTE_MS);
    // Kept for a minute more than it counts: processes' clocks differ.
    const count = await orAway(log, counters.count(`mint:${minute}:${address}`, 2 * MINUTE_MS));
    if (count <= perMinute) return;
    const retryAfter = String(Math.ceil(((minute + 1) * MINUTE_MS - now) / 1000));
    throw new HttpError(429, 'tooManyTokens', 'Too many tokens were asked for. Try again later.', {
      'Retry-After': retryAfter,
    });
  }
}

const MINUTE_MS = 60_000;

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}
