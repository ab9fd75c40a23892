import type { IncomingMessage } from 'node:http';
import { type HttpAnswer, HttpError } from '../../http/httpEdge.js';

/**
 * Which pages may talk to us. A caller without an Origin is no browser's page and is let through: its token decides.
 * `allowed` undefined (the demo): the loopback names with the port that the request came in by, so that a name which was
 * made to point here is refused. With a list our own pages count as well: the chat in a shop's frame is one of them, and
 * nobody can mint there without the secret.
 */
export class Origins {
  readonly #allowed: ReadonlySet<string> | undefined;

  constructor(allowed: readonly string[] | undefined) {
    this.#allowed = allowed ? new Set(allowed) : undefined;
  }

  /** Throws HttpError 403. `also`: the origins that the token itself is bound to. */
  check(request: IncomingMessage, also?: readonly string[]): void {
    const { origin } = request.headers;
    if (origin === undefined) return;
    if (!this.#isAllowed(request, origin) || (also && !also.includes(origin))) {
      throw new HttpError(403, 'originNotAllowed', 'This page’s origin is not on the list of allowed origins.', VARY);
    }
  }

  /** Lets an allowed page read the answer. Never with credentials: across origins a token is all there is. */
  headers(request: IncomingMessage): Record<string, string> {
    const { origin } = request.headers;
    if (origin === undefined || !this.#isAllowed(request, origin)) return VARY;
    return { ...VARY, 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': 'Retry-After' };
  }

  preflight(request: IncomingMessage, methods: string): HttpAnswer {
    this.check(request);
    return {
      status: 204,
      headers: {
        ...this.headers(request),
        'Access-Control-Allow-Methods': methods,
        // What directlinejs sends.
        'Access-Control-Allow-Headers': 'authorization, content-type, x-ms-bot-agent, x-requested-with',
        'Access-Control-Max-Age': '600',
      },
    };
  }

  #isAllowed(request: IncomingMessage, origin: string): boolean {
    if (this.#allowed) return this.#allowed.has(origin) || isOurs(request, origin);
    return LOOPBACK.some((host) => origin === `http://${host}:${request.socket.localPort}`);
  }
}

/** A page of this very server, by the name that it was asked for; https where a proxy stands in front. */
function isOurs(request: IncomingMessage, origin: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === request.headers.host;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const VARY = { Vary: 'Origin' };
