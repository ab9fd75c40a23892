import { connect } from 'node:net';
import { expect } from 'chai';
import { StoreAwayError } from '../../services/storage/storeAway.js';
import { refusal, StreamClient } from './support/streamClient.js';
import { type Body, openWireDesk, type WireDesk } from './support/wireDesk.js';

const CONVERSATIONS = '/v3/directline/conversations';

describe('Direct Line stream', () => {
  let desk: WireDesk;
  before(async () => {
    desk = await openWireDesk({ demoBuyerId: 'dl_demo-buyer', keepaliveMs: 60, deadAfterMs: 300, drainMs: 100 });
  });
  after(() => desk.close());
  afterEach(() => Object.assign(desk, { away: false, aheadMs: 0 }));

  const start = async (): Promise<Body> => {
    const { token } = (await desk.call('POST', '/v3/directline/tokens/generate')).body;
    return (await desk.call('POST', CONVERSATIONS, { token })).body;
  };
  const reconnect = async (chat: Body, watermark: string | number) =>
    (await desk.call('GET', `${CONVERSATIONS}/${chat.conversationId}?watermark=${watermark}`, { token: chat.token }))
      .body;
  const post = (chat: Body, text: string) =>
    desk.call('POST', `${CONVERSATIONS}/${chat.conversationId}/activities`, {
      token: chat.token,
      body: { type: 'message', text, channelData: { clientActivityID: text } },
    });

  it('sends the transcript, then what is new, with the buyer’s own words among it', async () => {
    const chat = await start();
    await desk.say(chat.conversationId, ['before']);
    const client = await new StreamClient(chat.streamUrl).open();
    await client.until(() => client.texts.includes('before'));
    const { body } = await post(chat, 'hello');
    await client.until(() => client.texts.includes('echo: hello'));
    expect(client.texts).to.deep.equal(['welcome', 'before', 'hello', 'echo: hello']);
    const own = client.frames.flatMap(({ activities }) => activities).find(({ text }) => text === 'hello');
    expect(own).to.deep.include({ id: body.id, channelData: { clientActivityID: 'hello' } });
    expect(client.frames.at(-1)?.watermark).to.equal('4');
    client.socket.close();
  });

  it('goes on after the watermark, and cuts a long transcript into frames of at most 100', async () => {
    const chat = await start();
    await desk.say(
      chat.conversationId,
      Array.from({ length: 230 }, (_, index) => `line ${index}`),
    );
    const client = await new StreamClient((await reconnect(chat, 3)).streamUrl).open();
    await client.until(() => client.frames.at(-1)?.watermark === '231');
    expect(client.texts[0]).to.equal('line 2');
    expect(client.texts).to.have.length(228);
    expect(client.frames.map(({ activities }) => activities.length)).to.deep.equal([100, 100, 28]);
    client.socket.close();
  });

  it('shows several tabs the same, in the same order', async () => {
    const chat = await start();
    const urls = [chat.streamUrl, (await reconnect(chat, 0)).streamUrl, (await reconnect(chat, 0)).streamUrl];
    const clients = await Promise.all(urls.map((url) => new StreamClient(url).open()));
    await Promise.all(Array.from({ length: 20 }, (_, index) => post(chat, `m${index}`)));
    await Promise.all(clients.map((client) => client.until(() => client.texts.length === 41)));
    expect(new Set(clients.map(({ texts }) => texts.join('|'))).size).to.equal(1);
    for (const { socket } of clients) socket.close();
  });

  it('lets a ticket in once, even when it comes twice at once', async () => {
    const chat = await start();
    const results = await Promise.allSettled([1, 2, 3].map(() => new StreamClient(chat.streamUrl).open()));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(results.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    expect(await refusal(chat.streamUrl)).to.deep.equal([401, 'ticketInvalid']);
  });

  it('refuses a ticket after 60 s', async () => {
    const chat = await start();
    desk.aheadMs = 61_000;
    expect(await refusal(chat.streamUrl)).to.deep.equal([401, 'ticketInvalid']);
  });

  it('refuses every other way in', async () => {
    const chat = await start();
    const other = await start();
    const url = (change: (url: URL) => void) => {
      const changed = new URL(chat.streamUrl);
      change(changed);
      return changed.href;
    };
    const table: [string, Record<string, string>, number, string][] = [
      [url(({ searchParams }) => searchParams.delete('t')), {}, 401, 'ticketInvalid'],
      [url(({ searchParams }) => searchParams.set('t', 'x')), {}, 401, 'ticketInvalid'],
      [url(({ searchParams }) => searchParams.set('t', chat.token)), {}, 401, 'ticketInvalid'],
      [
        url((u) => (u.pathname = u.pathname.replace(chat.conversationId, other.conversationId))),
        {},
        404,
        'conversationNotFound',
      ],
      [url((u) => (u.pathname = u.pathname.replace(chat.conversationId, 'AAAA'))), {}, 404, 'conversationNotFound'],
      [url(({ searchParams }) => searchParams.set('watermark', '99')), {}, 400, 'watermarkAhead'],
      [url(({ searchParams }) => searchParams.set('watermark', 'x')), {}, 400, 'badWatermark'],
      [chat.streamUrl, { Origin: 'https://evil.example' }, 403, 'originNotAllowed'],
      [url((u) => (u.pathname = '/elsewhere')), {}, 404, 'notFound'],
      [url((u) => (u.pathname = '/%')), {}, 400, 'badAddress'],
    ];
    for (const [address, headers, status, code] of table) {
      expect(await refusal(address, headers), address).to.deep.equal([status, code]);
    }
    // None of these has used the ticket up.
    const client = await new StreamClient(chat.streamUrl, { Origin: `http://localhost:${desk.port}` }).open();
    client.socket.close();
  });

  it('opens one conversation 20 times at most', async () => {
    const chat = await start();
    const clients: StreamClient[] = [];
    for (let count = 0; count < 20; count++) {
      clients.push(await new StreamClient((await reconnect(chat, 0)).streamUrl).open());
    }
    expect(await refusal(chat.streamUrl)).to.deep.equal([429, 'tooManyStreams']);
    clients[0]?.socket.close();
    await clients[0]?.closed;
    const client = await new StreamClient((await reconnect(chat, 0)).streamUrl).open();
    for (const { socket } of [...clients, client]) socket.close();
  });

  it('keeps a silent socket open with empty frames, and takes the client’s', async () => {
    const client = await new StreamClient((await start()).streamUrl).open();
    client.socket.send('');
    client.socket.send('{"type":"message"}');
    await client.until(() => client.empty > 8);
    expect(client.socket.readyState).to.equal(client.socket.OPEN);
    expect(client.texts).to.deep.equal(['welcome']);
    client.socket.close();
  });

  it('cuts a socket whose other end has gone silent', async () => {
    const client = await new StreamClient((await start()).streamUrl).open();
    // What a laptop that was closed looks like from here: no answer to a ping, and no goodbye.
    client.socket.pong = () => undefined;
    const ponging = Reflect.get(client.socket, '_receiver');
    ponging.removeAllListeners('ping');
    expect(await client.closed).to.equal(1006);
  });

  for (const [what, code, send] of [
    [
      'a flood of tiny frames',
      1008,
      (client: StreamClient) => Array.from({ length: 1_000 }, () => client.socket.send('')),
    ],
    ['a frame of 64 KB and one', 1009, (client: StreamClient) => client.socket.send('x'.repeat(64 * 1024 + 1))],
    ['binary', 1003, (client: StreamClient) => client.socket.send(Buffer.from([1]))],
  ] as const) {
    it(`closes with ${code} after ${what}`, async () => {
      const client = await new StreamClient((await start()).streamUrl).open();
      send(client);
      expect(await client.closed).to.equal(code);
    });
  }

  it('closes after a flood of pings', async () => {
    const client = await new StreamClient((await start()).streamUrl).open();
    for (let count = 0; count < 200; count++) {
      client.socket.ping();
      await new Promise((resolve) => setImmediate(resolve));
    }
    // ws itself cuts a client that does not take its pongs (1006), if that comes first.
    expect(await client.closed).to.be.oneOf([1008, 1006]);
  });

  it('sends a client away that does not read, and lets it resume', async () => {
    // With so long a patience for silence, only the unread bytes can end it.
    const patient = await openWireDesk({ demoBuyerId: 'dl_demo-buyer', deadAfterMs: 60_000, drainMs: 100 });
    const { token } = (await patient.call('POST', '/v3/directline/tokens/generate')).body;
    const { conversationId, streamUrl } = (await patient.call('POST', CONVERSATIONS, { token })).body;
    const client = await new StreamClient(streamUrl).open();
    await client.until(() => client.texts.length === 1);
    client.socket.pause();
    let lines = 1;
    for (; lines <= 2_000; lines += 50) {
      await patient.say(
        conversationId,
        Array.from({ length: 50 }, () => 'x'.repeat(10_000)),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    client.socket.resume();
    // 1006 when the goodbye itself was stuck behind what is not read.
    expect(await client.closed).to.be.oneOf([1013, 1006]);
    const read = Number(client.frames.at(-1)?.watermark);
    // 20 MB were said: what got through had fitted into the buffers of the system, and 256 KB of ours.
    expect(read).to.be.below(1_200);
    const path = `${CONVERSATIONS}/${conversationId}?watermark=${read}`;
    const again = await new StreamClient((await patient.call('GET', path, { token })).body.streamUrl).open();
    await again.until(() => again.frames.at(-1)?.watermark === String(lines), 8_000);
    expect(client.texts.length + again.texts.length).to.equal(lines);
    await patient.close();
  }).timeout(15_000);

  it('misses nothing when news was not heard, and says nothing twice when it is heard twice', async () => {
    const chat = await start();
    const client = await new StreamClient(chat.streamUrl).open();
    await client.until(() => client.texts.length === 1);
    desk.newsCome = 0;
    await desk.say(chat.conversationId, ['unheard']);
    desk.newsCome = 1;
    await desk.say(chat.conversationId, ['heard']);
    await client.until(() => client.texts.length === 3);
    desk.newsCome = 3;
    for (const text of ['one', 'two']) await desk.say(chat.conversationId, [text]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    desk.newsCome = 1;
    await desk.say(chat.conversationId, ['three']);
    await client.until(() => client.texts.includes('three'));
    expect(client.texts.slice(1)).to.deep.equal(['unheard', 'heard', 'one', 'two', 'three']);
    client.socket.close();
  });

  it('sends a client away when the log cannot be read, and it comes back with nothing missed', async () => {
    const chat = await start();
    const client = await new StreamClient(chat.streamUrl).open();
    await client.until(() => client.texts.length === 1);
    desk.away = true;
    // New lines come by themselves; behind a full page there may be more, which only the log tells.
    const page = Array.from({ length: 100 }, (_, n) => `line ${n}`);
    await desk.say(chat.conversationId, page);
    expect(await client.closed).to.equal(1013);
    await desk.say(chat.conversationId, ['meanwhile']);
    desk.away = false;
    const again = await new StreamClient((await reconnect(chat, client.texts.length)).streamUrl).open();
    await again.until(() => again.texts.includes('meanwhile'));
    expect([...client.texts.slice(1), ...again.texts]).to.deep.equal([...page, 'meanwhile']);
    again.socket.close();
  });

  it('keeps a client whose news cannot be read because the store is away, and has them when it is back', async () => {
    const chat = await start();
    const client = await new StreamClient(chat.streamUrl).open();
    await client.until(() => client.texts.length === 1);
    desk.away = new StoreAwayError('Redis is away: LOADING');
    desk.newsCome = 0;
    await desk.say(chat.conversationId, ['unheard']);
    desk.newsCome = 1;
    // Does not follow on what the client has, so the log must be read.
    await desk.say(chat.conversationId, ['heard']);
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(client.texts).to.deep.equal(['welcome']);
    desk.away = false;
    await client.until(() => client.texts.length === 3, 1_000);
    expect(client.texts).to.deep.equal(['welcome', 'unheard', 'heard']);
    expect(client.socket.readyState).to.equal(client.socket.OPEN);
    client.socket.close();
  });

  it('answers 503 to an upgrade while the store is away, and the ticket is still good', async () => {
    const chat = await start();
    desk.away = true;
    expect(await refusal(chat.streamUrl)).to.deep.equal([503, 'storeAway']);
    desk.away = false;
    (await new StreamClient(chat.streamUrl).open()).socket.close();
  });

  it('survives a client that hangs up in the middle of the handshake', async () => {
    const chat = await start();
    const { pathname, search } = new URL(chat.streamUrl);
    const socket = connect(desk.port, '127.0.0.1');
    socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`);
    socket.resetAndDestroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await desk.call('POST', '/v3/directline/tokens/generate')).status).to.equal(200);
  });

  it('tells everybody to come back when it closes', async () => {
    const closing = await openWireDesk();
    const { token } = (await closing.call('POST', '/v3/directline/tokens/generate')).body;
    const { streamUrl } = (await closing.call('POST', CONVERSATIONS, { token })).body;
    const late = (await closing.call('POST', CONVERSATIONS, { token })).body.streamUrl;
    const client = await new StreamClient(streamUrl).open();
    await closing.channel.close();
    expect(await client.closed).to.equal(1012);
    expect(await refusal(late)).to.deep.equal([503, 'stopping']);
    await closing.close();
  });
});
