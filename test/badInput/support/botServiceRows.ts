import { badBody, ENCODED, ONLY_LOCAL, type Row, URL_REFUSED } from './httpErrors.js';

const BOT_ACTIVITY = {
  type: 'message',
  id: 'a1',
  channelId: 'emulator',
  serviceUrl: 'http://127.0.0.1:9/',
  conversation: { id: 'c1' },
  from: { id: 'u1' },
  text: 'hello',
};
/** POST /api/messages as it stands in the demo: open to programs of this machine, and to nobody else. */
export const DEMO_ROWS: readonly Row[] = (
  [
    ['an empty object', () => ({}), 'type: Invalid input: expected string, received undefined'],
    ['from: null', { from: null }, 'from: Invalid input: expected object, received null'],
    [
      'no conversation',
      { conversation: undefined },
      'conversation: Invalid input: expected object, received undefined',
    ],
    ['a conversation that climbs', { conversation: { id: '..' } }, 'conversation.id: not as expected'],
    ['a channel with a line break', { channelId: 'a\nb' }, 'channelId: expected the name of a channel'],
    ['text: 5', { text: 5 }, 'text: Invalid input: expected string, received number'],
    ['a service URL that is none', { serviceUrl: 'not a url' }, URL_REFUSED],
    ['a service URL elsewhere', { serviceUrl: 'https://evil.example/' }, URL_REFUSED],
    ['a service URL within the cloud', { serviceUrl: 'http://169.254.169.254/' }, URL_REFUSED],
    ['a service URL with a password', { serviceUrl: 'http://a:b@127.0.0.1/' }, URL_REFUSED],
    ['an invoke', { type: 'invoke' }, [501, 'noInvoke', 'This bot takes no invoke activities.']],
    ['a guest of a proxy', {}, ONLY_LOCAL, { 'X-Forwarded-For': '203.0.113.9' }],
    ['a page', {}, ONLY_LOCAL, { Origin: 'https://evil.example' }],
    ['compressed', {}, ENCODED, { 'Content-Encoding': 'gzip' }],
  ] as const
).map(([what, change, expected, headers]): Row => {
  const body = typeof change === 'function' ? change() : { ...BOT_ACTIVITY, ...change };
  return [
    `/api/messages: ${what}`,
    () => ['POST', '/api/messages', { body, ...(headers ? { headers } : {}) }],
    ...(typeof expected === 'string' ? badBody(expected) : expected),
  ];
});
