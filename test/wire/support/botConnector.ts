import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the stand-in treats a request: a status, or worse. */
export type Behaviour = number | 'cut' | 'hang' | { readonly redirectTo: string };
/** An activity as it arrived and was taken (answered 2xx); only what tests read. */
export type Arrived = {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly activity: {
    readonly type: string;
    readonly name?: string;
    readonly value?: { readonly summary?: string; readonly reason?: string };
    readonly relatesTo?: object;
    readonly text?: string;
    readonly summary?: string;
    readonly from: { readonly id: string };
    readonly recipient: { readonly id: string };
    readonly conversation: { readonly id: string };
    readonly channelData?: { readonly key?: string };
    readonly attachments?: readonly object[];
    readonly suggestedActions?: {
      readonly to: readonly string[];
      readonly actions: readonly { readonly title: string }[];
    };
  };
};

export type BotConnector = Awaited<ReturnType<typeof openBotConnector>>;

/** A stand-in for the Bot Connector API, which does as it is told: `behave` says how to treat the nth request, 1 first. */
export async function openBotConnector() {
  const taken: Arrived[] = [];
  const state = {
    behave: (_nth: number): Behaviour => 200,
    requests: 0,
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      state.requests += 1;
      const behaviour = state.behave(state.requests);
      if (behaviour === 'hang') return;
      if (behaviour === 'cut') return void request.socket.destroy();
      if (typeof behaviour === 'object') {
        response.writeHead(307, { Location: behaviour.redirectTo });
        response.end();
        return;
      }
      if (behaviour < 300) {
        // What the desk sends is what the tests look at.
        const activity = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Arrived['activity'];
        taken.push({ path: request.url ?? '', authorization: request.headers.authorization, activity });
      }
      response.writeHead(behaviour, { 'Content-Type': 'application/json' });
      response.end(behaviour < 300 ? JSON.stringify({ id: String(taken.length) }) : '{"error":{"code":"Busy"}}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    taken,
    serviceUrl: `http://127.0.0.1:${port}/`,
    keys: () => taken.map(({ activity }) => activity.channelData?.key),
    texts: () => taken.map(({ activity }) => activity.text),
    /** Resolves when `count` activities were taken, and rejects after 15 s. */
    async took(count: number) {
      const end = Date.now() + 15_000;
      while (taken.length < count) {
        if (Date.now() > end) throw new Error(`${taken.length} of ${count} activities arrived`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return taken;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
