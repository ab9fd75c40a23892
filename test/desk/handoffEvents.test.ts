import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type DeskProcess, startDesk } from '../faults/support/deskProcess.js';
import { until } from '../support/until.js';

describe('the handoff events, by Direct Line', function () {
  this.timeout(60_000);
  const SECRET = 'a-secret-of-forty-characters-or-a-few-more';
  let folder: string;
  let desk: DeskProcess;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'refund-desk-hub-'));
    desk = await startDesk(folder, undefined, { DESK: 'events', DIRECTLINE_SECRET: SECRET, HOST: '127.0.0.1' });
  });
  after(async () => {
    await desk.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const call = async (method: string, path: string, bearer: string, body?: object, headers: object = {}) => {
    const response = await fetch(desk.origin + path, {
      method,
      headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json', ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
  };

  /** A buyer who waits for a person. */
  async function waiting() {
    const user = { id: `buyer-${Math.random()}` };
    const { body } = await call('POST', '/v3/directline/tokens/generate', SECRET, { user });
    const token: string = body.token;
    const path = `/v3/directline/conversations/${body.conversationId}/activities`;
    await call('POST', path, token, { type: 'message', text: 'human' });
    type Seen = {
      type: string;
      name?: string;
      text?: string;
      value?: object;
      attachments?: object[];
      channelData?: { key?: string };
    };
    const seen = async (): Promise<Seen[]> => (await call('GET', path, token)).body.activities;
    const keys = async () => (await seen()).flatMap(({ channelData }) => channelData?.key ?? []);
    await until(async () => (await keys()).includes('handoff.initiate'));
    return { token, path, seen, keys };
  }
  const status = (state: string, fields: object = {}) => ({
    type: 'event',
    name: 'handoff.status',
    value: { state },
    from: { name: 'Robin' },
    ...fields,
  });

  it('handoff.initiate stands in the stream, as an event', async () => {
    const { seen } = await waiting();
    const event = (await seen()).at(-1);
    expect(event).to.deep.include({ type: 'event', name: 'handoff.initiate' });
    expect(event).to.have.nested.property('attachments[0].content.activities[0].text', 'human');
    expect(event?.value).to.have.property('summary');
  });

  it('who shows the secret accepts, writes, and completes', async () => {
    const { token, path, keys } = await waiting();
    expect((await call('POST', path, SECRET, { type: 'message', text: 'too soon' })).status).to.equal(409);
    expect((await call('POST', path, SECRET, status('accepted'))).status).to.equal(200);
    await until(async () => (await keys()).at(-1) === 'handoff.joined');
    const words = { type: 'message', text: 'Hello', from: { name: 'Robin' }, id: 'w1' };
    expect((await call('POST', path, SECRET, words)).status).to.equal(200);
    expect((await call('POST', path, SECRET, words)).status).to.equal(200);
    await until(async () => (await keys()).at(-1) === 'handoff.agent');
    await call('POST', path, token, { type: 'message', text: 'are there any fees?' });
    await call('POST', path, SECRET, status('completed'));
    await until(async () => (await keys()).at(-1) === 'handoff.left');
    expect(await keys()).to.deep.equal([
      'handoff.queued',
      'handoff.initiate',
      'handoff.joined',
      'handoff.agent',
      'handoff.left',
    ]);
  });

  it('a buyer cannot: an event of theirs is a signal that nobody reads', async () => {
    const { token, path, keys } = await waiting();
    for (const state of ['accepted', 'failed', 'completed'])
      expect((await call('POST', path, token, status(state))).status).to.equal(200);
    await call('POST', path, token, {
      type: 'message',
      text: 'he is lying',
      name: 'handoff.status',
      value: { state: 'accepted' },
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await keys()).to.deep.equal(['handoff.queued', 'handoff.initiate']);
  });

  for (const [what, bearer, headers, wanted] of [
    ['a secret that is none', 'another-secret-of-forty-characters-or-more', {}, 401],
    ['the secret in a browser', SECRET, { Origin: 'https://shop.example' }, 403],
  ] as const)
    it(`${what} is refused`, async () => {
      const { path, keys } = await waiting();
      expect((await call('POST', path, bearer, status('accepted'), headers)).status).to.equal(wanted);
      expect(await keys()).to.deep.equal(['handoff.queued', 'handoff.initiate']);
    });

  for (const [what, body, field] of [
    ['a state that there is not', status('claimed'), 'value.state'],
    ['another event', status('accepted', { name: 'typing' }), 'name'],
    ['empty words', { type: 'message', text: ' ' }, 'text'],
    ['another type', { type: 'typing' }, 'type'],
  ] as const)
    it(`${what} is refused by name`, async () => {
      const { path } = await waiting();
      const answer = await call('POST', path, SECRET, body);
      expect([answer.status, answer.body.error.message.split(':')[0]]).to.deep.equal([400, field]);
    });

  it('a conversation that there is not', async () => {
    const path = '/v3/directline/conversations/nobodys/activities';
    expect((await call('POST', path, SECRET, status('accepted'))).status).to.equal(404);
  });

  it('our own desk is not there', async () => {
    expect((await call('GET', '/desk', '')).status).to.equal(404);
    expect((await call('GET', '/desk/api/me', '')).status).to.equal(404);
  });
});
