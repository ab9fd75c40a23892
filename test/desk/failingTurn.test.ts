import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { TurnRunner } from '../../bots/turn/turnScope.js';
import { openTestDesk, type TestDesk } from './support/testDesk.js';

/** Breaks at every message that says so. */
function breaking(runner: TurnRunner): TurnRunner {
  return {
    run: async (input) => {
      if (JSON.stringify(input.message.body).includes('break')) throw new Error('broken');
      return runner.run(input);
    },
    apologise: (input, incident, error) => runner.apologise(input, incident, error),
  };
}

describe('a turn that fails while a person answers', () => {
  let desk: TestDesk;
  let cookie = '';
  const id = randomUUID();
  const sends = (body: object) =>
    desk.post(cookie, `/desk/api/conversations/${id}/commands`, { id: randomUUID(), epoch: 2, ...body });
  before(async () => {
    desk = await openTestDesk({ wrapRunner: breaking });
    cookie = await desk.signIn({ id: 'kim', name: 'Kim', role: 'agent', capacity: 5 });
    await desk.buyer(id, 'human');
    await desk.hears(id, 'handoff.queued');
    await sends({ command: 'claim', epoch: 1 });
  });
  after(() => desk.close());

  it('the agent whose command it was is told, with an incident', async () => {
    const { status, body } = await sends({ command: 'message', text: 'break' });
    expect([status, body.error.code]).to.deep.equal([500, 'failed']);
    expect(body.error.message).to.match(/^Nothing was done\. Quote incident [0-9a-f]{8}\.$/);
  });

  it('the bot does not apologise into it, and the conversation goes on', async () => {
    await desk.buyer(id, 'break');
    expect((await sends({ command: 'message', text: 'Hello' })).status).to.equal(200);
    expect((await desk.said(id)).slice(-3)).to.deep.equal(['handoff.joined', 'buyer: break', 'handoff.agent']);
  });
});
