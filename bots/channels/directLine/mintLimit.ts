import type { IncomingMessage } from 'node:http';
import { HttpError } from '../../http/httpEdge.js';

/** So many tokens a minute an address; loopback is ourselves (a page of the demo, a proxy that is not declared, a test). */
export class MintLimit {
  readonly #perMinute: number;
  readonly #proxyHops: number;
  readonly #clock: () => number;
  readonly #counts = new Map<string, number>();
  #minute = 0;

  constructor({ perMinute, proxyHops, clock }: { perMinute: number; proxyHops: number; clock: () => number }) {
    this.#perMinute = perMinute;
    this.#proxyHops = proxyHops;
    this.#clock = clock;
  }

  /** Throws HttpError 429 with Retry-After. */
  take(request: IncomingMessage): void {
    const address = addressOf(request, this.#proxyHops);
    if (isLoopback(address)) return;
    const now = this.#clock();
    const minute = Math.floor(now / 60_000);
    // All counts end together: one number less to keep for each address, and the map never outgrows a minute's callers.
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#counts.clear();
    }
    const count = (this.#counts.get(address) ?? 0) + 1;
    if (count > this.#perMinute) {
      const retryAfter = String(Math.ceil(((minute + 1) * 60_000 - now) / 1000));
      throw new HttpError(429, 'tooManyTokens', 'Too many tokens were asked for. Try again later.', {
        'Retry-After': retryAfter,
      });
    }
    this.#counts.set(address, count);
  }
}

/** The rightmost addresses of X-Forwarded-For are our own proxies' word; what stands left of them is the caller's. */
function addressOf(request: IncomingMessage, proxyHops: number): string {
  const peer = request.socket.remoteAddress ?? '';
  if (proxyHops === 0) return peer;
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',');
  return forwarded.at(-proxyHops)?.trim() || peer;
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}
