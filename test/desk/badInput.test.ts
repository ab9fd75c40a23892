import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { missingHeaders } from '../badInput/support/realDesk.js';
import { openTestDesk, type TestDesk } from './support/testDesk.js';

type Sent = {
  readonly path?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
};
type Row = readonly [what: string, sent: Sent, status: number, code: string, message: string];

const ID = 'command-1';
const COMMANDS = '/desk/api/conversations/CONVERSATION/commands';
const LONG = 'x'.repeat(4_001);

const POSTS: readonly Row[] = [
  ['no cookie', { headers: { cookie: '' } }, 401, 'signedOut', 'You are not signed in, or no longer.'],
  [
    'no session of ours',
    { headers: { cookie: 'refund_desk_agent=nobody' } },
    401,
    'signedOut',
    'You are not signed in, or no longer.',
  ],
  [
    'without the header',
    { headers: { 'x-refund-desk': '' } },
    403,
    'headerMissing',
    'Send the header X-Refund-Desk: 1 with it.',
  ],
  [
    'from another site',
    { headers: { origin: 'https://evil.example' } },
    403,
    'foreignOrigin',
    'Only a page of this desk may do that.',
  ],
  ['from nowhere', { headers: { origin: 'null' } }, 403, 'foreignOrigin', 'Only a page of this desk may do that.'],
  ['no JSON', { body: '{' }, 400, 'notJson', 'The body is not JSON.'],
  ['no object', { body: [] }, 400, 'badBody', 'body: Invalid input: expected object, received array'],
  [
    'an unknown command',
    { body: { id: ID, command: 'delete' } },
    400,
    'badBody',
    "command: Invalid discriminator value. Expected 'claim' | 'message' | 'note' | 'release' | 'transfer' | 'return' | 'resolve' | 'amend'",
  ],
  [
    'no id',
    { body: { command: 'claim', epoch: 1 } },
    400,
    'badBody',
    'id: Invalid input: expected string, received undefined',
  ],
  [
    'an id that is none',
    { body: { id: 'a b', command: 'claim', epoch: 1 } },
    400,
    'badBody',
    'id: expected 8 to 64 letters, digits, - or _',
  ],
  [
    'no epoch',
    { body: { id: ID, command: 'claim' } },
    400,
    'badBody',
    'epoch: Invalid input: expected number, received undefined',
  ],
  [
    'an epoch that is none',
    { body: { id: ID, command: 'claim', epoch: 1.5 } },
    400,
    'badBody',
    'epoch: Invalid input: expected int, received number',
  ],
  [
    'a field too many',
    { body: { id: ID, command: 'claim', epoch: 1, force: true } },
    400,
    'badBody',
    'body: Unrecognized key: "force"',
  ],
  [
    'no words',
    { body: { id: ID, command: 'message', epoch: 1, text: '  ' } },
    400,
    'badBody',
    'text: Too small: expected string to have >=1 characters',
  ],
  [
    'too many words',
    { body: { id: ID, command: 'message', epoch: 1, text: LONG } },
    413,
    'textTooLong',
    'text: at most 4000 characters at once.',
  ],
  [
    'a note of too many words',
    { body: { id: ID, command: 'note', text: LONG } },
    413,
    'textTooLong',
    'text: at most 4000 characters at once.',
  ],
  [
    'a reason of too many words',
    { body: { id: ID, command: 'resolve', epoch: 1, reason: LONG } },
    413,
    'textTooLong',
    'reason: at most 4000 characters at once.',
  ],
  [
    'a comment of too many words',
    { body: { id: ID, command: 'transfer', epoch: 1, to: 'kim', comment: LONG } },
    413,
    'textTooLong',
    'comment: at most 4000 characters at once.',
  ],
  [
    'a field that cannot be amended',
    { body: { id: ID, command: 'amend', epoch: 1, field: 'evidence', value: 'x' } },
    400,
    'badBody',
    'field: Invalid option: expected one of "order"|"problem"|"affected"|"description"|"noticedOn"|"seller"|"remedy"|"amount"',
  ],
  [
    'amended to nothing',
    { body: { id: ID, command: 'amend', epoch: 1, field: 'amount', value: ' ' } },
    400,
    'badBody',
    'value: Too small: expected string to have >=1 characters',
  ],
  [
    'amended in too many words',
    { body: { id: ID, command: 'amend', epoch: 1, field: 'description', value: LONG } },
    413,
    'textTooLong',
    'value: at most 4000 characters at once.',
  ],
  [
    'a body over 256 KB',
    { body: { id: ID, command: 'note', text: 'x'.repeat(300_000) } },
    413,
    'bodyTooLarge',
    'The body is over 256 KB.',
  ],
  [
    'to nobody',
    { body: { id: ID, command: 'transfer', epoch: 1, to: 'nobody', comment: 'x' } },
    404,
    'agentNotFound',
    'to: there is no such agent.',
  ],
  [
    'in no conversation',
    { path: COMMANDS.replace('CONVERSATION', 'none'), body: { id: ID, command: 'claim', epoch: 0 } },
    404,
    'conversationNotFound',
    'There is no such conversation.',
  ],
  [
    'another agent’s',
    { body: { id: 'command-2', command: 'message', epoch: 2, text: 'me?' } },
    403,
    'notYours',
    'This conversation is not yours: Kim has it.',
  ],
  [
    'another agent’s, to amend it',
    { body: { id: 'command-5', command: 'amend', epoch: 2, field: 'affected', value: '12' } },
    403,
    'notYours',
    'This conversation is not yours: Kim has it.',
  ],
  [
    'an old epoch',
    { body: { id: 'command-3', command: 'claim', epoch: 1 } },
    409,
    'stale',
    'Somebody was faster: Kim has it.',
  ],
  [
    'an epoch to come',
    { body: { id: 'command-4', command: 'return', epoch: 9 } },
    409,
    'stale',
    'Somebody was faster: Kim has it.',
  ],
  [
    'a heartbeat without the header',
    { path: '/desk/api/heartbeat', headers: { 'x-refund-desk': '' } },
    403,
    'headerMissing',
    'Send the header X-Refund-Desk: 1 with it.',
  ],
  [
    'a heartbeat of nobody',
    { path: '/desk/api/heartbeat', headers: { cookie: '' } },
    401,
    'signedOut',
    'You are not signed in, or no longer.',
  ],
  [
    'a sign-out from another site',
    { path: '/desk/api/signOut', headers: { origin: 'https://evil.example' } },
    403,
    'foreignOrigin',
    'Only a page of this desk may do that.',
  ],
];

const GETS: readonly Row[] = [
  ...['me', 'conversations', 'conversations/CONVERSATION/thread', 'conversations/CONVERSATION/context'].map(
    (path): Row => [
      `${path} of nobody`,
      { path: `/desk/api/${path}`, headers: { cookie: '' } },
      401,
      'signedOut',
      'You are not signed in, or no longer.',
    ],
  ),
  [
    'an unknown filter',
    { path: '/desk/api/conversations?filter=theirs' },
    400,
    'badQuery',
    'filter: Invalid option: expected one of "mine"|"queue"|"bot"|"all"|"resolved"',
  ],
  [
    'a page of too much',
    { path: '/desk/api/conversations/CONVERSATION/thread?limit=101' },
    400,
    'badQuery',
    'limit: Too big: expected number to be <=100',
  ],
  [
    'a page from nowhere',
    { path: '/desk/api/conversations/CONVERSATION/thread?after=-1' },
    400,
    'badQuery',
    'after: Too small: expected number to be >=0',
  ],
  [
    'the thread of none',
    { path: '/desk/api/conversations/none/thread' },
    404,
    'conversationNotFound',
    'There is no such conversation.',
  ],
  [
    'the context of none',
    { path: '/desk/api/conversations/none/context' },
    404,
    'conversationNotFound',
    'There is no such conversation.',
  ],
];

describe('bad input at the desk', () => {
  let desk: TestDesk;
  let cookie = '';
  const conversation = randomUUID();
  before(async () => {
    desk = await openTestDesk();
    const kim = await desk.signIn({ id: 'kim', name: 'Kim', role: 'agent', capacity: 5 });
    cookie = await desk.signIn({ id: 'lee', name: 'Lee', role: 'agent', capacity: 5 });
    await desk.buyer(conversation, 'human');
    await desk.hears(conversation, 'handoff.queued');
    const path = COMMANDS.replace('CONVERSATION', conversation);
    await desk.post(kim, path, { id: 'kim-claims', command: 'claim', epoch: 1 });
  });
  after(() => desk.close());

  for (const [method, rows] of [
    ['POST', POSTS],
    ['GET', GETS],
  ] as const) {
    for (const [what, { path = COMMANDS, body = {}, headers = {} }, status, code, message] of rows) {
      it(`${method} ${what}: ${status} ${code}`, async () => {
        const wanted = { cookie, 'x-refund-desk': '1', 'Content-Type': 'application/json', ...headers };
        const sent = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== ''));
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        const target = path.replace('CONVERSATION', conversation);
        const answer = await desk.call(method, target, sent, method === 'POST' ? text : undefined);
        const { error } = JSON.parse(answer.text);
        expect([answer.status, error.code, error.message]).to.deep.equal([status, code, message]);
        expect(missingHeaders({ headers: Object.fromEntries(answer.headers) })).to.deep.equal([]);
      });
    }
  }

  it('leaves the conversation as it was', async () => {
    expect(await desk.said(conversation)).to.deep.equal(['buyer: human', 'handoff.queued', 'handoff.joined']);
  });
});
