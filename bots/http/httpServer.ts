import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import restify from 'restify';
import type { Log } from '../../services/telemetry/log.js';
import { failureAnswer, rawAnswer, SECURITY_HEADERS, sendAnswer } from './answers.js';
import { setBodyDeadline } from './bodyDeadline.js';
import { type HttpAnswer, type HttpEdge, HttpError, type HttpRequest, type Route } from './httpEdge.js';
import { listenOnAll } from './listening.js';
import { matchPath, readTarget } from './requestTarget.js';

export type HttpServerOptions = {
  readonly hosts: readonly string[];
  readonly port: number;
  /** What sets the port; PORT unless told. */
  readonly portVariable?: string;
  readonly log: Log;
  /** How long a body may take to arrive, unless its route says otherwise. */
  readonly bodyDeadlineMs?: number;
};

export type HttpServer = {
  readonly edge: HttpEdge;
  /** Call after every route is on the edge. Throws with what to do when the port cannot be had. */
  listen(): Promise<{ port: number; urls: string[] }>;
  /** Takes no more; lets requests under way finish for `deadlineMs`, then cuts what is left. */
  close(deadlineMs: number): Promise<void>;
};

/**
 * A client that writes slowly is cut after at most 6 + 1 s in its headers and 10 s in its body: under the 15 s
 * we promise, and long enough for 256 KB over 3G. Idle connections outlive the 60 s of the usual proxies.
 */
const BODY_DEADLINE_MS = 10_000;
const LIMITS = {
  headersTimeout: 6_000,
  // For all that a route may allow: an upload of five photos from a phone takes its minute.
  requestTimeout: 130_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16_384,
  // Node's own answer to a request without one carries none of our headers: readTarget refuses it.
  requireHostHeader: false,
};
/** Neither reading nor being written to for this long: gone. */
const SOCKET_IDLE_MS = 120_000;

/** restify routes; reading bodies, answering, limits and listening are ours (its own parser can be killed by one request). */
export function openHttpServer(options: HttpServerOptions): HttpServer {
  const { hosts, port, log, bodyDeadlineMs = BODY_DEADLINE_MS } = options;
  const router = restify.createServer({ name: '', log: { trace: () => false, warn: () => undefined } });
  router.on('restifyError', (request, response, error, done) => {
    const answer = failureAnswer(routerError(error), request, log);
    response.setHeader('Content-Type', 'application/json');
    response.statusCode = answer.status;
    error.statusCode = answer.status;
    error.toJSON = () => answer.body;
    done();
  });

  const upgrades: { path: string; handle: Upgrade }[] = [];
  const edge: HttpEdge = {
    route: (route) => addRoute(route, log, router),
    raw(_method, path, handle) {
      const answered = async (request: RoutedRequest, response: ServerResponse) => {
        try {
          await handle(withQuery(request), response);
        } catch (error) {
          sendAnswer(response, failureAnswer(error, request, log));
        }
      };
      router.get(path, answered);
      router.head(path, answered);
    },
    upgrade: (path, handle) => void upgrades.push({ path, handle }),
  };

  let closing = false;
  const sockets = new Set<Duplex>();
  const servers = hosts.map((host) => {
    const server = createServer(LIMITS, (request, response) => {
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
      if (closing) response.setHeader('Connection', 'close');
      setBodyDeadline(request, bodyDeadlineMs, () => refuseBytes(TOO_SLOW, request.socket));
      if (readTarget(request)) router.server.emit('request', request, response);
      else sendAnswer(response, failureAnswer(BAD_TARGET, request, log));
    });
    // Node's own answer to any Expect but "100-continue" carries none of our headers.
    server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
      sendAnswer(response, failureAnswer(EXPECTS, request, log));
    });
    server.timeout = SOCKET_IDLE_MS;
    server.on('connection', (socket: Duplex) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => refuseBytes(error, socket));
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      void runUpgrade(request, socket, head, upgrades, log);
    });
    return { host, server };
  });

  return {
    edge,
    listen: () => listenOnAll(servers, port, options.portVariable),
    async close(deadlineMs) {
      closing = true;
      const closed = Promise.all(servers.map(({ server }) => closeServer(server)));
      let timer: NodeJS.Timeout | undefined;
      const deadline = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, deadlineMs);
      });
      await Promise.race([closed, deadline]);
      clearTimeout(timer);
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

type RoutedRequest = IncomingMessage & { params: Record<string, string> };
type Upgrade = (request: HttpRequest, socket: Duplex, head: Buffer) => Promise<void>;

const BAD_TARGET = new HttpError(400, 'badAddress', 'The address of this request cannot be read.');
const EXPECTS = new HttpError(417, 'expectationFailed', 'We cannot do what this request expects.', {
  Connection: 'close',
});
const NOT_FOUND = new HttpError(404, 'notFound', 'There is nothing here.');

function addRoute({ method, path, handle }: Route, log: Log, router: ReturnType<typeof restify.createServer>): void {
  const answered = async (request: RoutedRequest, response: ServerResponse) => {
    let answer: HttpAnswer;
    try {
      answer = await handle(withQuery(request));
    } catch (error) {
      answer = failureAnswer(error, request, log);
    }
    sendAnswer(response, answer);
  };
  if (method === 'GET') {
    router.get(path, answered);
    router.head(path, answered);
  } else if (method === 'POST') router.post(path, answered);
  else if (method === 'DELETE') router.del(path, answered);
  else router.opts(path, answered);
}

function withQuery(request: RoutedRequest): HttpRequest {
  const search = request.url?.indexOf('?') ?? -1;
  const query = new URLSearchParams(search < 0 ? '' : request.url?.slice(search + 1));
  return Object.assign(request, { query });
}

/** restify's own errors are "no such route" and "not by this method" (it has set Allow); a message of its own never goes out. */
function routerError(error: Error & { statusCode?: number }): unknown {
  if (error.statusCode === 404) return NOT_FOUND;
  if (error.statusCode === 405)
    return new HttpError(405, 'methodNotAllowed', 'This address does not take that method.');
  return error;
}

async function runUpgrade(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  upgrades: readonly { path: string; handle: Upgrade }[],
  log: Log,
): Promise<void> {
  // A client that resets its connection while we look at its ticket must not take the process down.
  socket.on('error', () => socket.destroy());
  try {
    const target = readTarget(request);
    if (!target) throw BAD_TARGET;
    for (const { path, handle } of upgrades) {
      const params = matchPath(path, target.pathname);
      if (params) return await handle(Object.assign(request, { params, query: target.searchParams }), socket, head);
    }
    throw NOT_FOUND;
  } catch (error) {
    if (!socket.destroyed) socket.end(rawAnswer(failureAnswer(error, request, log)), () => socket.destroy());
  }
}

/** What never became a request: broken HTTP, too many headers, or too slow. */
function refuseBytes(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const { status, code, message } = REFUSALS[error.code ?? ''] ?? NOT_HTTP;
  socket.end(rawAnswer({ status, body: { error: { code, message } } }), () => socket.destroy());
}

const TOO_SLOW = Object.assign(new Error('the body took too long'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
const NOT_HTTP = { status: 400, code: 'notHttp', message: 'This is not HTTP.' };
const REFUSALS: Readonly<Record<string, typeof NOT_HTTP>> = {
  HPE_HEADER_OVERFLOW: { status: 431, code: 'headersTooLarge', message: 'The headers are over 16 KB.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'tooSlow', message: 'The request took too long to arrive.' },
};

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) return resolve();
    server.close(() => resolve());
  });
}
