import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { expect } from 'chai';
import { mountHealth, type Readiness } from '../../bots/http/health.js';
import { type HttpEdge, HttpError } from '../../bots/http/httpEdge.js';
import { openHttpServer } from '../../bots/http/httpServer.js';
import { until } from './support/streamClient.js';

const SECURITY = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'cache-control': 'no-store',
};

describe('the HTTP server', () => {
  const lines: { fields: object; message: string }[] = [];
  const keep = (fields: object, message: string) => void lines.push({ fields, message });
  const log = { info: keep, warn: keep, error: keep };
  let readiness: Readiness = 'ready';
  let server: ReturnType<typeof openHttpServer>;
  let port: number;
  let base: string;

  function mount(edge: HttpEdge): void {
    mountHealth(edge, () => readiness);
    edge.route({
      method: 'GET',
      path: '/things/:id',
      handle: async ({ params, query }) => ({ status: 200, body: { ...params, q: query.get('q') } }),
    });
    edge.route({
      method: 'POST',
      path: '/things/:id',
      handle: async () => ({ status: 201, body: Buffer.from('raw') }),
    });
    edge.route({
      method: 'GET',
      path: '/refused',
      handle: async () => {
        throw new HttpError(418, 'teapot', 'No coffee here.', { 'Retry-After': '7' });
      },
    });
    edge.route({
      method: 'GET',
      path: '/broken',
      handle: async () => {
        throw new Error('secret internal detail /srv/x');
      },
    });
    edge.raw('GET', '/broken-raw', async () => {
      throw new Error('secret internal detail /srv/x');
    });
    edge.route({
      method: 'GET',
      path: '/slow',
      handle: async () => {
        await new Promise((resolve) => setTimeout(resolve, 200));
        return { status: 200, body: {} };
      },
    });
  }

  before(async () => {
    server = openHttpServer({ hosts: ['127.0.0.1'], port: 0, log });
    mount(server.edge);
    ({ port } = await server.listen());
    base = `http://127.0.0.1:${port}`;
  });
  after(() => server.close(100));

  /** Writes bytes as they are, and gives what comes back until the other side closes. */
  async function bytes(text: string): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', () => undefined);
    socket.write(text);
    await Promise.race([once(socket, 'close'), new Promise((resolve) => setTimeout(resolve, 300))]);
    socket.destroy();
    return answer;
  }

  const table: [string, string, number, string][] = [
    ['GET', '/nowhere', 404, 'notFound'],
    ['GET', '/', 404, 'notFound'],
    ['GET', '/health/', 404, 'notFound'],
    ['GET', '/things/a/b', 404, 'notFound'],
    ['GET', '/..%2f..%2fetc%2fpasswd', 404, 'notFound'],
    ['DELETE', '/health', 405, 'methodNotAllowed'],
    ['PATCH', '/things/1', 405, 'methodNotAllowed'],
    ['PUT', '/things/1', 405, 'methodNotAllowed'],
    ['OPTIONS', '/things/1', 405, 'methodNotAllowed'],
    ['GET', '/%', 400, 'badAddress'],
    ['GET', '/things/%E0%A4%A', 400, 'badAddress'],
    ['GET', '/things/%ff', 400, 'badAddress'],
    ['GET', '/refused', 418, 'teapot'],
    ['GET', '/broken', 500, 'internal'],
    ['GET', '/broken-raw', 500, 'internal'],
  ];
  for (const [method, path, status, code] of table) {
    it(`answers ${status} ${code} to ${method} ${path}`, async () => {
      const answer = await fetch(base + path, { method, headers: { Accept: 'text/html' } });
      const text = await answer.text();
      expect(answer.status).to.equal(status);
      expect(JSON.parse(text).error.code).to.equal(code);
      expect(text).to.not.match(/secret|srv|node_modules|Error:/);
      for (const [name, value] of Object.entries(SECURITY)) expect(answer.headers.get(name), name).to.equal(value);
      expect(answer.headers.get('content-type')).to.match(/^application\/json/);
      expect(answer.headers.get('server')).to.equal(null);
      expect(answer.headers.get('x-powered-by')).to.equal(null);
    });
  }

  it('names the methods that would do', async () => {
    const answer = await fetch(`${base}/things/1`, { method: 'DELETE' });
    expect(answer.headers.get('allow')?.split(', ')).to.have.members(['GET', 'HEAD', 'POST']);
  });

  it('gives an incident id to quote, and logs the error under it without the query', async () => {
    lines.length = 0;
    const { error } = JSON.parse(await (await fetch(`${base}/broken?t=ticket`)).text());
    expect(error.message).to.equal(`Something went wrong on our side. Quote incident ${error.incident}.`);
    expect(lines).to.have.length(1);
    expect(lines[0]?.fields).to.include({ incident: error.incident, method: 'GET', path: '/broken' });
    expect(JSON.stringify(lines)).to.not.include('ticket');
  });

  it('gives handlers the path’s parts and the query', async () => {
    const answer = await fetch(`${base}/things/a%2Fb%20c?q=1%202&q=3`);
    expect(await answer.json()).to.deep.equal({ id: 'a/b c', q: '1 2' });
    const posted = await fetch(`${base}/things/1`, { method: 'POST', body: 'never read' });
    expect([posted.status, await posted.text()]).to.deep.equal([201, 'raw']);
  });

  it('answers HEAD like GET, without the body', async () => {
    const answer = await fetch(`${base}/health`, { method: 'HEAD' });
    expect([answer.status, await answer.text()]).to.deep.equal([200, '']);
  });

  it('says whether it is ready, and that it is alive all the same', async () => {
    for (const [status, code, retryAfter] of [
      ['starting', 503, '1'],
      ['stopping', 503, '1'],
      ['storeAway', 503, '1'],
      ['sweeperStuck', 503, '1'],
      ['effectsStuck', 503, '1'],
      ['ready', 200, null],
    ] as const) {
      readiness = status;
      const answer = await fetch(`${base}/ready`);
      expect([answer.status, await answer.json()]).to.deep.equal([code, { status }]);
      expect(answer.headers.get('retry-after')).to.equal(retryAfter);
      const alive = await fetch(`${base}/health`);
      expect([alive.status, await alive.json()]).to.deep.equal([200, { status: 'alive' }]);
    }
  });

  const hostile: [string, string, RegExp][] = [
    ['a Host that is no host', 'GET /health HTTP/1.1\r\nHost: [\r\n\r\n', /^HTTP\/1.1 400 .*badAddress/s],
    ['a Host with a path', 'GET /health HTTP/1.1\r\nHost: a b\r\n\r\n', /^HTTP\/1.1 400 .*badAddress/s],
    ['a port out of range', 'GET /health HTTP/1.1\r\nHost: a:99999\r\n\r\n', /^HTTP\/1.1 400 .*badAddress/s],
    ['no Host', 'GET /health HTTP/1.1\r\n\r\n', /^HTTP\/1.1 400 /],
    ['an absolute address', 'GET http://evil/health HTTP/1.1\r\nHost: a\r\n\r\n', /^HTTP\/1.1 400 .*badAddress/s],
    ['OPTIONS *', 'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n', /^HTTP\/1.1 400 .*badAddress/s],
    ['two slashes', 'GET //evil.example/x HTTP/1.1\r\nHost: a\r\n\r\n', /^HTTP\/1.1 404 .*notFound/s],
    ['no HTTP', 'hello\r\n\r\n', /^HTTP\/1.1 400 .*nosniff.*notHttp/s],
    [
      '17 KB of headers',
      `GET /health HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`,
      /^HTTP\/1.1 431 .*headersTooLarge/s,
    ],
    [
      'an unknown upgrade',
      'GET /x HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      /^HTTP\/1.1 404 .*nosniff.*notFound/s,
    ],
    ['an unknown method', 'BREW /health HTTP/1.1\r\nHost: a\r\n\r\n', /^HTTP\/1.1 400 .*notHttp/s],
  ];
  for (const [what, text, answer] of hostile) {
    it(`answers to ${what}, and lives`, async () => {
      expect(await bytes(text)).to.match(answer);
      expect((await fetch(`${base}/health`)).status).to.equal(200);
    });
  }

  it('closes clients that write too slowly within 15 s', async () => {
    const began = performance.now();
    const drip = (first: string, more: string): Promise<string> => {
      const socket: Socket = connect(port, '127.0.0.1');
      let answer = '';
      socket.write(first);
      const timer = setInterval(() => socket.write(more), 500);
      socket.on('data', (chunk) => {
        answer += chunk;
      });
      socket.on('error', () => undefined);
      return once(socket, 'close').then(() => {
        clearInterval(timer);
        return answer;
      });
    };
    const [headers, body, silent] = await Promise.all([
      drip('GET /health HTTP/1.1\r\nHost: a\r\n', 'X-More: 1\r\n'),
      drip('POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n', 'x'),
      drip('', ''),
    ]);
    expect(performance.now() - began).to.be.below(15_000);
    expect(headers).to.match(/^HTTP\/1.1 408 .*nosniff.*tooSlow/s);
    expect(body).to.match(/^HTTP\/1.1 404 /);
    expect(silent).to.match(/^$|408/);
  }).timeout(16_000);

  it('listens on both loopback addresses with one port, or says which it has', async () => {
    const both = openHttpServer({ hosts: ['127.0.0.1', '::1'], port: 0, log });
    mountHealth(both.edge, () => 'ready');
    const listening = await both.listen();
    expect(listening.urls[0]).to.equal(`http://127.0.0.1:${listening.port}`);
    for (const url of listening.urls) expect((await fetch(`${url}/health`)).status).to.equal(200);
    await both.close(100);
  });

  it('says what to do when the port is taken', async () => {
    for (const portVariable of ['PORT', 'METRICS_PORT']) {
      const second = openHttpServer({ hosts: ['127.0.0.1'], port, portVariable, log });
      const error: unknown = await second.listen().catch((reason: unknown) => reason);
      expect(String(error)).to.equal(
        `Error: http: cannot listen on 127.0.0.1 port ${port}: another program has it: stop that one, or set ${portVariable}`,
      );
    }
  });

  it('leaves no half-open server behind when the second address fails', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port: takenPort } = taken.address() as AddressInfo;
    const half = openHttpServer({ hosts: ['127.0.0.2', '127.0.0.1'], port: takenPort, log });
    expect(await half.listen().catch(() => 'refused')).to.equal('refused');
    const free = createServer().listen(takenPort, '127.0.0.2');
    await once(free, 'listening');
    free.close();
    taken.close();
  });

  it('lets requests under way finish when it closes, and cuts the rest at the deadline', async () => {
    const closing = openHttpServer({ hosts: ['127.0.0.1'], port: 0, log });
    mount(closing.edge);
    const { port: closingPort } = await closing.listen();
    const idle = connect(closingPort, '127.0.0.1');
    await once(idle, 'connect');
    idle.write('GET /health HT');
    const underway = fetch(`http://127.0.0.1:${closingPort}/slow`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const began = performance.now();
    let isCut = false;
    idle.once('close', () => {
      isCut = true;
    });
    idle.on('error', () => undefined);
    await closing.close(400);
    expect((await underway).status).to.equal(200);
    expect(performance.now() - began).to.be.within(150, 900);
    await until(() => isCut);
  });
});
