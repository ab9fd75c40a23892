import { expect } from 'chai';
import { DirectLineClient, keysOf } from '../support/directLineClient.js';
import { refusal, StreamClient, until } from '../wire/support/streamClient.js';
import { activity, file, MULTIPART, multipart } from '../wire/support/uploading.js';
import type { DeskProcess } from './support/deskProcess.js';
import { FILED_KEYS, FILING } from './support/filingScript.js';
import { streamUrl } from './support/openStream.js';
import { openRedisDesks, type RedisDesks } from './support/redisDesks.js';

const DIRECT_LINE = '/v3/directline';

describe('while Redis is away', function () {
  this.timeout(60_000);
  let desks: RedisDesks;
  let desk: DeskProcess;
  let client: DirectLineClient;
  beforeEach(async () => {
    desks = await openRedisDesks();
    desk = await desks.start();
    client = new DirectLineClient(desk.origin);
    await client.start();
    await client.post('m0', FILING[0]);
    await has(client, FILED_KEYS[0]);
  });
  afterEach(() => desks.close());

  for (const [how, leave, comeBack] of [
    ['killed', () => desks.redis.kill(), () => desks.redis.start()],
    ['frozen', () => desks.redis.freeze(), () => desks.redis.thaw()],
  ] as const) {
    it(`(${how}) every way in answers 503 with Retry-After, soon, and works within a second of its return`, async () => {
      const stream = await streamUrl(client, client);
      await leave();
      for (const [what, asked] of waysIn(client)) {
        const { status, retryAfter, code, ms } = await asked();
        expect([what, status, retryAfter, code]).to.deep.equal([what, 503, '1', 'storeAway']);
        expect(ms, what).to.be.lessThan(1_300);
      }
      expect(await refusal(stream)).to.deep.equal([503, 'storeAway']);
      const asked = performance.now();
      const ready = await fetch(`${desk.origin}/ready`);
      expect([ready.status, await ready.json()]).to.deep.equal([503, { status: 'storeAway' }]);
      expect(ready.headers.get('retry-after')).to.equal('1');
      expect(performance.now() - asked).to.be.lessThan(1_300);
      // Nobody is to restart it for that.
      const health = await fetch(`${desk.origin}/health`);
      expect([health.status, await health.json()]).to.deep.equal([200, { status: 'alive' }]);
      // Long enough that tries to reach it have become rare.
      await new Promise((resolve) => setTimeout(resolve, 1_500));

      await comeBack();
      const from = performance.now();
      // What was refused is sent again, by its own id, and is there once.
      await untilTaken(() => client.post('m1', FILING[1]));
      expect(performance.now() - from).to.be.lessThan(1_000);
      await has(client, FILED_KEYS[1]);
      const texts = (await client.activities()).map(({ text }) => text);
      expect(texts.filter((text) => text === FILING[1])).to.have.length(1);
      expect((await fetch(`${desk.origin}/ready`)).status).to.equal(200);
    });
  }

  it('an open stream stays open, and has what was said meanwhile', async () => {
    const stream = await new StreamClient(await streamUrl(client, client)).open();
    await stream.until(() => stream.texts.includes(FILING[0]));
    const other = await desks.start();
    await desks.redis.kill();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await desks.redis.start();
    // By another process, and perhaps before this one listens again.
    client.origin = other.origin;
    await untilTaken(() => client.post('m1', FILING[1]));
    await stream.until(() => keysOf(stream.frames.flatMap(({ activities }) => activities)).includes(FILED_KEYS[1]));
    expect(stream.socket.readyState).to.equal(stream.socket.OPEN);
    stream.socket.close();
  });

  it('nothing that was acknowledged is lost and nothing doubled, though it is killed at every message of a filing', async () => {
    for (const [index, text] of FILING.entries()) {
      if (index > 0) await untilTaken(() => client.post(`m${index}`, text));
      // Acknowledged, and perhaps in the middle of its turn.
      await desks.redis.kill();
      await new Promise((resolve) => setTimeout(resolve, 100 * (index % 3)));
      await desks.redis.start();
      const from = performance.now();
      await has(client, FILED_KEYS[index] ?? '');
      expect(performance.now() - from, `answer to ${index}`).to.be.lessThan(3_000);
    }
    await has(client, 'refund.filed');
    await new Promise((resolve) => setTimeout(resolve, 600));
    const activities = await client.activities();
    const said = activities.filter(({ from }) => from.role === 'user').map(({ text }) => text);
    expect(said).to.deep.equal(FILING);
    expect(keysOf(activities)).to.deep.equal(['root.welcome', ...FILED_KEYS]);
  });

  it('a start says so, names the variable, and ends', async () => {
    await desks.redis.kill();
    const failure = await desks.start().then(
      () => 'it started',
      (error: Error) => error.message,
    );
    expect(failure).to.match(/REDIS_URL: no Redis answers at 127.0.0.1:\d+/);
  });
});

type Asked = () => Promise<{ status: number; retryAfter: string | null; code: string; ms: number }>;

/** Every request that needs the store. */
function waysIn({ origin, token, conversationId }: DirectLineClient): readonly (readonly [string, Asked])[] {
  const conversation = `${DIRECT_LINE}/conversations/${conversationId}`;
  const message = { type: 'message', text: 'hello', channelData: { clientActivityID: 'x' } };
  const emulated = {
    ...{ type: 'message', id: '1', channelId: 'emulator', serviceUrl: 'http://127.0.0.1:9', text: 'hello' },
    ...{ from: { id: 'u' }, recipient: { id: 'bot' }, conversation: { id: 'c' } },
  };
  const json = (method: string, path: string, body?: object): Asked =>
    ask(origin, method, path, token, 'application/json', body && JSON.stringify(body));
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(64)]);
  const uploaded = new Uint8Array(multipart([activity({ text: 'photo' }, 'y'), file(png)]));
  return [
    ['begin', json('POST', `${DIRECT_LINE}/conversations`, {})],
    ['reconnect', json('GET', conversation)],
    ['read', json('GET', `${conversation}/activities`)],
    ['post', json('POST', `${conversation}/activities`, message)],
    ['upload', ask(origin, 'POST', `${conversation}/upload?userId=u`, token, MULTIPART, uploaded)],
    ['file', json('GET', `${DIRECT_LINE}/evidence/${'a'.repeat(32)}?e=1&s=x`)],
    ['botService', json('POST', '/api/messages', emulated)],
  ];
}

function ask(
  origin: string,
  method: string,
  path: string,
  token: string,
  type: string,
  body: string | Uint8Array<ArrayBuffer> | undefined,
): Asked {
  return async () => {
    const from = performance.now();
    const authorization = path.startsWith('/api/') ? {} : { Authorization: `Bearer ${token}` };
    const response = await fetch(origin + path, {
      method,
      headers: { ...authorization, ...(body === undefined ? {} : { 'Content-Type': type }) },
      ...(body === undefined ? {} : { body }),
    });
    const answer: { error?: { code?: string } } = JSON.parse((await response.text()) || '{}');
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      code: answer.error?.code ?? '',
      ms: performance.now() - from,
    };
  };
}

async function untilTaken(post: () => Promise<unknown>): Promise<void> {
  for (const end = Date.now() + 10_000; ; ) {
    try {
      await post();
      return;
    } catch (error) {
      if (Date.now() > end || !String(error).includes('503')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** The bot has said this. Refusals on the way are waited out. */
async function has(client: DirectLineClient, key: string): Promise<void> {
  let found = false;
  const look = setInterval(() => {
    client.activities().then(
      (activities) => {
        found ||= keysOf(activities).includes(key);
      },
      () => undefined,
    );
  }, 25);
  try {
    await until(() => found, 10_000);
  } finally {
    clearInterval(look);
  }
}
