import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Agent } from '../../services/desk/agents.js';
import { openRedisServer, type RedisServer } from '../support/redisServer.js';
import { until } from '../support/until.js';
import { AgentClient, RefusedStream } from './support/agentClient.js';
import { onRedis, openTestDesk, type TestDesk } from './support/testDesk.js';

const KIM: Agent = { id: 'kim', name: 'Kim', role: 'agent', capacity: 50 };
const LEE: Agent = { id: 'lee', name: 'Lee', role: 'agent', capacity: 50 };

for (const kind of ['embedded', 'redis'] as const)
  describe(`the stream of the desk, ${kind}`, function () {
    this.timeout(30_000);
    let redis: RedisServer | undefined;
    let desk: TestDesk;
    let [kim, lee] = ['', ''];
    const open: { close(): void }[] = [];
    before(async () => {
      redis = kind === 'redis' ? await openRedisServer() : undefined;
      desk = await openTestDesk(redis ? { settings: onRedis(redis.url) } : {});
      [kim, lee] = [await desk.signIn(KIM), await desk.signIn(LEE)];
    });
    afterEach(() => {
      for (const each of open.splice(0)) each.close();
    });
    after(async () => {
      await desk.close();
      await redis?.close();
    });

    async function page(cookie: string): Promise<AgentClient> {
      const client = await desk.page(cookie);
      open.push(client);
      return client;
    }
    async function waiting(): Promise<string> {
      const id = randomUUID();
      await desk.buyer(id, 'human');
      await desk.hears(id, 'handoff.queued');
      return id;
    }

    it('tells the list whole at first, and again when it has changed, whoever has changed it', async () => {
      const client = await page(kim);
      client.say({ type: 'list', filter: 'queue' });
      await client.until(() => client.of('list').length === 1);
      const id = await waiting();
      const isThere = () =>
        client.last('list')?.conversations.some(({ conversationId }) => conversationId === id) === true;
      await client.until(isThere);
      const { counts } = client.last('list') ?? { counts: undefined };
      await desk.command(lee, id, { command: 'claim', epoch: 1 });
      await client.until(() => !isThere());
      expect(client.last('list')?.counts).to.deep.equal({ ...counts, queue: (counts?.queue ?? 0) - 1 });
      const told = client.of('list').length;
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(client.of('list').length, 'nothing has changed since').to.equal(told);
      // Another list is told at once, also when it is empty.
      client.say({ type: 'list', filter: 'mine' });
      await client.until(() => client.last('list')?.filter === 'mine');
    });

    it('tells a thread from the numbers named, then what is new: entries, notes, and who has it', async () => {
      const id = await waiting();
      const client = await page(kim);
      client.watch(id);
      await client.until(() => client.threadOf(id).entries.length === 2 && client.threadOf(id).lines.length === 1);
      expect(client.threadOf(id).last).to.deep.include({ lastSeq: 2, lastLine: 1, epoch: 1 });
      await desk.command(kim, id, { command: 'claim', epoch: 1 });
      await client.until(() => client.threadOf(id).last?.owner.kind === 'agent');
      await desk.command(lee, id, { command: 'note', text: 'careful' });
      await client.until(() =>
        client.threadOf(id).lines.some((line) => line.kind === 'note' && line.text === 'careful'),
      );
      await desk.buyer(id, 'hello?');
      await client.until(() => client.threadOf(id).last?.unread === 1);
      const { entries, lines, last } = client.threadOf(id);
      expect(entries.map(({ seq }) => seq)).to.deep.equal([1, 2, 3, 4]);
      expect(lines.map(({ n }) => n)).to.deep.equal([1, 2, 3]);
      expect(last).to.deep.include({ epoch: 2, lastSeq: 4, lastLine: 3 });
      // Only what is new is told to who has the rest.
      const other = await page(lee);
      other.watch(id, 3, 2);
      await other.until(() => other.threadOf(id).entries.length === 1 && other.threadOf(id).lines.length === 1);
      client.say({ type: 'unwatch', conversationId: id });
      await other.until(() =>
        other.of('people').some(({ looking }) => looking.length === 1 && looking[0]?.id === 'lee'),
      );
      const before = client.frames.length;
      await desk.buyer(id, 'still there?');
      await other.until(() => other.threadOf(id).entries.length === 2);
      expect(client.frames.slice(before).filter(({ type }) => type === 'thread')).to.deep.equal([]);
    });

    it('cuts a long thread into frames of moderate size', async () => {
      const id = await waiting();
      for (let at = 0; at < 30; at += 1) await desk.buyer(id, `${at} ${'x'.repeat(4_000)}`);
      const client = await page(kim);
      client.watch(id);
      await client.until(() => client.threadOf(id).entries.length === 32);
      expect(client.of('thread').length).to.be.greaterThan(2);
      for (const frame of client.of('thread')) expect(JSON.stringify(frame).length).to.be.lessThan(60_000);
      expect(client.threadOf(id).entries.map(({ seq }) => seq)).to.deep.equal(
        Array.from({ length: 32 }, (_, at) => at + 1),
      );
    });

    it('a page that is cut off again and again misses nothing and hears nothing twice', async () => {
      const id = await waiting();
      await desk.command(kim, id, { command: 'claim', epoch: 1 });
      const entries: number[] = [];
      const lines: number[] = [];
      let isOver = false;
      let cuts = 0;
      const reads = async () => {
        while (!isOver) {
          const client = await desk.page(kim);
          client.watch(id, entries.at(-1) ?? 0, lines.at(-1) ?? 0);
          const seconds = 5 + Math.random() * 60;
          await new Promise((resolve) => setTimeout(resolve, seconds));
          client.close();
          cuts += 1;
          // What had come by then is what the page has.
          const thread = client.threadOf(id);
          entries.push(...thread.entries.map(({ seq }) => seq));
          lines.push(...thread.lines.map(({ n }) => n));
        }
      };
      const reading = reads();
      for (let at = 0; at < 60; at += 1) {
        if (at % 3 === 0) await desk.command(kim, id, { command: 'message', epoch: 2, text: `words ${at}` });
        else if (at % 3 === 1) await desk.command(kim, id, { command: 'note', text: `note ${at}` });
        else await desk.buyer(id, `line ${at}`);
      }
      const { body } = await desk.get(kim, `/desk/api/conversations/${id}/thread?after=0`);
      await until(() => entries.at(-1) === body.lastSeq && lines.length === 22);
      isOver = true;
      await reading;
      expect(cuts).to.be.greaterThan(5);
      expect(entries).to.deep.equal(Array.from({ length: body.lastSeq }, (_, at) => at + 1));
      expect(lines).to.deep.equal(Array.from({ length: 22 }, (_, at) => at + 1));
    });

    it('shows who looks, also in the list, and forgets who has left', async () => {
      const id = await waiting();
      const [one, two] = [await page(kim), await page(lee)];
      two.say({ type: 'list', filter: 'queue' });
      one.watch(id);
      two.watch(id);
      const names = (client: AgentClient) => client.last('people')?.looking.map(({ name }) => name);
      await one.until(() => String(names(one)) === 'Kim,Lee');
      await two.until(() => {
        const row = two.last('list')?.conversations.find(({ conversationId }) => conversationId === id);
        return row?.people?.looking.length === 2;
      });
      one.close();
      await two.until(() => String(names(two)) === 'Lee');
    });

    it('says that the context is to be read anew when what was gathered has changed', async () => {
      const id = randomUUID();
      await desk.buyer(id, 'my parcel arrived broken');
      await desk.hears(id, 'refund.askOrder');
      const client = await page(kim);
      client.watch(id);
      await client.until(() => client.of('thread').length > 0);
      expect(client.of('context')).to.deep.equal([]);
      await desk.buyer(id, '234193410001028893');
      await client.until(() => client.last('context')?.conversationId === id);
    });

    it('finds by words, and tells when more are found', async () => {
      const word = `sunflower${randomUUID().slice(0, 8)}`;
      const client = await page(kim);
      client.say({ type: 'list', filter: 'all', q: word.toUpperCase() });
      await client.until(() => client.of('list').length === 1);
      expect(client.last('list')).to.deep.include({ conversations: [], q: word.toUpperCase() });
      const id = randomUUID();
      await desk.buyer(id, `about the ${word} seeds`);
      await client.until(() => client.last('list')?.conversations[0]?.conversationId === id);
    });

    it('a search that finds itself in no pattern: signs are taken as they are written', async () => {
      const id = randomUUID();
      await desk.buyer(id, 'it says (a+)+$ on the box');
      await until(async () => (await desk.store.log(id, { after: 0, limit: 1 })).lastSeq > 1);
      const find = async (q: string) =>
        (await desk.get(kim, `/desk/api/conversations?filter=all&q=${encodeURIComponent(q)}`)).body.conversations.map(
          (row: { conversationId: string }) => row.conversationId,
        );
      expect(await find('(a+)+$')).to.include(id);
      expect(await find('.*')).to.not.include(id);
    });

    it('refuses who is not signed in, and pages of others', async () => {
      const refusedWith = async (cookie: string, headers: Record<string, string>) => {
        try {
          (await AgentClient.open(desk.origin, cookie, headers)).close();
          return 'open';
        } catch (error) {
          if (!(error instanceof RefusedStream)) throw error;
          return `${error.status} ${JSON.parse(error.text).error.code}`;
        }
      };
      expect(await refusedWith('', { origin: desk.origin })).to.equal('401 signedOut');
      expect(await refusedWith('refund_desk_agent=x', { origin: desk.origin })).to.equal('401 signedOut');
      expect(await refusedWith(kim, { origin: 'https://evil.example' })).to.equal('403 foreignOrigin');
      expect(await refusedWith(kim, { origin: 'null' })).to.equal('403 foreignOrigin');
      expect(await refusedWith(kim, {})).to.equal('403 foreignOrigin');
      for (let at = 0; at < 10; at += 1) await page(kim);
      expect(await refusedWith(kim, { origin: desk.origin })).to.equal('429 tooManyStreams');
    });

    const BAD: readonly (readonly [what: string, frame: string | object, code: number, reason: string])[] = [
      ['no JSON', 'hello', 1008, 'not JSON'],
      ['no type', {}, 1008, 'type: Invalid discriminator value'],
      ['an unknown type', { type: 'claim' }, 1008, 'type: Invalid discriminator value'],
      ['an unknown list', { type: 'list', filter: 'theirs' }, 1008, 'filter: Invalid option'],
      ['a search for too much', { type: 'list', filter: 'all', q: 'x'.repeat(101) }, 1008, 'q: Too big'],
      [
        'a conversation that is none',
        { type: 'watch', conversationId: 7, after: 0, linesAfter: 0 },
        1008,
        'conversationId',
      ],
      [
        'a number from nowhere',
        { type: 'watch', conversationId: 'x', after: -1, linesAfter: 0 },
        1008,
        'after: Too small',
      ],
      ['a number that is none', { type: 'watch', conversationId: 'x', after: 1.5, linesAfter: 0 }, 1008, 'after'],
      ['something more', { type: 'heartbeat', and: 'more' }, 1008, 'frame: Unrecognized key'],
      ['a prototype', '{"type":"heartbeat","__proto__":{"x":1}}', 1008, 'frame: Unrecognized key'],
      ['too much', { type: 'list', filter: 'all', q: 'x'.repeat(5_000) }, 1009, ''],
    ];
    for (const [what, frame, code, reason] of BAD)
      it(`closes on a frame with ${what}`, async () => {
        const client = await page(kim);
        client.say(frame);
        await client.until(() => client.closed !== undefined);
        expect(client.closed?.code).to.equal(code);
        expect(client.closed?.reason).to.include(reason);
      });

    it('closes on bytes, on too many frames, and on too many conversations', async () => {
      const [bytes, flood, greedy] = [await page(kim), await page(kim), await page(kim)];
      bytes.socket.send(Buffer.from([1, 2, 3]));
      for (let at = 0; at < 201; at += 1) flood.say({ type: 'heartbeat' });
      for (let at = 0; at < 21; at += 1) greedy.watch(`conversation-${at}`);
      await bytes.until(() => [bytes, flood, greedy].every(({ closed }) => closed !== undefined));
      expect([bytes.closed?.code, flood.closed?.code, greedy.closed?.code]).to.deep.equal([1003, 1008, 1008]);
      expect(greedy.closed?.reason).to.equal('watches more than 20 conversations');
    });

    it('says nothing of a conversation that is not there, and goes on', async () => {
      const client = await page(kim);
      client.watch('none');
      const id = await waiting();
      client.watch(id);
      await client.until(() => client.threadOf(id).entries.length === 2);
      expect(client.threadOf('none').entries).to.deep.equal([]);
    });

    it('has reached the buyer: told to the agent, at once and to who comes later', async () => {
      const buyer = await desk.webBuyer();
      open.push(buyer);
      const id = buyer.conversationId;
      await buyer.says('human');
      await buyer.hears('handoff.queued');
      const client = await page(kim);
      client.watch(id);
      await desk.command(kim, id, { command: 'claim', epoch: 1 });
      await desk.command(kim, id, { command: 'message', epoch: 2, text: 'Hello' });
      await buyer.hears('handoff.agent');
      const seq = (await desk.store.log(id, { after: 0, limit: 100 })).lastSeq;
      await client.until(() => client.threadOf(id).last?.deliveredSeq === seq);
      buyer.close();
      await desk.command(kim, id, { command: 'message', epoch: 2, text: 'Are you still there?' });
      await client.until(() => client.threadOf(id).last?.lastSeq === seq + 1);
      expect(client.threadOf(id).last?.deliveredSeq, 'nobody was there to get it').to.equal(seq);
      const { body } = await desk.get(lee, `/desk/api/conversations/${encodeURIComponent(id)}/thread`);
      expect(body.deliveredSeq).to.equal(seq);
    });

    it('is told to come back when the desk stops', async () => {
      const other = await openTestDesk(redis ? { settings: onRedis(redis.url) } : {});
      const client = await other.page(await other.signIn(KIM));
      client.say({ type: 'list', filter: 'all' });
      await client.until(() => client.of('list').length > 0);
      await other.close();
      expect(client.closed?.code).to.equal(1012);
    });
  });

describe('a session that ends while its page is open', () => {
  it('is told so, and the stream is closed', async () => {
    const desk = await openTestDesk({ door: { stream: { sessionMs: 50 } } });
    const cookie = await desk.signIn(KIM);
    const client = await desk.page(cookie);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(client.closed).to.equal(undefined);
    expect((await desk.post(cookie, '/desk/api/signOut')).status).to.equal(204);
    await client.until(() => client.closed !== undefined);
    expect([client.frames.at(-1), client.closed?.code]).to.deep.equal([{ type: 'signedOut' }, 4401]);
    await desk.close();
  });

  it('an open page alone does not keep it going; what its agent does there does', async () => {
    const time = { now: Date.now() };
    const desk = await openTestDesk({ clock: () => time.now, door: { stream: { sessionMs: 20 } } });
    const [kim, lee] = [await desk.signIn(KIM), await desk.signIn(LEE)];
    const [busy, idle] = [await desk.page(kim), await desk.page(lee)];
    for (let minutes = 0; minutes < 40; minutes += 5) {
      time.now += 5 * 60_000;
      busy.say({ type: 'list', filter: 'mine' });
      idle.say({ type: 'heartbeat' });
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    expect(busy.closed).to.equal(undefined);
    expect(idle.closed?.code).to.equal(4401);
    busy.close();
    await desk.close();
  });

  it('nor does what a page reads that nobody has touched', async () => {
    const time = { now: Date.now() };
    const desk = await openTestDesk({ clock: () => time.now });
    const [kim, lee] = [await desk.signIn(KIM), await desk.signIn(LEE)];
    const read = (cookie: string, headers: Record<string, string>) =>
      fetch(`${desk.origin}/desk/api/conversations?filter=mine`, { headers: { cookie, ...headers } });
    for (let minutes = 0; minutes < 40; minutes += 5) {
      time.now += 5 * 60_000;
      await read(kim, {});
      await read(lee, { 'x-refund-desk-idle': '1' });
    }
    const statuses = [(await read(kim, {})).status, (await read(lee, {})).status];
    await desk.close();
    expect(statuses).to.deep.equal([200, 401]);
  });
});
