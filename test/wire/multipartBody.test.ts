import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { HttpError } from '../../bots/http/httpEdge.js';
import { type HttpServer, openHttpServer } from '../../bots/http/httpServer.js';
import { readJsonBody } from '../../bots/http/jsonBody.js';
import { type MultipartLimits, readMultipart } from '../../bots/http/multipartBody.js';
import { until } from './support/streamClient.js';
import { file, MULTIPART, multipart } from './support/uploading.js';

const LIMITS: MultipartLimits = { bodyBytes: 1024 * 1024, partBytes: 1_000, parts: 3, idleMs: 400, wholeMs: 1_500 };

describe('a multipart body', () => {
  let server: HttpServer;
  let base: string;
  let port: number;
  let seen: string[];
  let atWork = 0;
  before(async () => {
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    server = openHttpServer({ hosts: ['127.0.0.1'], port: 0, log, bodyDeadlineMs: 250 });
    const read = async (
      take: (bytes: Buffer, name: string) => Promise<void>,
      request: Parameters<typeof readMultipart>[0],
    ) => {
      await readMultipart(request, LIMITS, async ({ bytes, fileName }) => {
        atWork += 1;
        try {
          await take(await buffer(bytes), fileName ?? '');
        } finally {
          atWork -= 1;
        }
      });
      return { status: 200, body: seen };
    };
    const take = async (bytes: Buffer, name: string) => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      seen.push(`${name} ${bytes.length}`);
    };
    const refuse = async (bytes: Buffer, name: string) => {
      await take(bytes, name);
      throw new HttpError(400, 'notThis', 'No.');
    };
    server.edge.route({ method: 'POST', path: '/take', handle: (request) => read(take, request) });
    server.edge.route({ method: 'POST', path: '/refuse', handle: (request) => read(refuse, request) });
    const json = async (request: Parameters<typeof readJsonBody>[0]) => ({
      status: 200,
      body: await readJsonBody(request),
    });
    server.edge.route({ method: 'POST', path: '/json', handle: json });
    port = (await server.listen()).port;
    base = `http://127.0.0.1:${port}`;
  });
  beforeEach(() => {
    seen = [];
  });
  after(() => server.close(100));

  const post = (path: string, body: Buffer) =>
    fetch(`${base}${path}`, { method: 'POST', body: new Uint8Array(body), headers: { 'Content-Type': MULTIPART } });
  /** Writes some bytes, then one more every 50 ms until `everyMs` is over; what came back when the socket closed. */
  const drip = async (path: string, first: Buffer, forMs: number): Promise<string> => {
    const socket: Socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (bytes) => {
      answer += String(bytes);
    });
    socket.on('error', () => undefined);
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: ${path === '/json' ? 'application/json' : MULTIPART}\r\nContent-Length: 5000\r\n\r\n`,
    );
    socket.write(first);
    const timer = setInterval(() => socket.write(' '), 50);
    setTimeout(() => clearInterval(timer), forMs);
    await once(socket, 'close');
    clearInterval(timer);
    return answer;
  };
  const beginning = multipart([file('x'.repeat(100))]).subarray(0, 200);

  it('comes part by part, one at a time, in order, however small', async () => {
    const answer = await post('/take', multipart([file('a'.repeat(900), '1'), file('', '2'), file('ccc', '3')]));
    expect(await answer.json()).to.deep.equal(['1 900', '2 0', '3 3']);
  });

  it('ends a part that is too long one byte behind its limit, and goes on with the next', async () => {
    const answer = await post('/take', multipart([file('a'.repeat(500_000), '1'), file('b', '2')]));
    expect(await answer.json()).to.deep.equal(['1 1001', '2 1']);
  });

  it('is refused by its part count before the part too many is taken', async () => {
    const answer = await post('/take', multipart([1, 2, 3, 4].map((name) => file('a', String(name)))));
    expect(answer.status).to.equal(413);
    expect(seen).to.not.include('4 1');
  });

  it('stops at the first part that is not taken, when nobody is at work any more', async () => {
    const answer = await post('/refuse', multipart([1, 2, 3].map((name) => file('a'.repeat(300), String(name)))));
    expect([answer.status, await answer.json()]).to.deep.equal([400, { error: { code: 'notThis', message: 'No.' } }]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([seen, atWork]).to.deep.equal([['1 300'], 0]);
  });

  it('skips headers that are endless or many', async () => {
    const long = { headers: [`X: ${'x'.repeat(20_000)}`, ...file('').headers], content: 'a' };
    const many = {
      headers: [...Array.from({ length: 500 }, (_, index) => `X${index}: y`), ...file('').headers],
      content: 'a',
    };
    const answer = await post('/take', multipart([long, many, file('b', '3')]));
    expect(await answer.json()).to.deep.equal(['3 1']);
  });

  it('may take longer than other bodies, and its own time at most', async () => {
    const began = performance.now();
    const after = new Map<string, number>();
    const timed = (what: string, answer: Promise<string>) =>
      answer.finally(() => after.set(what, performance.now() - began));
    const [json, steady, silent] = await Promise.all([
      timed('json', drip('/json', Buffer.from('{'), 3_000)),
      timed('steady', drip('/take', beginning, 3_000)),
      timed('silent', drip('/take', beginning, 0)),
    ]);
    expect(after.get('json')).to.be.within(200, 1_000);
    expect(after.get('silent')).to.be.within(350, 1_200);
    expect(after.get('steady')).to.be.within(1_400, 2_900);
    for (const answer of [json, steady, silent]) expect(answer).to.match(/^HTTP\/1.1 408 .*took too long/s);
    expect(atWork).to.equal(0);
  });

  it('leaves nobody at work when the sender hangs up', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write(`POST /take HTTP/1.1\r\nHost: a\r\nContent-Type: ${MULTIPART}\r\nContent-Length: 5000\r\n\r\n`);
    socket.write(beginning);
    await until(() => atWork === 1);
    socket.destroy();
    // At once, not when nothing has come for a while.
    await until(() => atWork === 0, LIMITS.idleMs / 2);
  });

  it('survives 400 bodies with bytes changed, dropped or doubled at random', async () => {
    const whole = multipart([file('a'.repeat(200), '1'), file('b'.repeat(50), '2')]);
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    for (let round = 0; round < 20; round++) {
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => {
          const at = random(whole.length);
          const length = random(60);
          const piece = whole.subarray(at, at + length);
          const mutations = [
            Buffer.alloc(0),
            Buffer.from(piece.map((byte) => byte ^ (1 + random(255)))),
            Buffer.concat([piece, piece]),
            Buffer.from('\r\n--\r\n'),
          ];
          const changed = mutations[random(4)] ?? piece;
          return post('/take', Buffer.concat([whole.subarray(0, at), changed, whole.subarray(at + length)]));
        }),
      );
      for (const { status } of answers) expect(status).to.be.oneOf([200, 400]);
    }
    expect(atWork).to.equal(0);
  });
});
