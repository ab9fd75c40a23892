import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Agent } from '../../services/desk/agents.js';
import { figuresOf, noteFigures, readHours } from '../../services/desk/deskFigures.js';
import type { DeskNews } from '../../services/desk/deskNews.js';
import { memoryRecords } from '../contracts/memoryRecords.js';
import { openRedisServer, type RedisServer } from '../support/redisServer.js';
import { until } from '../support/until.js';
import { onRedis, openTestDesk } from './support/testDesk.js';

const KIM: Agent = { id: 'kim', name: 'Kim', role: 'agent', capacity: 5 };
const ADA: Agent = { id: 'ada', name: 'Ada', role: 'lead', capacity: 5 };
const HOUR = 3_600_000;

for (const kind of ['embedded', 'redis'] as const)
  describe(`what leads see, ${kind}`, function () {
    this.timeout(30_000);
    let redis: RedisServer | undefined;
    before(async () => {
      redis = kind === 'redis' ? await openRedisServer() : undefined;
    });
    after(() => redis?.close());

    it('counts who asked, who came, who left, how long it took and how it was, by hour and agent', async () => {
      // Half a minute before an hour is full.
      const from = Math.floor(Date.now() / HOUR) * HOUR;
      const time = { now: from + HOUR - 30_000 };
      const desk = await openTestDesk({ clock: () => time.now, ...(redis ? { settings: onRedis(redis.url) } : {}) });
      const [kim, ada] = [await desk.signIn(KIM), await desk.signIn(ADA)];
      const [served, left, waits] = [randomUUID(), randomUUID(), randomUUID()];
      for (const id of [served, left, waits]) {
        await desk.buyer(id, 'human');
        await desk.hears(id, 'handoff.queued');
      }
      await desk.buyer(left, 'leave the queue');
      await desk.hears(left, 'handoff.outOfQueue');
      time.now += 10_000;
      await desk.command(kim, served, { command: 'claim', epoch: 1 });
      time.now += 5_000;
      await desk.command(kim, served, { command: 'message', epoch: 2, text: 'Hello' });
      await desk.command(kim, served, { command: 'message', epoch: 2, text: 'and more' });
      time.now += 20_000;
      await desk.command(kim, served, { command: 'resolve', epoch: 2, reason: 'paid' });
      await desk.buyer(served, '4, quick');
      await desk.hears(served, 'handoff.rated');

      const stats = async () => (await desk.get(ada, '/desk/api/stats')).body;
      await until(async () => (await stats()).agents.some(({ rating }: { rating?: number }) => rating === 4));
      const told = await stats();
      expect(told.hours).to.have.length(24);
      const [before, now] = told.hours.slice(-2);
      expect(before).to.deep.equal({
        from,
        asked: 3,
        answered: 1,
        resolved: 0,
        abandoned: 1,
        firstResponseMs: 15_000,
      });
      expect(now).to.deep.include({ asked: 0, resolved: 1, resolutionMs: 35_000 });
      const ofKim = told.agents.find(({ agent }: { agent: { id: string } }) => agent.id === 'kim');
      expect(ofKim).to.deep.equal({
        agent: { id: 'kim', name: 'Kim' },
        isHere: true,
        open: 0,
        resolved: 1,
        firstResponseMs: 15_000,
        resolutionMs: 35_000,
        rating: 4,
      });
      expect(told).to.deep.include({ waiting: 1, longestWaitMs: 35_000, open: 0 });
      const refused = await desk.get(kim, '/desk/api/stats');
      expect([refused.status, refused.body.error]).to.deep.equal([
        403,
        { code: 'roleMissing', message: 'Only who is lead or admin may do that, and you are agent.' },
      ]);
      await desk.close();
    });
  });

describe('the figures by hour', () => {
  const NOW = Date.parse('2026-11-23T04:30:00Z');
  const WAITS = {
    kind: 'queued',
    since: NOW,
    reason: 'asked',
    isFirst: false,
    withBot: false,
    late: 0,
    toldAhead: 0,
  } as const;
  const news: DeskNews = {
    row: {
      conversationId: 'one',
      buyerId: 'b',
      channel: 'c',
      listed: 1,
      epoch: 1,
      owner: WAITS,
      summary: '',
      caseIds: [],
      unread: 0,
    },
    lines: [{ kind: 'system', n: 1, at: NOW, event: 'queued', facts: {} }],
  };

  it('counts an effect once, however often it comes', async () => {
    const records = memoryRecords(() => NOW);
    const figures = figuresOf(news);
    if (!figures) throw new Error('somebody has asked');
    for (let time = 0; time < 3; time += 1) await noteFigures(records, 'effect', figures, NOW);
    await Promise.all(Array.from({ length: 40 }, (_, at) => noteFigures(records, `other ${at}`, figures, NOW)));
    expect((await readHours(records, NOW, 1))[0]?.figures.asked).to.equal(41);
  });

  it('keeps them for eight days', async () => {
    const time = { now: NOW };
    const records = memoryRecords(() => time.now);
    const figures = figuresOf(news);
    if (!figures) throw new Error('somebody has asked');
    await noteFigures(records, 'effect', figures, NOW);
    time.now += 7 * 24 * HOUR;
    expect((await records.list('deskHours')).length).to.equal(1);
    time.now += 25 * HOUR;
    expect((await records.list('deskHours')).length).to.equal(0);
  });

  it('counts nothing where nothing happened, nor who comes back to the queue', () => {
    expect(figuresOf({ ...news, lines: [] })).to.equal(undefined);
    expect(figuresOf({ ...news, row: { ...news.row, owner: { ...WAITS, isFirst: true } } })).to.equal(undefined);
  });
});
