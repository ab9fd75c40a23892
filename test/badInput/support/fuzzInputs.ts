import fc from 'fast-check';
import { LEADS } from './chatRows.js';

/** One input for one of the boundaries. */
export type Input =
  | { readonly kind: 'chat'; readonly at: keyof typeof LEADS; readonly text: string }
  | { readonly kind: 'directLine'; readonly route: Route; readonly headers: Headers; readonly body: string }
  | { readonly kind: 'botService'; readonly body: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'frames'; readonly frames: readonly (string | Uint8Array)[] };
type Route = 'activities' | 'upload' | 'start' | 'generate' | 'refresh' | 'read' | 'reconnect' | 'stray';
type Headers = Readonly<Record<string, string>>;

const ANSWERS = [
  ...Object.values(LEADS).flat(),
  ...[
    '2341-9341-0001-0288-93',
    '1.200,50',
    'US$300',
    'half of them',
    '12 of 40',
    'last Friday',
    '3 October',
    '2026-10-03',
  ],
  ...['submit', 'cancel', 'back', 'start over', 'why?', 'human', 'where is my refund?', 'no, 200', 'the amount is 300'],
];
const PIECES = [
  ...[
    '',
    ' ',
    '\n',
    '\0',
    '\u200b',
    '\u202e',
    '\ufeff',
    '\u2044',
    '\ud800',
    '😀',
    'ﷺ',
    '½',
    '٣',
    'ѕ',
    '-',
    '#',
    '%',
    '$',
    '€',
  ],
  ...[
    'of',
    'out of',
    'minus',
    'all',
    'not',
    'no',
    'ago',
    'k',
    'http://',
    'https://a.b/',
    '://',
    '@',
    '(',
    ')',
    ']',
    '\\',
    '<b>',
  ],
  ...[
    '0',
    '-1',
    '1',
    '31',
    '500',
    '1e9',
    '99999999999999999999',
    '1.200,50',
    '2026-02-30',
    '234193410001028893',
    '__proto__',
  ],
  ...[
    'order',
    'seller',
    'refund',
    'broken',
    'yesterday',
    'january',
    'three hundred',
    'amount is',
    'change',
    'wrong order',
  ],
];

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .tuple(fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 60 }), fc.constantFrom('', ' ', ', ', '\n'))
    .map(([pieces, between]) => pieces.join(between)),
  fc
    .tuple(fc.constantFrom(...PIECES, ...ANSWERS), fc.integer({ min: 1, max: 4_200 }))
    .map(([piece, length]) => `${piece} `.repeat(length).slice(0, length)),
  fc
    .tuple(fc.constantFrom(...ANSWERS), fc.nat(60), fc.constantFrom(...PIECES), fc.nat(5))
    .map(([answer, at, piece, without]) => answer.slice(0, at) + piece + answer.slice(at + without)),
);

/** Values of every JSON type, and keys that mean something somewhere. */
const anyJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, 0, -1, 1e308, '', '__proto__', '\0'),
    anyText,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(
        { weight: 50, arbitrary: fc.constantFrom('action', 'draftId', 'id', 'text', 'hasOwnProperty', 'length') },
        { weight: 1, arbitrary: fc.constantFrom('valueOf', 'toString', 'constructor', '__proto__') },
      ),
      tie('value'),
      {
        maxKeys: 5,
      },
    ),
  ),
})).value;

const mostly = <T>(usual: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 50, arbitrary: usual }, { weight: 1, arbitrary: anyJson });
const anId = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom('u1', 'u2', 'refund-desk', '\u0000', 'a/b', '__proto__') },
  { weight: 1, arbitrary: fc.constantFrom('', '..', 'x'.repeat(2_000)) },
);

const anActivity = fc.record(
  {
    type: mostly(fc.constantFrom('message', 'message', 'message', 'event', 'typing', 'conversationUpdate', 'joined')),
    text: mostly(anyText),
    value: fc.option(anyJson, { nil: undefined }),
    id: mostly(anId),
    from: mostly(
      fc.record({ id: mostly(anId), role: fc.constantFrom('bot', 'user'), name: anyJson }, { requiredKeys: ['id'] }),
    ),
    conversation: mostly(fc.record({ id: mostly(anId), isGroup: mostly(fc.boolean()) }, { requiredKeys: ['id'] })),
    recipient: mostly(fc.record({ id: anId })),
    channelId: mostly(fc.constantFrom('emulator', 'directline', 'msteams', 'sms', 'toString')),
    channelData: mostly(
      fc.record(
        { clientActivityID: mostly(fc.string({ minLength: 1, maxLength: 3 })), postBack: anyJson },
        { requiredKeys: [] },
      ),
    ),
    locale: mostly(fc.constantFrom('en', 'de-DE', 'xx', '../en')),
    localTimezone: mostly(fc.constantFrom('Europe/Berlin', 'Mars/Olympus')),
    entities: mostly(
      fc.array(fc.record({ type: fc.constant('mention'), mentioned: anyJson, text: anyJson }), { maxLength: 3 }),
    ),
    attachments: mostly(
      fc.array(fc.record({ contentType: mostly(fc.constant('a/b')), contentUrl: mostly(anyText) }), { maxLength: 3 }),
    ),
    membersAdded: mostly(fc.array(fc.record({ id: mostly(anId) }), { maxLength: 3 })),
    timestamp: mostly(fc.constant('2026-11-23T09:00:00Z')),
    user: mostly(fc.record({ id: mostly(anId) })),
    trustedOrigins: anyJson,
  },
  { requiredKeys: ['type', 'from', 'conversation', 'channelId'] },
);

/** As JSON, now and then with a piece of it missing or something in between. */
function written(activity: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  const damage = fc.oneof(
    { weight: 8, arbitrary: fc.constant(undefined) },
    {
      weight: 1,
      arbitrary: fc.record({ at: fc.nat(2_000), piece: fc.constantFrom(...PIECES, '{', '}', '"'), length: fc.nat(9) }),
    },
  );
  return fc.tuple(activity, damage).map(([value, damaged]) => {
    const text = JSON.stringify(value) ?? '';
    if (!damaged) return text;
    const at = damaged.at % (text.length + 1);
    return text.slice(0, at) + damaged.piece + text.slice(at + damaged.length);
  });
}

const chat = fc.record({
  kind: fc.constant('chat' as const),
  at: fc.constantFrom(...(Object.keys(LEADS) as (keyof typeof LEADS)[])), // its own keys
  text: anyText,
});
const directLine = fc.record({
  kind: fc.constant('directLine' as const),
  route: fc.constantFrom<Route[]>(
    ...([
      'activities',
      'activities',
      'activities',
      'upload',
      'start',
      'generate',
      'refresh',
      'read',
      'reconnect',
      'stray',
    ] as const),
  ),
  headers: fc.oneof(
    { weight: 8, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Headers[]>({ Origin: 'null' }, { Cookie: 'x=%' }, { 'Content-Encoding': 'x' }),
    },
    { weight: 1, arbitrary: fc.constantFrom<Headers[]>({ Authorization: 'Bearer x.y.z' }, { Host: 'a:99999' }) },
  ),
  body: written(anActivity),
});
const botService = fc.record({ kind: fc.constant('botService' as const), body: written(anActivity) });
const bytes = fc.record({
  kind: fc.constant('bytes' as const),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 2_000 }),
    fc
      .array(
        fc.oneof(
          fc.constantFrom(
            'GET / HTTP/1.1\r\n',
            'POST /api/messages HTTP/1.1\r\n',
            'Host: a\r\n',
            'Content-Length: 5\r\n',
            '\r\n',
          ),
          fc.constantFrom(
            'Transfer-Encoding: chunked\r\n',
            'Connection: Upgrade\r\nUpgrade: websocket\r\n',
            '0\r\n\r\n',
            'ffff\r\n',
          ),
          fc.string({ unit: 'binary-ascii', maxLength: 50 }),
        ),
        { minLength: 1, maxLength: 12 },
      )
      .map((pieces) => Buffer.from(pieces.join(''))),
  ),
});
const frames = fc.record({
  kind: fc.constant('frames' as const),
  frames: fc.array(fc.oneof(anyText, fc.uint8Array({ maxLength: 300 }), fc.constant('x'.repeat(70_000))), {
    minLength: 1,
    maxLength: 8,
  }),
});

export const anyInput: fc.Arbitrary<Input> = fc.oneof(
  { weight: 40, arbitrary: chat },
  { weight: 30, arbitrary: directLine },
  { weight: 15, arbitrary: botService },
  { weight: 10, arbitrary: bytes },
  { weight: 5, arbitrary: frames },
);
