import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Agent } from '../../services/desk/agents.js';
import { auditOf } from '../../services/desk/auditLog.js';
import { openRedisServer, type RedisServer } from '../support/redisServer.js';
import { until } from '../support/until.js';
import { onRedis, openTestDesk, type TestDesk } from './support/testDesk.js';

const KIM: Agent = { id: 'kim', name: 'Kim', role: 'agent', capacity: 5 };
const LEE: Agent = { id: 'lee', name: 'Lee', role: 'agent', capacity: 5 };
const ADA: Agent = { id: 'ada', name: 'Ada', role: 'lead', capacity: 5 };

for (const kind of ['embedded', 'redis'] as const)
  describe(`what agents command stands in the audit log, ${kind}`, function () {
    this.timeout(20_000);
    let redis: RedisServer | undefined;
    let desk: TestDesk;
    let fails = false;
    let [kim, lee, ada] = ['', '', ''];
    before(async () => {
      redis = kind === 'redis' ? await openRedisServer() : undefined;
      desk = await openTestDesk({
        ...(redis ? { settings: onRedis(redis.url) } : {}),
        wrapRunner: (runner) => ({
          run: (input) => (fails ? Promise.reject(new Error('of the test')) : runner.run(input)),
          apologise: (...args) => runner.apologise(...args),
        }),
      });
      [kim, lee, ada] = [await desk.signIn(KIM), await desk.signIn(LEE), await desk.signIn(ADA)];
    });
    after(async () => {
      await desk.close();
      await redis?.close();
    });

    async function waiting(): Promise<string> {
      const id = randomUUID();
      await desk.buyer(id, 'human');
      await desk.hears(id, 'handoff.queued');
      return id;
    }
    const command = (cookie: string, id: string, body: object) =>
      desk.post(cookie, `/desk/api/conversations/${id}/commands`, { id: randomUUID(), ...body });
    const told = async (id: string, many: number) => {
      await until(async () => (await auditOf(desk.records, id, 100)).length >= many);
      const entries = await auditOf(desk.records, id, 100);
      return entries
        .map(({ agent, action, detail }) => [agent.id, action, ...(detail ? [detail] : [])].join(' '))
        .reverse();
    };

    it('each with who, and what became of it, also of those who lost; without the words', async () => {
      const id = await waiting();
      await command(kim, id, { command: 'claim', epoch: 1 });
      await command(lee, id, { command: 'claim', epoch: 1 });
      await command(lee, id, { command: 'message', epoch: 2, text: 'secret one' });
      await command(kim, id, { command: 'message', epoch: 2, text: 'secret two' });
      await command(kim, id, { command: 'note', text: 'secret three' });
      await command(kim, id, { command: 'transfer', epoch: 2, to: 'lee', comment: 'secret four' });
      await command(ada, id, { command: 'release', epoch: 3 });
      await command(kim, id, { command: 'claim', epoch: 4 });
      await command(kim, id, { command: 'resolve', epoch: 5, reason: 'secret five' });
      await command(kim, id, { command: 'return', epoch: 6 });
      expect(await told(id, 10)).to.deep.equal([
        'kim claim',
        'lee claim stale',
        'lee message forbidden',
        'kim message',
        'kim note',
        'kim transfer to lee',
        'ada release',
        'kim claim',
        'kim resolve',
        'kim return closed',
      ]);
      const { status, body } = await desk.get(ada, `/desk/api/audit?conversationId=${id}&agent=lee`);
      expect(status).to.equal(200);
      expect(body.entries.map(({ action }: { action: string }) => action)).to.deep.equal(['message', 'claim']);
      const all = await desk.get(ada, '/desk/api/audit?limit=200');
      expect(JSON.stringify(all.body)).to.not.include('secret');
    });

    it('once, however often it is sent', async () => {
      const id = await waiting();
      const claim = { id: 'claim-for-once', command: 'claim', epoch: 1 };
      for (let times = 0; times < 3; times += 1) await command(kim, id, claim);
      await command(kim, id, { command: 'return', epoch: 2 });
      expect(await told(id, 2)).to.deep.equal(['kim claim', 'kim return']);
    });

    it('a hundred at once, each of them', async () => {
      const id = await waiting();
      await Promise.all(Array.from({ length: 100 }, () => command(lee, id, { command: 'claim', epoch: 1 })));
      const entries = await told(id, 100);
      expect(entries.filter((entry) => entry === 'lee claim')).to.have.length(1);
      expect(entries.filter((entry) => entry === 'lee claim stale')).to.have.length(99);
    });

    it('also one whose turn failed', async () => {
      const id = await waiting();
      fails = true;
      expect((await command(kim, id, { command: 'claim', epoch: 1 })).status).to.equal(500);
      fails = false;
      expect(await told(id, 1)).to.deep.equal(['kim claim failed']);
    });
  });
