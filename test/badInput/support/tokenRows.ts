import {
  ABSENT,
  badBody,
  EXPIRED,
  GENERATE,
  IN_BROWSER,
  INVALID,
  NO_CONVERSATION,
  NO_SECRET,
  NOT_FOUND,
  REFRESH,
  type Row,
  type World,
} from './httpErrors.js';
import { sign } from './realDesk.js';

/** Shown instead of the token that the conversation has. */
export function tokenRows(): readonly Row[] {
  const row = (
    what: string,
    header: (world: World) => string | undefined,
    [...expected]: readonly [number, string, string],
  ): Row => [
    `token: ${what}`,
    (world) => {
      const shown = header(world);
      const headers = shown === undefined ? {} : { Authorization: shown };
      return ['POST', world.chat.path('activities'), { headers, body: { type: 'message', text: 'bad token' } }];
    },
    ...expected,
  ];
  const mine = ({ chat }: World) => ({ conv: chat.id, user: 'u' });
  const now = Math.floor(Date.now() / 1000);
  return [
    row('none', () => undefined, ABSENT),
    row('none behind Bearer', () => 'Bearer ', ABSENT),
    row('two', () => 'Bearer a b', ABSENT),
    row('Basic', ({ chat }) => `Basic ${chat.token}`, ABSENT),
    row('without Bearer', ({ chat }) => chat.token, ABSENT),
    row('garbage', () => 'Bearer garbage', INVALID),
    row('dots', () => 'Bearer ..', INVALID),
    row('another key', (world) => `Bearer ${sign(mine(world))}`, INVALID),
    row('another key, and expired', (world) => `Bearer ${sign({ ...mine(world), exp: now - 9 })}`, INVALID),
    row('cut off', ({ chat }) => `Bearer ${chat.token.slice(0, -2)}`, INVALID),
    row('no signature', ({ chat }) => `Bearer ${chat.token.slice(0, chat.token.lastIndexOf('.') + 1)}`, INVALID),
    row('another user in it', ({ chat }) => `Bearer ${withClaims(chat.token, { user: 'somebody' })}`, INVALID),
    row('alg none', ({ chat }) => `Bearer ${withoutAlgorithm(chat.token)}`, INVALID),
    row('8 KB', (world) => `Bearer ${sign({ ...mine(world), name: 'x'.repeat(6_000) }, world.secret)}`, INVALID),
    row('a stream ticket', ({ chat }) => `Bearer ${new URL(chat.streamUrl).searchParams.get('t')}`, INVALID),
    [
      'token: one of two mints with its own',
      ({ chat }) => ['POST', REFRESH, { headers: { Authorization: `Bearer ${chat.token}x` } }],
      ...INVALID,
    ],
  ];
}

/** Signed with the desk's own key, which only a desk with a known secret lets us do. */
export const SECRET_ROWS: readonly Row[] = [
  ...(
    [
      ['another audience', { aud: 'directline.stream' }, INVALID],
      ['no audience', { aud: undefined }, INVALID],
      ['another issuer', { iss: 'https://login.example' }, INVALID],
      ['not yet valid', { nbf: 9_999_999_999 }, INVALID],
      ['no expiry', { exp: undefined }, INVALID],
      ['an expiry that is no number', { exp: 'never' }, INVALID],
      ['no user', { user: undefined }, INVALID],
      ['a user that is no text', { user: { id: 'x' } }, INVALID],
      ['expired', { exp: 1_700_000_000 }, EXPIRED],
      ['another conversation', { conv: 'somewhere-else' }, NO_CONVERSATION],
    ] as const
  ).map(
    ([what, change, expected]): Row => [
      `our own key, ${what}`,
      ({ chat, secret }) => {
        const token = sign({ conv: chat.id, user: 'u', ...change }, secret);
        return ['POST', chat.path('activities'), { token, body: { type: 'message', text: 'bad token' } }];
      },
      ...expected,
    ],
  ),
  [
    'our own key, another algorithm',
    ({ chat, secret }) => [
      'POST',
      REFRESH,
      { token: sign({ conv: chat.id, user: 'u' }, secret, { alg: 'HS512', typ: 'JWT' }) },
    ],
    ...INVALID,
  ],
  ['a mint without the secret', () => ['POST', GENERATE, { body: {} }], ...NO_SECRET],
  ['a mint with a wrong secret', ({ secret }) => ['POST', GENERATE, { token: `${secret}x`, body: {} }], ...NO_SECRET],
  ['a mint with a token', ({ chat }) => ['POST', GENERATE, { token: chat.token, body: {} }], ...NO_SECRET],
  [
    'the secret from a page',
    ({ secret }) => ['POST', GENERATE, { token: secret, body: {}, headers: { Origin: 'https://shop.example' } }],
    ...IN_BROWSER,
  ],
  ['the secret as a token', ({ chat, secret }) => ['GET', chat.path('activities'), { token: secret }], ...INVALID],
  [
    'a mint for user 5',
    ({ secret }) => ['POST', GENERATE, { token: secret, body: { user: { id: 5 } } }],
    ...badBody('user.id: Invalid input: expected string, received number'),
  ],
  [
    'a mint for a user of 201 characters',
    ({ secret }) => ['POST', GENERATE, { token: secret, body: { user: { id: 'x'.repeat(201) } } }],
    ...badBody('user.id: Too big: expected string to have <=200 characters'),
  ],
  [
    'a mint for no origin',
    ({ secret }) => ['POST', GENERATE, { token: secret, body: { trustedOrigins: [] } }],
    ...badBody('trustedOrigins: Too small: expected array to have >=1 items'),
  ],
  ['the Bot Framework, where no bot is registered', () => ['POST', '/api/messages', { body: {} }], ...NOT_FOUND],
  ['the demo’s orders, where it is no demo', () => ['GET', '/demo/orders'], ...NOT_FOUND],
];

function withClaims(token: string, change: object): string {
  const [header, payload, signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString());
  return [header, Buffer.from(JSON.stringify({ ...claims, ...change })).toString('base64url'), signature].join('.');
}

function withoutAlgorithm(token: string): string {
  return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`;
}
