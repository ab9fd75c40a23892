import { readFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/** The key of the specification's own example. */
export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** How the shop treats a call: a status, or worse. */
type Behaviour = number | 'cut' | 'hang' | 'endless' | { readonly redirectTo: string };
type Letter = { readonly orderId: string; readonly buyerId: string; readonly code: string; readonly goodUntil: string };
type Call = { readonly headers: IncomingHttpHeaders; readonly letter: Letter; readonly isSigned: boolean };

type IsFromDesk = (headers: IncomingHttpHeaders, body: string, secret: string) => boolean;
const Example = z.object({ isFromDesk: z.custom<IsFromDesk>((value) => typeof value === 'function') });

export type CodeWebhook = Awaited<ReturnType<typeof openCodeWebhook>>;

/** A stand-in for the shop's webhook: `behave` says how to treat the nth call, 1 first. */
export async function openCodeWebhook() {
  const calls: Call[] = [];
  const isFromDesk = await readIsFromDesk();
  /** `hanging`: calls that wait for an answer. */
  const state = { behave: (_nth: number): Behaviour => 204, hanging: 0 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const { headers } = request;
      // What the desk sends is what the tests look at.
      const letter = JSON.parse(body) as Letter;
      calls.push({ headers, letter, isSigned: isFromDesk(headers, body, SECRET) });
      const behaviour = state.behave(calls.length);
      if (behaviour === 'hang') {
        state.hanging += 1;
        response.on('close', () => {
          state.hanging -= 1;
        });
        return;
      }
      if (behaviour === 'cut') return void request.socket.destroy();
      if (behaviour === 'endless') {
        response.writeHead(200);
        const more = setInterval(() => response.write('x'.repeat(1_000)), 5);
        response.on('close', () => clearInterval(more));
        return;
      }
      if (typeof behaviour === 'object') response.writeHead(307, { Location: behaviour.redirectTo });
      else response.writeHead(behaviour);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    calls,
    url: `http://127.0.0.1:${port}/codes`,
    /** Resolves when it was called so often, and rejects after 10 s. */
    async called(count: number): Promise<Call> {
      const end = Date.now() + 10_000;
      for (;;) {
        const call = calls[count - 1];
        if (call) return call;
        if (Date.now() > end) throw new Error(`${calls.length} of ${count} calls`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

/** The function by which docs/connect-a-shop.md tells shops to check a call. */
export async function readIsFromDesk(): Promise<IsFromDesk> {
  const text = await readFile('docs/connect-a-shop.md', 'utf8');
  const source = [...text.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code).find(isTheCheck);
  if (source === undefined) throw new Error('docs/connect-a-shop.md has no example of the check');
  const loaded: unknown = await import(`data:text/javascript,${encodeURIComponent(source)}`);
  return Example.parse(loaded).isFromDesk;
}

function isTheCheck(code: string | undefined): boolean {
  return code?.includes('function isFromDesk') === true;
}
