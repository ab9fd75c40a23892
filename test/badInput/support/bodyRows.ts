import {
  badBody,
  CONVERSATIONS,
  ENCODED,
  NOT_JSON,
  NOT_JSON_TYPE,
  type Row,
  TOO_DEEP,
  TOO_LARGE,
  TOO_MANY_KEYS,
  TYPES,
  UNSAFE,
} from './httpErrors.js';
import type { Sending } from './realDesk.js';

/** What a body may be that is none. */
export function bodyRows(): readonly Row[] {
  return [...bodies(), ...activities()];
}

const NESTED = `${'{"a":'.repeat(20)}1${'}'.repeat(20)}`;

function bodies(): readonly Row[] {
  const row = (what: string, sending: Sending, [...expected]: readonly [number, string, string]): Row => [
    what,
    ({ chat }) => ['POST', chat.path('activities'), { token: chat.token, ...sending }],
    ...expected,
  ];
  return [
    row('300 KB that are not even JSON', { body: '{'.repeat(300_000) }, TOO_LARGE),
    row('300 KB in chunks', { body: '{'.repeat(300_000), chunked: true }, TOO_LARGE),
    row('257 KB of text', { body: { type: 'message', text: 'x'.repeat(257 * 1024) } }, TOO_LARGE),
    row('gzip', { body: '{}', headers: { 'Content-Encoding': 'gzip' } }, ENCODED),
    row('br', { body: '{}', headers: { 'Content-Encoding': 'br' } }, ENCODED),
    row('identity', { body: '{}', headers: { 'Content-Encoding': 'identity' } }, ENCODED),
    row('a form', { body: 'a=b', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }, NOT_JSON_TYPE),
    row('text/plain', { body: '{}', headers: { 'Content-Type': 'text/plain' } }, NOT_JSON_TYPE),
    row('application/jsonp', { body: '{}', headers: { 'Content-Type': 'application/jsonp' } }, NOT_JSON_TYPE),
    row('half a body', { body: '{"type":"message","text":"hi' }, NOT_JSON),
    row('XML', { body: '<activity/>' }, NOT_JSON),
    row('two bodies', { body: '{}{}' }, NOT_JSON),
    row('NaN', { body: '{"type":"message","value":NaN}' }, NOT_JSON),
    row('zeros', { body: Buffer.alloc(64) }, NOT_JSON),
    row('noise', { body: Buffer.from('fffe00d800dc8080', 'hex') }, NOT_JSON),
    row('a byte order mark in front', { body: '\ufeff{"type":"message"}' }, NOT_JSON),
    row('21 levels', { body: `{"type":"message","value":${NESTED}}` }, TOO_DEEP),
    row('100,000 levels', { body: '['.repeat(100_000) }, TOO_DEEP),
    row('5,001 keys', { body: `{${'"a":1,'.repeat(5_001)}"b":1}` }, TOO_MANY_KEYS),
    row('__proto__', { body: '{"type":"message","__proto__":{"admin":true}}' }, UNSAFE),
    row('__proto__ deep inside', { body: '{"type":"message","value":{"a":[{"__proto__":1}]}}' }, UNSAFE),
    row('__proto__ in escapes', { body: '{"type":"message","\\u005f_proto__":1}' }, UNSAFE),
    row('a length that cannot be compared', { body: '{"type":"message","text":{"length":{"toString":null}}}' }, UNSAFE),
    row('the same by valueOf', { body: '{"type":"message","text":{"length":{"valueOf":{}}}}' }, UNSAFE),
    row('constructor', { body: '{"type":"message","value":{"constructor":{"prototype":{}}}}' }, UNSAFE),
  ];
}

function activities(): readonly Row[] {
  const row = (what: string, body: unknown, message: string): Row => [
    `an activity with ${what}`,
    ({ chat }) => ['POST', chat.path('activities'), { token: chat.token, body }],
    ...badBody(message),
  ];
  return [
    row('no body', undefined, 'body: Invalid input: expected object, received undefined'),
    row('null for a body', 'null', 'body: Invalid input: expected object, received null'),
    row('an array for a body', [], 'body: Invalid input: expected object, received array'),
    row('a text for a body', '"hello"', 'body: Invalid input: expected object, received string'),
    row('no type', { text: 'hi' }, TYPES),
    row('a type of our own', { type: 'effectResult', text: 'hi' }, TYPES),
    row('conversationUpdate', { type: 'conversationUpdate', membersAdded: [{ id: 'x' }] }, TYPES),
    row('invoke', { type: 'invoke', name: 'adaptiveCard/action' }, TYPES),
    row('type: ["message"]', { type: ['message'] }, TYPES),
    row('text: 5', { type: 'message', text: 5 }, 'text: Invalid input: expected string, received number'),
    row('text: {}', { type: 'message', text: {} }, 'text: Invalid input: expected string, received object'),
    row('value: []', { type: 'message', value: [] }, 'value: Invalid input'),
    row(
      'channelData: "x"',
      { type: 'message', channelData: 'x' },
      'channelData: Invalid input: expected object, received string',
    ),
    row(
      'a client id of no text',
      { type: 'message', channelData: { clientActivityID: {} } },
      'channelData.clientActivityID: Invalid input: expected string, received object',
    ),
    row(
      'an empty client id',
      { type: 'message', channelData: { clientActivityID: '' } },
      'channelData.clientActivityID: Too small: expected string to have >=1 characters',
    ),
    row(
      'a client id of 201',
      { type: 'message', channelData: { clientActivityID: 'x'.repeat(201) } },
      'channelData.clientActivityID: Too big: expected string to have <=200 characters',
    ),
    [
      'a beginning for nobody',
      ({ chat }) => ['POST', CONVERSATIONS, { token: chat.token, body: { user: 5 } }],
      ...badBody('user: Invalid input: expected object, received number'),
    ],
  ];
}
