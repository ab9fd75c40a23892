import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Agent } from '../../services/desk/agents.js';
import { openRedisServer, type RedisServer } from '../support/redisServer.js';
import { until } from '../support/until.js';
import { onRedis, openTestDesk, type TestDesk } from './support/testDesk.js';

const KIM: Agent = { id: 'kim', name: 'Kim', role: 'agent', capacity: 5 };
const LEE: Agent = { id: 'lee', name: 'Lee', role: 'agent', capacity: 5 };
const LEAD: Agent = { id: 'ada', name: 'Ada', role: 'lead', capacity: 5 };

for (const kind of ['embedded', 'redis'] as const)
  describe(`what an agent does over HTTP, ${kind}`, () => {
    let redis: RedisServer | undefined;
    let desk: TestDesk;
    let [kim, lee, lead] = ['', '', ''];
    before(async () => {
      redis = kind === 'redis' ? await openRedisServer() : undefined;
      desk = await openTestDesk(redis ? { settings: onRedis(redis.url) } : {});
      [kim, lee, lead] = [await desk.signIn(KIM), await desk.signIn(LEE), await desk.signIn(LEAD)];
    });
    after(async () => {
      await desk.close();
      await redis?.close();
    });

    const path = (id: string, what: string) => `/desk/api/conversations/${id}/${what}`;
    const command = (cookie: string, id: string, body: object) =>
      desk.post(cookie, path(id, 'commands'), { id: randomUUID(), ...body });

    /** A buyer who waits. */
    async function waiting(): Promise<string> {
      const id = randomUUID();
      await desk.buyer(id, 'human');
      await desk.hears(id, 'handoff.queued');
      await until(async () => {
        const { body } = await desk.get(kim, '/desk/api/conversations?filter=queue');
        return body.conversations.some((row: { conversationId: string }) => row.conversationId === id);
      });
      return id;
    }

    it('claims, writes, notes and gives back', async () => {
      const id = await waiting();
      expect((await command(kim, id, { command: 'claim', epoch: 1 })).body).to.deep.include({ kind: 'done', epoch: 2 });
      await until(
        async () => (await desk.get(kim, '/desk/api/conversations?filter=mine')).body.conversations.length === 1,
      );
      expect((await command(kim, id, { command: 'message', epoch: 2, text: 'Hello' })).status).to.equal(200);
      expect((await command(kim, id, { command: 'note', text: 'for colleagues only' })).status).to.equal(200);
      expect((await command(kim, id, { command: 'return', epoch: 2 })).body).to.deep.include({
        kind: 'done',
        epoch: 3,
      });
      expect(await desk.said(id)).to.deep.equal([
        'buyer: human',
        'handoff.queued',
        'handoff.joined',
        'handoff.agent',
        'handoff.left',
      ]);
      await until(async () => (await desk.get(kim, path(id, 'thread'))).body.lines.length === 4);
      const { body } = await desk.get(kim, path(id, 'thread'));
      expect(body.lines.map((line: { kind: string; event?: string }) => line.event ?? line.kind)).to.deep.equal([
        'queued',
        'joined',
        'note',
        'returned',
      ]);
      expect(JSON.stringify(body.entries)).to.not.include('colleagues only');
      expect(body).to.deep.include({ epoch: 3, owner: { kind: 'bot' }, lastSeq: 5, lastLine: 4 });
      const paged = await desk.get(kim, path(id, 'thread?after=3&linesAfter=2&limit=1'));
      expect(paged.body.entries.map(({ seq }: { seq: number }) => seq)).to.deep.equal([4]);
      expect(paged.body.lines.map(({ n }: { n: number }) => n)).to.deep.equal([3]);
    });

    it('asked again with the same id it is done once, and the answer is the same', async () => {
      const id = await waiting();
      await command(kim, id, { command: 'claim', epoch: 1 });
      const message = { id: randomUUID(), command: 'message', epoch: 2, text: 'once' };
      const answers = await Promise.all([1, 2, 3].map(() => desk.post(kim, path(id, 'commands'), message)));
      await command(kim, id, { command: 'return', epoch: 2 });
      answers.push(await desk.post(kim, path(id, 'commands'), message));
      for (const answer of answers) expect(answer).to.deep.equal(answers[0]);
      expect((await desk.said(id)).filter((key) => key === 'handoff.agent')).to.have.length(1);
    });

    it('hands on to a colleague, with a comment for them alone', async () => {
      const id = await waiting();
      await command(kim, id, { command: 'claim', epoch: 1 });
      const given = await command(kim, id, { command: 'transfer', epoch: 2, to: 'lee', comment: 'knows this seller' });
      expect(given.body).to.have.nested.property('owner.agent.name', 'Lee');
      expect((await command(kim, id, { command: 'message', epoch: 3, text: 'still me' })).status).to.equal(403);
      expect((await command(lee, id, { command: 'message', epoch: 3, text: 'now me' })).status).to.equal(200);
      expect(JSON.stringify((await desk.store.log(id, { after: 0, limit: 100 })).entries)).to.not.include('knows');
    });

    it('a lead may take a conversation away, and not speak in it', async () => {
      const id = await waiting();
      await command(kim, id, { command: 'claim', epoch: 1 });
      expect((await command(lee, id, { command: 'release', epoch: 2 })).status).to.equal(403);
      expect((await command(lead, id, { command: 'message', epoch: 2, text: 'I am Kim' })).status).to.equal(403);
      expect((await command(lead, id, { command: 'release', epoch: 2 })).body).to.have.nested.property(
        'owner.kind',
        'queued',
      );
    });

    it('resolves; after that it is closed to all but who claims it anew', async () => {
      const id = await waiting();
      await command(kim, id, { command: 'claim', epoch: 1 });
      await command(kim, id, { command: 'resolve', epoch: 2, reason: 'seller paid' });
      expect(await desk.said(id)).to.include.members(['handoff.left', 'handoff.feedback']);
      const late = await command(kim, id, { command: 'message', epoch: 2, text: 'one more thing' });
      expect([late.status, late.body.error.code, late.body.error.message]).to.deep.equal([
        409,
        'closed',
        'Kim has resolved this conversation.',
      ]);
      const { body } = await desk.get(kim, '/desk/api/conversations?filter=resolved');
      expect(body.conversations.map((row: { conversationId: string }) => row.conversationId)).to.include(id);
      expect((await command(lee, id, { command: 'claim', epoch: 3 })).status).to.equal(200);
    });

    it('puts right what was gathered; what cannot be is refused with the reason', async () => {
      const id = randomUUID();
      await desk.buyer(id, 'order 234193410001028893 came broken, all 500 cups cracked, noticed yesterday');
      await desk.hears(id, 'refund.askSeller');
      await desk.buyer(id, 'human');
      await desk.hears(id, 'handoff.queued');
      await command(kim, id, { command: 'claim', epoch: 1 });
      const amend = (value: string) => command(kim, id, { command: 'amend', epoch: 2, field: 'affected', value });
      const refused = await amend('700');
      expect(refused.status).to.equal(422);
      expect(refused.body).to.deep.include({ epoch: 2 });
      expect(refused.body.error).to.deep.equal({
        code: 'badValue',
        message: 'affected: The order was of 500: name 1 to so many.',
      });
      expect((await amend('200')).body).to.deep.include({ kind: 'done', epoch: 2 });
      const { body } = await desk.get(kim, path(id, 'context'));
      expect(body.gathered.find(({ field }: { field: string }) => field === 'affected')).to.deep.include({
        value: '200 of 500 cups',
      });
      await until(async () => (await desk.get(kim, path(id, 'thread'))).body.lines.length === 3);
      const { body: thread } = await desk.get(kim, path(id, 'thread'));
      expect(thread.lines.at(-1)).to.deep.include({
        event: 'amended',
        facts: { field: 'affected', old: 'all 500 cups', new: '200 of 500 cups' },
      });
      expect((await desk.said(id)).at(-1)).to.equal('handoff.joined');
    });

    it('sees what was gathered, the order, the cases, and what the rules say', async () => {
      const id = randomUUID();
      await desk.buyer(id, 'order 234193410001028893 came broken, all 500 cups cracked, noticed yesterday');
      await desk.hears(id, 'refund.askSeller');
      await desk.buyer(id, 'human');
      await desk.hears(id, 'handoff.queued');
      const { body } = await desk.get(kim, path(id, 'context'));
      expect(body.gathered.find(({ field }: { field: string }) => field === 'problem').value).to.match(
        /damaged|broken/i,
      );
      expect(body).to.have.nested.property('order.orderId', '234193410001028893');
      expect(body).to.have.nested.property('decision.eligible', 'yes');
      expect(body).to.deep.include({ isKnown: true, epoch: 1 });
      expect(body.cases).to.have.length(1);
      expect(body.cases[0]).to.have.keys('case', 'stateText', 'timeline', 'next');
      await until(async () => {
        const { body: list } = await desk.get(kim, '/desk/api/conversations?filter=queue');
        const row = list.conversations.find((each: { conversationId: string }) => each.conversationId === id);
        return row?.summary.includes('234193410001028893') && row.unread === 0 && row.answerBy > Date.now();
      });
    });
  });
