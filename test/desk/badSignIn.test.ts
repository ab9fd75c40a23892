import { request } from 'node:http';
import { expect } from 'chai';
import { addAgent } from '../../services/desk/agents.js';
import { missingHeaders } from '../badInput/support/realDesk.js';
import { openTestDesk, type TestDesk } from './support/testDesk.js';

type Sent = {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
};
type Row = readonly [what: string, sent: Sent, status: number, code: string, message: string];

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const FOREIGN = 'Only a page of this desk may do that.';
const LINK_USED = 'This link was used already, or is too old. Ask for another one; in the demo each start prints one.';
const long = (length: number) => 'x'.repeat(length);
const json = (body: object) => JSON.stringify(body);

const SIGN_IN: Sent = { path: '/desk/signIn' };
const CHOOSE: Sent = { path: '/desk/choosePassword' };
const RIGHT = json({ login: 'ada', password: 'a password of nobody' });

const ROWS: readonly Row[] = [
  ...[SIGN_IN, CHOOSE].flatMap((route): Row[] => [
    [
      `${route.path} from another site`,
      { ...route, headers: { origin: 'https://evil.example' }, body: RIGHT },
      403,
      'foreignOrigin',
      FOREIGN,
    ],
    [
      `${route.path} from a frame of nobody`,
      { ...route, headers: { origin: 'null' }, body: RIGHT },
      403,
      'foreignOrigin',
      FOREIGN,
    ],
    [
      `${route.path} by a link of another site`,
      { ...route, headers: { 'sec-fetch-site': 'cross-site' }, body: RIGHT },
      403,
      'foreignOrigin',
      FOREIGN,
    ],
    [`${route.path} of no JSON`, { ...route, body: '{' }, 400, 'notJson', 'The body is not JSON.'],
    [`${route.path} of nothing`, route, 400, 'badBody', 'body: Invalid input: expected object, received undefined'],
    [
      `${route.path} of another type`,
      { ...route, headers: { 'Content-Type': 'text/plain' }, body: RIGHT },
      415,
      'notJsonType',
      'Send the body as application/json.',
    ],
    [
      `${route.path} of a form over 8 KB`,
      { ...route, headers: FORM, body: `login=ada&password=${long(9_000)}` },
      413,
      'bodyTooLarge',
      'The form is over 8 KB.',
    ],
    [
      `${route.path} of a compressed form`,
      { ...route, headers: { ...FORM, 'content-encoding': 'gzip' }, body: 'login=ada' },
      415,
      'encodedBody',
      'Send the body without Content-Encoding.',
    ],
    [
      `${route.path} of JSON over 256 KB`,
      { ...route, body: json({ login: 'ada', password: long(300_000) }) },
      413,
      'bodyTooLarge',
      'The body is over 256 KB.',
    ],
  ]),
  [
    'a form without a name',
    { ...SIGN_IN, headers: FORM, body: 'password=x' },
    400,
    'badBody',
    'login: Invalid input: expected string, received undefined',
  ],
  [
    'an empty name',
    { ...SIGN_IN, body: json({ login: '', password: 'x' }) },
    400,
    'badBody',
    'login: Too small: expected string to have >=1 characters',
  ],
  [
    'a name that is too long',
    { ...SIGN_IN, body: json({ login: long(201), password: 'x' }) },
    400,
    'badBody',
    'login: Too big: expected string to have <=200 characters',
  ],
  [
    'a password that is too long',
    { ...SIGN_IN, body: json({ login: 'ada', password: long(1_001) }) },
    400,
    'badBody',
    'password: Too big: expected string to have <=1000 characters',
  ],
  [
    'a password that is no text',
    { ...SIGN_IN, body: json({ login: 'ada', password: { $ne: '' } }) },
    400,
    'badBody',
    'password: Invalid input: expected string, received object',
  ],
  [
    'a name that reaches a prototype',
    { ...SIGN_IN, body: json({ login: '__proto__', password: 'a password of nobody' }) },
    401,
    'wrongSignIn',
    'The name or the password is not right.',
  ],
  [
    'a key that reaches a prototype',
    { ...SIGN_IN, body: '{"__proto__":{"login":"ada"}}' },
    400,
    'unsafeKey',
    'The body has a key that is not allowed.',
  ],
  [
    'a password too short to choose',
    { ...CHOOSE, body: json({ link: long(43), password: 'short' }) },
    400,
    'badPassword',
    'The password has to be 12 to 128 characters long.',
  ],
  [
    'a password too long to choose',
    { ...CHOOSE, body: json({ link: long(43), password: long(129) }) },
    400,
    'badPassword',
    'The password has to be 12 to 128 characters long.',
  ],
  [
    'a password chosen by no link',
    { ...CHOOSE, body: json({ link: long(43), password: long(20) }) },
    403,
    'linkUsed',
    LINK_USED,
  ],
  ['a link that is none', { method: 'GET', path: '/desk?signIn=nothing' }, 403, 'linkUsed', LINK_USED],
  ['a link that is empty', { method: 'GET', path: '/desk?signIn=' }, 403, 'linkUsed', LINK_USED],
  ['an issuer where there is none', { method: 'GET', path: '/desk/oidc' }, 404, 'notFound', 'There is nothing here.'],
  [
    'an answer of an issuer where there is none',
    { method: 'GET', path: '/desk/oidc/callback?code=x&state=y' },
    404,
    'notFound',
    'There is nothing here.',
  ],
  [
    'the page by another method',
    { method: 'POST', path: '/desk' },
    405,
    'methodNotAllowed',
    'This address does not take that method.',
  ],
];

const AUDIT: readonly Row[] = [
  ['an agent', 'lee', '', 403, 'roleMissing', 'Only who is lead or admin may do that, and you are agent.'],
  ['a cursor that is none', 'ada', '?after=5', 400, 'badQuery', 'after: expected the `next` of the page before'],
  [
    'an agent without a name',
    'ada',
    '?agent=',
    400,
    'badQuery',
    'agent: Too small: expected string to have >=1 characters',
  ],
  ['a page of too much', 'ada', '?limit=201', 400, 'badQuery', 'limit: Too big: expected number to be <=200'],
].map(([what, who, query, status, code, message]) => [
  `the audit log: ${what}`,
  { method: 'GET', path: `/desk/api/audit${query}`, headers: { who: String(who) } },
  Number(status),
  String(code),
  String(message),
]);

describe('bad input at the sign-in', () => {
  let desk: TestDesk;
  const cookies: Record<string, string> = {};
  before(async () => {
    desk = await openTestDesk();
    cookies['ada'] = await desk.signIn({ id: 'ada', name: 'Ada', role: 'lead', capacity: 5 });
    cookies['lee'] = await desk.signIn({ id: 'lee', name: 'Lee', role: 'agent', capacity: 5 });
  });
  after(() => desk.close());

  for (const [what, { method = 'POST', path, headers = {}, body }, status, code, message] of [...ROWS, ...AUDIT])
    it(`${what}: ${status} ${code}`, async () => {
      const { who, ...sent } = { 'Content-Type': 'application/json', ...headers } as Record<string, string>; // all are text
      const cookie = who === undefined ? {} : { cookie: cookies[who] ?? '' };
      const answer = await desk.call(method, path, { ...sent, ...cookie }, body);
      const { error } = JSON.parse(answer.text);
      expect([answer.status, error.code, error.message]).to.deep.equal([status, code, message]);
      expect(answer.headers.get('set-cookie')).to.equal(null);
      expect(missingHeaders({ headers: Object.fromEntries(answer.headers) })).to.deep.equal([]);
    });

  it('over a network in the clear nobody signs in, by whatever way, and is told the remedy', async () => {
    await addAgent(desk.records, { id: 'kim', name: 'Kim', role: 'agent' });
    const link = await desk.sessions.invite('kim', Date.now());
    const { port } = new URL(desk.origin);
    const inTheClear = { host: `desk.example:${port}` };
    for (const sent of [
      { method: 'GET', path: `/desk?signIn=${link}` },
      { method: 'POST', path: '/desk/signIn', body: RIGHT },
      { method: 'POST', path: '/desk/choosePassword', body: json({ link, password: long(20) }) },
    ]) {
      const answer = await send(Number(port), {
        ...sent,
        headers: { ...inTheClear, 'Content-Type': 'application/json' },
      });
      expect([answer.status, JSON.parse(answer.text).error.code], sent.path).to.deep.equal([403, 'notSecure']);
      expect(answer.text).to.include('X-Forwarded-Proto: https');
    }
    const proxied = { ...inTheClear, 'x-forwarded-proto': 'https' };
    expect(
      (await send(Number(port), { method: 'GET', path: `/desk?signIn=${link}`, headers: proxied })).status,
    ).to.equal(200);
  });

  it('a person gets a page to go on from, whatever went wrong', async () => {
    const accept = { accept: 'text/html,application/xhtml+xml' };
    for (const { method, path, headers, body } of [
      { method: 'GET', path: '/desk?signIn=nothing', headers: {}, body: undefined },
      { method: 'POST', path: '/desk/signIn', headers: FORM, body: 'login=&password=' },
      { method: 'POST', path: '/desk/signIn', headers: { ...FORM, origin: 'https://evil.example' }, body: 'login=a' },
      { method: 'POST', path: '/desk/choosePassword', headers: FORM, body: `link=nothing&password=${long(20)}` },
    ]) {
      const answer = await desk.call(method, path, { ...accept, ...headers }, body);
      expect(answer.status, path).to.be.within(400, 403);
      expect(answer.headers.get('content-type'), path).to.equal('text/html; charset=utf-8');
      expect(answer.text, path).to.include('role="alert"').and.to.include('action="/desk/signIn"');
    }
  });

  it('what is typed, or an agent’s name, is text on the page, whatever it looks like', async () => {
    const evil = '"><script>alert(1)</script>';
    await addAgent(desk.records, { id: 'evil', name: evil, role: 'agent' });
    const link = await desk.sessions.invite('evil', Date.now(), { choosesPassword: true });
    const pages = [
      await desk.call('GET', `/desk?signIn=${link}`),
      await desk.call(
        'POST',
        '/desk/signIn',
        { accept: 'text/html', ...FORM },
        new URLSearchParams({ login: evil, password: 'a password of nobody' }).toString(),
      ),
    ];
    for (const { text } of pages) {
      expect(text).to.include('&#62;&#60;script').and.not.include('<script>alert');
    }
  });
});

/** fetch would set the Host itself. */
function send(
  port: number,
  sent: {
    readonly method: string;
    readonly path: string;
    readonly headers: Record<string, string>;
    readonly body?: string;
  },
): Promise<{ readonly status: number; readonly text: string }> {
  const { method, path, headers, body } = sent;
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
