/** restify 12 ships no types, and those for 8 describe another router. This is the part that we use of it. */
declare module 'restify' {
  import type { IncomingMessage, Server as NodeServer, ServerResponse } from 'node:http';

  type Handler = (
    request: IncomingMessage & { params: Record<string, string> },
    response: ServerResponse,
  ) => Promise<void>;
  type RouterError = Error & { statusCode?: number; toJSON?: () => unknown };

  interface Router {
    /** The Node server that restify makes for itself. We never let it listen: it only takes 'request' from ours. */
    readonly server: NodeServer;
    get(path: string, handle: Handler): void;
    head(path: string, handle: Handler): void;
    post(path: string, handle: Handler): void;
    del(path: string, handle: Handler): void;
    opts(path: string, handle: Handler): void;
    on(
      event: 'restifyError',
      listener: (request: IncomingMessage, response: ServerResponse, error: RouterError, done: () => void) => void,
    ): void;
  }

  const restify: {
    createServer(options: {
      /** Empty: no Server header. */
      name: '';
      log: { trace(): boolean; warn(): void };
    }): Router;
  };
  export = restify;
}
