import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Agent } from '../../services/desk/agents.js';
import { CapacityCheck } from '../../services/desk/capacityCheck.js';
import { rowsOf } from '../../services/desk/deskLists.js';
import type { DeskRow } from '../../services/desk/deskRow.js';
import { until } from '../support/until.js';
import { openTestDesk, type TestDesk } from './support/testDesk.js';

const KIM: Agent = { id: 'kim', name: 'Kim', role: 'agent', capacity: 2 };
const ADA: Agent = { id: 'ada', name: 'Ada', role: 'lead', capacity: 1 };

describe('how much an agent takes', function () {
  this.timeout(20_000);
  let desk: TestDesk;
  let [kim, ada] = ['', ''];
  before(async () => {
    desk = await openTestDesk();
    [kim, ada] = [await desk.signIn(KIM), await desk.signIn(ADA)];
  });
  after(() => desk.close());

  async function waiting(count: number): Promise<string[]> {
    const ids = Array.from({ length: count }, () => randomUUID());
    for (const id of ids) {
      await desk.buyer(id, 'human');
      await desk.hears(id, 'handoff.queued');
    }
    return ids;
  }

  it('claims at once and over their capacity: so many as they may have, and the others are told', async () => {
    const ids = await waiting(4);
    const answers = await Promise.all(ids.map((id) => desk.command(kim, id, { command: 'claim', epoch: 1 })));
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 200, 409, 409]);
    const [refused] = answers.filter(({ status }) => status === 409);
    expect(refused?.body).to.deep.include({
      error: {
        code: 'full',
        message: 'You have 2 conversations of at most 2. Claim with force: true to take it all the same.',
      },
      epoch: 1,
    });
    expect(refused?.body.owner.kind).to.equal('queued');
    const left = ids.filter((_, at) => answers[at]?.status === 409);
    const forced = await desk.command(kim, left[0] ?? '', { command: 'claim', epoch: 1, force: true });
    expect(forced.status).to.equal(200);
    const { body } = await desk.get(kim, '/desk/api/agents');
    await until(async () => (await desk.get(kim, '/desk/api/agents')).body[1]?.open === 3);
    expect(
      body.map(
        ({ name, role, capacity, isHere }: { name: string; role: string; capacity: number; isHere: boolean }) => [
          name,
          role,
          capacity,
          isHere,
        ],
      ),
    ).to.deep.equal([
      ['Ada', 'lead', 1, false],
      ['Kim', 'agent', 2, true],
    ]);
  });

  it('a claim that is asked again gets its first answer, though the agent is full now', async () => {
    const [id = ''] = await waiting(1);
    const claim = { id: randomUUID(), command: 'claim', epoch: 1 };
    const path = `/desk/api/conversations/${id}/commands`;
    const first = await desk.post(ada, path, claim);
    expect(first.status).to.equal(200);
    await until(
      async () => (await desk.get(ada, '/desk/api/conversations?filter=mine')).body.conversations.length === 1,
    );
    expect(await desk.post(ada, path, claim)).to.deep.equal(first);
    const [other = ''] = await waiting(1);
    expect((await desk.command(ada, other, { command: 'claim', epoch: 1 })).status).to.equal(409);
    // What they give back makes room at once.
    await desk.command(ada, id, { command: 'release', epoch: 2 });
    await until(
      async () => (await desk.get(ada, '/desk/api/conversations?filter=mine')).body.conversations.length === 0,
    );
    expect((await desk.command(ada, other, { command: 'claim', epoch: 1 })).status).to.equal(200);
  });

  it('an unknown force is refused', async () => {
    const [id = ''] = await waiting(1);
    const answer = await desk.command(kim, id, { command: 'claim', epoch: 1, force: 'yes' });
    expect([answer.status, answer.body.error.message]).to.deep.equal([
      400,
      'force: Invalid input: expected boolean, received string',
    ]);
  });
});

describe('claims of one agent at once', () => {
  it('are looked at one after the other, though the list knows of none yet', async () => {
    const slow = new CapacityCheck({ open: async () => [] });
    const claim = () => new Promise<{ kind: 'done' }>((resolve) => setTimeout(() => resolve({ kind: 'done' }), 5));
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((id) => slow.claim(KIM, id, claim)));
    expect(answers.map(({ kind }) => kind)).to.deep.equal(['done', 'done', 'full', 'full']);
    // Given back, it makes room.
    slow.letGo('a');
    expect((await slow.claim(KIM, 'e', claim)).kind).to.equal('done');
    expect((await slow.claim({ ...KIM, id: 'lee' }, 'f', claim)).kind).to.equal('done');
  });
});

describe('whom an agent had last', () => {
  const MINUTE = 60_000;
  const row = (
    conversationId: string,
    answerBy: number,
    more: Partial<DeskRow> & { isFirst?: boolean } = {},
  ): DeskRow => {
    const { isFirst = false, ...rest } = more;
    return {
      conversationId,
      buyerId: 'b',
      channel: 'c',
      listed: 1,
      epoch: 1,
      owner: { kind: 'queued', since: 0, reason: 'asked', isFirst, withBot: false, late: 0, toldAhead: 0 },
      summary: '',
      caseIds: [],
      unread: 0,
      answerBy,
      ...rest,
    };
  };
  const lastAgent = { id: 'kim', name: 'Kim' };

  it('goes first among those who wait equally long, marked, and before nobody who waits longer', () => {
    const open = [
      row('later', 12 * MINUTE, { lastAgent }),
      row('equal', 10 * MINUTE),
      row('theirs', 10 * MINUTE + 50_000, { lastAgent }),
      row('longest', 9 * MINUTE),
      row('vanished', 20 * MINUTE, { isFirst: true }),
    ];
    const rows = rowsOf({ open, latest: open }, 'queue', { id: 'kim' });
    expect(rows.map(({ conversationId, wasYours = false }) => [conversationId, wasYours])).to.deep.equal([
      ['vanished', false],
      ['longest', false],
      ['theirs', true],
      ['equal', false],
      ['later', true],
    ]);
    const others = rowsOf({ open, latest: open }, 'queue', { id: 'lee' });
    expect(others.map(({ conversationId }) => conversationId)).to.deep.equal([
      'vanished',
      'longest',
      'equal',
      'theirs',
      'later',
    ]);
  });

  it('a list has at most 200 rows', () => {
    const open = Array.from({ length: 250 }, (_, at) => row(`c${at}`, at));
    expect(rowsOf({ open, latest: open }, 'queue', { id: 'kim' })).to.have.length(200);
  });
});
