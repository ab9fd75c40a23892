import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Desk, openDesk } from '../../index.js';
import { openDemoClock } from '../../services/cases/demoClock.js';
import { ConfigError, readConfig } from '../../services/config/config.js';
import { memoryRecords } from '../contracts/memoryRecords.js';
import { DirectLineClient, keysOf } from '../support/directLineClient.js';
import { openRedisServer, type RedisServer } from '../support/redisServer.js';
import { until } from '../support/until.js';

const KEY = 'a-key-of-more-than-thirty-two-characters';
const DAY = 86_400_000;
const BASE = { PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent', API_KEY: KEY };

describe("the demo's clock", function () {
  this.timeout(60_000);
  let folder: string;
  let desks: Desk[] = [];
  let redis: RedisServer | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'demo-clock-'));
  });
  afterEach(async () => {
    await Promise.all(desks.map((desk) => desk.close()));
    desks = [];
    await redis?.close();
    redis = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  async function open(settings: Readonly<Record<string, string>> = {}): Promise<string> {
    const desk = await openDesk(readConfig({ ...BASE, DATA_DIR: folder, ...settings }));
    desks.push(desk);
    return `http://127.0.0.1:${desk.port}`;
  }
  async function move(origin: string, byMs: unknown, key = KEY) {
    const answer = await fetch(`${origin}/demo/clock`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ byMs }),
    });
    return { status: answer.status, body: (await answer.json()) as { now?: number; aheadMs?: number } };
  }
  const time = async (origin: string) => ((await (await fetch(`${origin}/demo/panel`)).json()) as { now: number }).now;

  it('is refused outside of the demo, by name and with the remedy', () => {
    const real = { DIRECTLINE_SECRET: 'a-secret-of-more-than-thirty-two-characters' };
    expect(() => readConfig({ ...BASE, ...real, DEMO_CLOCK: 'on' })).to.throw(
      ConfigError,
      /DEMO_CLOCK is on.*leave it out/,
    );
    expect(readConfig({ ...BASE, ...real }).demoClock).to.equal(false);
    expect(readConfig({ ...BASE, ...real, DEMO_CLOCK: 'off' }).demoClock).to.equal(false);
    expect(readConfig(BASE).demoClock).to.equal(true);
  });

  it('and its addresses are not there outside of the demo, nor the clock where it is off', async () => {
    const real = await open({ DIRECTLINE_SECRET: 'a-secret-of-more-than-thirty-two-characters' });
    expect((await fetch(`${real}/demo/panel`)).status).to.equal(404);
    expect((await move(real, DAY)).status).to.equal(404);
    await desks.pop()?.close();
    const off = await open({ DEMO_CLOCK: 'off' });
    expect((await move(off, DAY)).status).to.equal(404);
    expect(await time(off)).to.equal(undefined);
  });

  it('goes ahead by what it is told, for who shows the key; never back, and not too far', async () => {
    const origin = await open();
    expect((await move(origin, DAY, 'another-key')).status).to.equal(401);
    for (const wrong of [0, -DAY, 1.5, 'a day', null])
      expect((await move(origin, wrong)).status, String(wrong)).to.equal(400);
    expect((await move(origin, 400 * DAY)).status).to.equal(409);
    const moved = await move(origin, 3 * DAY);
    expect([moved.status, moved.body.aheadMs]).to.deep.equal([200, 3 * DAY]);
    expect((await time(origin)) - Date.now()).to.be.within(3 * DAY - 5_000, 3 * DAY + 5_000);
  });

  it('is where it was after a restart, so that nothing that has happened lies ahead', async () => {
    const before = await open();
    await move(before, 10 * DAY);
    await desks.pop()?.close();
    const after = await open();
    expect((await time(after)) - Date.now()).to.be.within(10 * DAY - 5_000, 10 * DAY + 5_000);
  });

  it('gives its page the key, and no page of another site, whatever name leads here', async () => {
    const origin = await open();
    const asks = (headers: Readonly<Record<string, string>>) => fetch(`${origin}/demo/panel`, { headers });
    const { apiKey } = (await (await asks({ 'sec-fetch-site': 'same-origin' })).json()) as { apiKey: string };
    expect(apiKey, 'a key of its own').to.have.length.above(31).and.to.not.equal(KEY);
    expect((await move(origin, DAY, apiKey)).status).to.equal(200);
    expect((await asks({ 'x-forwarded-for': '203.0.113.7' })).status).to.equal(403);
    for (const site of ['cross-site', 'same-site'])
      expect((await asks({ 'sec-fetch-site': site })).status).to.equal(403);
    const { request } = await import('node:http');
    const status = await new Promise((resolve, reject) => {
      const asked = request(`${origin}/demo/panel`, { headers: { host: 'evil.example:3978' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.on('error', reject).end();
    });
    expect(status).to.equal(403);
  });

  for (const kind of ['embedded', 'redis'])
    it(`a chat goes on over thirty days, with the same token, and reminders come (${kind})`, async () => {
      redis = kind === 'redis' ? await openRedisServer() : undefined;
      const origin = await open(redis ? { STORE: 'redis', REDIS_URL: redis.url } : {});
      const buyer = new DirectLineClient(origin);
      await buyer.start();
      const hears = (key: string) => until(async () => keysOf(await buyer.activities()).includes(key));
      await buyer.post(
        'a',
        'order 234193410001028893 came broken, all 500 cups cracked, noticed yesterday, the seller has not answered for a week, I want a full refund, https://photos.example.com/1.jpg',
      );
      await hears('refund.review');
      await buyer.post('b', 'submit');
      await hears('refund.filed');
      await move(origin, 5 * DAY);
      // Quiet hours may put it off; a day later nobody sleeps all day.
      await move(origin, DAY);
      await hears('case.reminder');
      await move(origin, 24 * DAY);
      await hears('case.escalated');
      await buyer.post('c', 'where is my refund?');
      await hears('track.cases');
    });
});

describe("the demo's clock, by two processes", () => {
  it('never goes back: each moves it from where it is', async () => {
    const records = memoryRecords(() => 0);
    const [one, two] = [await openDemoClock(records, () => 0), await openDemoClock(records, () => 0)];
    expect(await one.move(30 * DAY)).to.equal(true);
    expect(await two.move(DAY)).to.equal(true);
    expect(two.now()).to.equal(31 * DAY);
    expect((await openDemoClock(records, () => 0)).now()).to.equal(31 * DAY);
    expect(await one.move(300 * DAY)).to.equal(false);
    expect(one.now()).to.equal(30 * DAY);
  });
});
