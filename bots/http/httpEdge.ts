import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** What a route gets: only what we use of restify's request, so that nothing else leans on the router. */
export type HttpRequest = IncomingMessage & {
  readonly params: Record<string, string>;
  readonly query: URLSearchParams;
};

/** What a route answers with. `body` is sent as JSON unless it is a Buffer. */
export type HttpAnswer = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
};

export type Route = {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'OPTIONS';
  /** restify's form: /v3/directline/conversations/:conversationId/activities */
  readonly path: string;
  /** Throws HttpError for what the caller did wrong; anything else becomes a 500 with an incident id. */
  readonly handle: (request: HttpRequest) => Promise<HttpAnswer>;
};

/** PORT. The web server as channels see it. */
export interface HttpEdge {
  route(route: Route): void;
  /** A hand-made answer (streams, files): the handler ends the response itself. HEAD comes here too. */
  raw(method: 'GET', path: string, handle: (request: HttpRequest, response: ServerResponse) => Promise<void>): void;
  /**
   * The handler owns the socket until it resolves; what it throws is answered as in a route, and the socket is closed.
   * Every other upgrade is answered 404.
   */
  upgrade(path: string, handle: (request: HttpRequest, socket: Duplex, head: Buffer) => Promise<void>): void;
}

/** The caller's fault: `code` is stable and for programs, `message` plain English and safe to send. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}
