import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What can happen to a call on its way. Those named `...After` happen once it has been carried out. */
export const FAULTS = [
  'cutBefore',
  'cutAfter',
  'cutWithin',
  'lateAfter',
  'twice',
  'serverErrorBefore',
  'serverErrorAfter',
  'tooMany',
  'tooManyAndLater',
  'rubbishAfter',
  'otherShapeAfter',
  'tooLargeAfter',
] as const;
/** `arrivesLate`: it is carried out when whoever called has long given up. */
export type Fault = (typeof FAULTS)[number] | 'arrivesLate';

export type FaultyWay = {
  readonly url: string;
  /** What came by, the newest last. */
  readonly calls: readonly { readonly method: string; readonly path: string; readonly fault: Fault | undefined }[];
  /** What is late has come. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

/** Stands between who calls and `target`, and spoils the calls that `faultOf` picks. */
export async function openFaultyWay(
  target: string,
  faultOf: (call: { readonly method: string; readonly path: string }) => Fault | undefined,
  lateMs: number,
): Promise<FaultyWay> {
  const calls: { method: string; path: string; fault: Fault | undefined }[] = [];
  const late = new Set<Promise<unknown>>();
  const server = createServer((request, response) => {
    spoil(request, response).catch(() => request.socket.destroy());
  });

  async function spoil(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url: path = '' } = request;
    const fault = faultOf({ method, path });
    calls.push({ method, path, fault });
    const forward = () => forwarded(`${target}${path}`, request, Buffer.concat(chunks));
    switch (fault) {
      case 'cutBefore':
        request.socket.destroy();
        return;
      case 'serverErrorBefore':
        return answer(response, 500, '{}');
      case 'tooMany':
        return answer(response, 429, '{}', { 'Retry-After': '0' });
      case 'tooManyAndLater':
        return answer(response, 429, '{}', { 'Retry-After': '30' });
      case 'arrivesLate': {
        const wait = new Promise((resolve) => setTimeout(resolve, lateMs)).then(forward).catch(() => undefined);
        late.add(wait);
        return;
      }
      case 'twice':
        await forward();
        break;
      default:
    }
    const { status, body } = await forward();
    switch (fault) {
      case 'cutAfter':
        request.socket.destroy();
        return;
      case 'cutWithin':
        response.writeHead(status, { 'Content-Length': String(body.length) });
        response.write(body.subarray(0, body.length / 2), () => request.socket.destroy());
        return;
      case 'lateAfter':
        late.add(new Promise((resolve) => setTimeout(resolve, lateMs)).then(() => answer(response, status, body)));
        return;
      case 'serverErrorAfter':
        return answer(response, 502, '<html>Bad gateway</html>');
      case 'rubbishAfter':
        return answer(response, 200, '<html>Please sign in</html>');
      case 'otherShapeAfter':
        return answer(response, 200, '{"kind":"opened","case":{"caseId":7},"cases":{}}');
      case 'tooLargeAfter':
        return answer(response, 200, `{"kind":"${'x'.repeat(5 * 1024 * 1024)}"}`);
      default:
        return answer(response, status, body);
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    settled: async () => void (await Promise.all(late)),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function forwarded(url: string, { method = '', headers }: IncomingMessage, body: Buffer) {
  const kept = Object.entries(headers).filter(
    ([name]) => name === 'authorization' || name === 'content-type' || name === 'idempotency-key',
  );
  const response = await fetch(url, {
    method,
    // These three come once, as text.
    headers: Object.fromEntries(kept) as Record<string, string>,
    ...(method === 'GET' ? {} : { body: body.toString('utf8') }),
  });
  return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
}

function answer(response: ServerResponse, status: number, body: string | Buffer, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(body);
}

/** Numbers from 0 to 1, the same for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
