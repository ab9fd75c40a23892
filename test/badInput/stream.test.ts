import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { refusal, StreamClient } from '../wire/support/streamClient.js';
import { ChatOver } from './support/chatOver.js';
import { openRealDesk, type RealDesk } from './support/realDesk.js';

const HEADERS = [
  'X-Content-Type-Options: nosniff',
  'Referrer-Policy: no-referrer',
  'Cross-Origin-Opener-Policy: same-origin',
  "Content-Security-Policy: default-src 'none'",
  'Cache-Control: no-store',
];

describe('bad input below HTTP and on the stream', function () {
  this.timeout(20_000);
  let desk: RealDesk;
  let chat: ChatOver;
  before(async () => {
    desk = await openRealDesk();
    chat = await new ChatOver(desk).start();
  });
  after(() => desk.close());

  const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13';
  const BYTES: readonly (readonly [string, string | Buffer, number, string])[] = [
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n\r\n', 400, 'notHttp'],
    ['the start of TLS', Buffer.from('160301020001000001fc0303', 'hex'), 400, 'notHttp'],
    ['zeros', Buffer.alloc(64), 400, 'notHttp'],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 'notHttp'],
    ['a method that is none', 'BREW /health HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'notHttp'],
    ['a header without a colon', 'GET /health HTTP/1.1\r\nHost: a\r\nnonsense\r\n\r\n', 400, 'notHttp'],
    ['a zero in a header', 'GET /health HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n', 400, 'notHttp'],
    [
      'two lengths',
      'POST /health HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx',
      400,
      'notHttp',
    ],
    [
      'a length and chunks',
      'POST /api/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'notHttp',
    ],
    ['a length below zero', 'POST /health HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n', 400, 'notHttp'],
    ['17 KB of headers', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`, 431, 'headersTooLarge'],
    ['an address of 17 KB', `GET /${'x'.repeat(17_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 431, 'headersTooLarge'],
    ['a proxy’s request', 'GET http://evil.example/ HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'badAddress'],
    ['no Host', 'GET /health HTTP/1.1\r\n\r\n', 400, 'badAddress'],
    ['an Expect', 'GET /health HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n', 417, 'expectationFailed'],
    ['OPTIONS *', 'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'badAddress'],
    ['an upgrade to nowhere', `GET /nowhere HTTP/1.1\r\nHost: a\r\n${upgrade}\r\n\r\n`, 404, 'notFound'],
    ['an upgrade with half a percent sign', `GET /% HTTP/1.1\r\nHost: a\r\n${upgrade}\r\n\r\n`, 400, 'badAddress'],
  ];
  for (const [what, bytes, status, code] of BYTES) {
    it(`${what}: ${status} ${code}`, async () => {
      const answer = await desk.bytes(bytes);
      expect(answer)
        .to.match(new RegExp(`^HTTP/1\\.1 ${status} `))
        .and.include(`"code":"${code}"`);
      for (const header of HEADERS) expect(answer).to.include(header);
      expect((await desk.send('GET', '/health')).status).to.equal(200);
    });
  }

  const stream = (change: (url: URL) => void) => async () => {
    const url = new URL(await freshStream());
    change(url);
    return url.href;
  };
  const DOORS: readonly (readonly [string, () => Promise<string>, number, string])[] = [
    ['no ticket', stream(({ searchParams }) => searchParams.delete('t')), 401, 'ticketInvalid'],
    ['an empty ticket', stream(({ searchParams }) => searchParams.set('t', '')), 401, 'ticketInvalid'],
    ['a token for a ticket', stream(({ searchParams }) => searchParams.set('t', chat.token)), 401, 'ticketInvalid'],
    ['a ticket of 8 KB', stream(({ searchParams }) => searchParams.set('t', 'x'.repeat(8_192))), 401, 'ticketInvalid'],
    [
      'a watermark of the future',
      stream(({ searchParams }) => searchParams.set('watermark', '99')),
      400,
      'watermarkAhead',
    ],
    ['a watermark below zero', stream(({ searchParams }) => searchParams.set('watermark', '-1')), 400, 'badWatermark'],
    ['a watermark in words', stream(({ searchParams }) => searchParams.set('watermark', 'one')), 400, 'badWatermark'],
    [
      'another conversation',
      stream((url) => renamed(url, randomBytes(16).toString('base64url'))),
      404,
      'conversationNotFound',
    ],
  ];
  for (const [what, url, status, code] of DOORS) {
    it(`a stream with ${what}: ${status} ${code}`, async () => {
      expect(await refusal(await url())).to.deep.equal([status, code]);
    });
  }

  it('a ticket that was used: 401 ticketInvalid', async () => {
    const url = await freshStream();
    const client = await new StreamClient(url).open();
    expect(await refusal(url)).to.deep.equal([401, 'ticketInvalid']);
    client.socket.close();
  });

  const FRAMES: readonly (readonly [string, (client: StreamClient) => void, number])[] = [
    ['bytes', ({ socket }) => socket.send(Buffer.from([1, 2, 3])), 1003],
    ['65 KB', ({ socket }) => socket.send('x'.repeat(65 * 1024)), 1009],
    ['101 frames at once', ({ socket }) => Array.from({ length: 101 }, () => socket.send('{}')), 1008],
  ];
  for (const [what, sends, code] of FRAMES) {
    it(`a client of the stream that sends ${what} is closed with ${code}`, async () => {
      const client = await new StreamClient(await freshStream()).open();
      sends(client);
      expect(await client.closed).to.equal(code);
    });
  }

  it('what a client says on the stream is not said in the conversation', async () => {
    const client = await new StreamClient(await freshStream()).open();
    for (const text of ['{"type":"message","text":"cancel"}', '{', '\0', '<x/>']) client.socket.send(text);
    await client.until(() => client.frames.length > 0);
    client.socket.close();
    expect((await chat.log()).map(({ channelData }) => channelData?.key)).to.deep.equal(['root.welcome']);
  });

  it('somebody else’s conversation is answered, byte for byte, as one that is not there', async () => {
    const other = await new ChatOver(desk).start();
    for (const [method, rest] of [
      ['GET', ''],
      ['GET', '/activities'],
      ['POST', '/activities'],
      ['POST', '/upload'],
    ] as const) {
      const [theirs, nobodys] = await Promise.all(
        [other.id, randomBytes(16).toString('base64url')].map((id) =>
          desk.bytes(
            `${method} /v3/directline/conversations/${id}${rest} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer ${chat.token}\r\n\r\n`,
          ),
        ),
      );
      const undated = (answer: string | undefined) => answer?.replace(/^Date: .*$/m, '');
      expect(undated(theirs))
        .to.equal(undated(nobodys))
        .and.match(/^HTTP\/1\.1 404 .*conversationNotFound/s);
    }
  });

  async function freshStream(): Promise<string> {
    const path = `/v3/directline/conversations/${chat.id}?watermark=0`;
    const answer = await desk.send('GET', path, { token: chat.token });
    return JSON.parse(answer.text).streamUrl;
  }

  function renamed(url: URL, id: string): void {
    url.pathname = url.pathname.replace(chat.id, id);
  }
});
