import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Agent } from '../../services/desk/agents.js';
import { until } from '../support/until.js';
import { openTestDesk } from './support/testDesk.js';

const KIM: Agent = { id: 'kim', name: 'Kim', role: 'agent', capacity: 5 };

/** The desk's own clock goes on when the test says so; pings go by the wall. */
async function opened(deadAfterMs = 200) {
  const time = { now: Date.now() };
  const desk = await openTestDesk({ clock: () => time.now, door: { stream: { beatMs: 20, deadAfterMs } } });
  const cookie = await desk.signIn(KIM);
  const id = randomUUID();
  await desk.buyer(id, 'human');
  await desk.hears(id, 'handoff.queued');
  return {
    desk,
    id,
    cookie,
    claim: () => desk.command(cookie, id, { command: 'claim', epoch: 1 }),
    /** In steps of five seconds, as they would be noted. */
    async passes(seconds: number) {
      for (let step = 0; step < seconds; step += 5) {
        time.now += 5_000;
        await new Promise((resolve) => setTimeout(resolve, 80));
      }
    },
  };
}

describe('an agent’s open page', function () {
  this.timeout(30_000);

  it('is a sign of life: they keep the conversation without a heartbeat', async () => {
    const { desk, id, cookie, claim, passes } = await opened();
    const page = await desk.page(cookie);
    await claim();
    await passes(90);
    expect((await desk.said(id)).at(-1)).to.equal('handoff.joined');
    page.close();
    await desk.close();
  });

  it('is gone: after 30 s the buyer is told and goes to the head of the queue', async () => {
    const { desk, id, cookie, claim, passes } = await opened();
    const page = await desk.page(cookie);
    await claim();
    await passes(40);
    const first = randomUUID();
    await desk.buyer(first, 'human');
    await desk.hears(first, 'handoff.queued');
    page.close();
    await passes(20);
    expect((await desk.said(id)).at(-1)).to.equal('handoff.joined');
    await passes(20);
    await desk.hears(id, 'handoff.queued');
    const { entries } = await desk.store.log(id, { after: 3, limit: 10 });
    expect(entries[0]?.activity['text']).to.include('Kim had to leave');
    await until(async () => {
      const { body } = await desk.get(cookie, '/desk/api/conversations?filter=queue');
      const [head] = body.conversations;
      return body.conversations.length === 2 && head.conversationId === id && head.owner.isFirst;
    });
    await desk.close();
  });

  it('whose other end is dead is no sign of life', async () => {
    // Long before the socket itself is given up.
    const { desk, id, cookie, claim, passes } = await opened(60_000);
    const page = await desk.page(cookie);
    await claim();
    await passes(10);
    // Nothing is read and no ping answered; the connection stays.
    page.socket.pause();
    await passes(45);
    expect(await desk.said(id)).to.deep.equal(['buyer: human', 'handoff.queued', 'handoff.joined', 'handoff.queued']);
    page.close();
    await desk.close();
  });

  it('whose process has died is given to a colleague at the desk’s next look: nothing but time was needed', async () => {
    const { desk, id, claim, passes, cookie } = await opened();
    await claim();
    await passes(35);
    await desk.hears(id, 'handoff.queued');
    const { body } = await desk.get(cookie, `/desk/api/conversations/${id}/thread`);
    expect(body.owner).to.deep.include({ kind: 'queued', isFirst: true });
    await desk.close();
  });
});
