import { randomBytes } from 'node:crypto';
import {
  AHEAD,
  BAD_ADDRESS,
  BAD_WATERMARK,
  CONVERSATIONS,
  GENERATE,
  NO_CONVERSATION,
  NO_FILE,
  NO_METHOD,
  NOT_FOUND,
  ORIGIN,
  REFRESH,
  type Row,
  type World,
} from './httpErrors.js';

/** Addresses and methods that are not there, and conversations that are not the caller's. */
export function addressRows(): readonly Row[] {
  return [...addresses(), ...watermarks(), ...othersConversations()];
}

function addresses(): readonly Row[] {
  return [
    ['GET nowhere', () => ['GET', '/nowhere'], ...NOT_FOUND],
    ['POST nowhere', () => ['POST', '/v3/directline', { body: {} }], ...NOT_FOUND],
    ['a way out of the pages', () => ['GET', '/..%2f..%2fetc%2fpasswd'], ...NOT_FOUND],
    ['the same in plain', () => ['GET', '/../../etc/passwd'], ...NOT_FOUND],
    ['a file of the server', () => ['GET', '/index.js'], ...NOT_FOUND],
    ['a zero in the path', () => ['GET', '/chat%00.html'], ...NOT_FOUND],
    ['half a percent sign', () => ['GET', '/%'], ...BAD_ADDRESS],
    ['bytes that are no text', () => ['GET', '/%ff%fe'], ...BAD_ADDRESS],
    ['a Host that is none', () => ['GET', '/health', { headers: { Host: '[' } }], ...BAD_ADDRESS],
    ['DELETE /health', () => ['DELETE', '/health'], ...NO_METHOD],
    ['PUT activities', ({ chat }) => ['PUT', chat.path('activities'), { token: chat.token, body: {} }], ...NO_METHOD],
    ['PATCH the pages', () => ['PATCH', '/'], ...NO_METHOD],
    ['TRACE', () => ['TRACE', '/health'], ...NO_METHOD],
    ['GET a mint', () => ['GET', GENERATE], ...NO_METHOD],
    ['the stream without an upgrade', ({ chat }) => ['GET', chat.path('stream')], ...NOT_FOUND],
    ['a file that never was', () => ['GET', `/v3/directline/evidence/${'A'.repeat(32)}?e=1&s=x`], ...NO_FILE],
    ['a path for a file', () => ['GET', '/v3/directline/evidence/..%2f..%2fdata.mdb'], ...NO_FILE],
    [
      'a page of elsewhere',
      ({ chat }) => ['POST', REFRESH, { token: chat.token, headers: { Origin: 'https://evil.example' } }],
      ...ORIGIN,
    ],
    [
      'a page without an origin of its own',
      ({ chat }) => ['POST', chat.path('activities'), { token: chat.token, body: {}, headers: { Origin: 'null' } }],
      ...ORIGIN,
    ],
  ];
}

function watermarks(): readonly Row[] {
  const row = (watermark: string, [...expected]: readonly [number, string, string]): readonly Row[] =>
    ['activities', ''].map((rest): Row => {
      const where = rest === '' ? 'coming back' : 'reading';
      return [
        `${where} from watermark ${watermark}`,
        ({ chat }) => ['GET', `${chat.path(rest).replace(/\/$/, '')}?watermark=${watermark}`, { token: chat.token }],
        ...expected,
      ];
    });
  return [
    ...row('999', AHEAD),
    ...row('999999999999999', AHEAD),
    ...row('9999999999999999', BAD_WATERMARK),
    ...row('-1', BAD_WATERMARK),
    ...row('1.5', BAD_WATERMARK),
    ...row('1e0', BAD_WATERMARK),
    ...row('0x1', BAD_WATERMARK),
    ...row('%201', BAD_WATERMARK),
    ...row('undefined', BAD_WATERMARK),
    ...row('%D9%A1', BAD_WATERMARK),
  ];
}

function othersConversations(): readonly Row[] {
  const places: readonly (readonly [string, (world: World) => string])[] = [
    ['somebody else’s conversation', ({ other }) => other.id],
    ['a random one', () => randomBytes(16).toString('base64url')],
    ['one with a slash in its name', () => 'a%2Fb'],
  ];
  const ways: readonly (readonly [string, string, string])[] = [
    ['reading', 'GET', '/activities'],
    ['writing to', 'POST', '/activities'],
    ['coming back to', 'GET', ''],
    ['sending files to', 'POST', '/upload'],
  ];
  return places.flatMap(([where, id]) =>
    ways.map(
      ([way, method, rest]): Row => [
        `${way} ${where}`,
        (world) => {
          const body = method === 'POST' ? { body: { type: 'message', text: 'not mine' } } : {};
          return [method, `${CONVERSATIONS}/${id(world)}${rest}`, { token: world.chat.token, ...body }];
        },
        ...NO_CONVERSATION,
      ],
    ),
  );
}
