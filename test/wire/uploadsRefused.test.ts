import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { png } from '../evidence/support/samples.js';
import { until } from './support/streamClient.js';
import { activity, beginUpload, file, MULTIPART, multipart, start, upload } from './support/uploading.js';
import { type Body, openWireDesk, type WireDesk } from './support/wireDesk.js';

const NOT_MULTIPART = 'The body is not the multipart that its Content-Type says.';
const MB = 1024 * 1024;
const of = (length: number, head = png()): Buffer => Buffer.concat([head, Buffer.alloc(length - head.length)]);

describe('uploads that are refused', function () {
  this.timeout(10_000);
  let desk: WireDesk;
  let chat: Body;
  before(async () => {
    desk = await openWireDesk();
  });
  beforeEach(async () => {
    chat = await start(desk);
  });
  after(() => desk.close());
  afterEach(() => Object.assign(desk, { away: false, loseReceipts: false, refuse: undefined, aheadMs: 0 }));

  const stored = () => readdir(join(desk.folder, 'evidence'));

  const GOOD = () => multipart([activity({ text: 'x' }), file(png(1))]);
  type Bad = readonly [
    what: string,
    body: () => Buffer,
    status: number,
    code: string,
    message: string,
    headers?: Record<string, string>,
  ];
  const BAD: readonly Bad[] = [
    [
      'JSON',
      () => Buffer.from('{"type":"message"}'),
      415,
      'notMultipartType',
      'Send the body as multipart/form-data.',
      { 'Content-Type': 'application/json' },
    ],
    [
      'multipart of another sort',
      GOOD,
      415,
      'notMultipartType',
      'Send the body as multipart/form-data.',
      { 'Content-Type': MULTIPART.replace('form-data', 'mixed') },
    ],
    [
      'a compressed body',
      GOOD,
      415,
      'encodedBody',
      'Send the body without Content-Encoding.',
      { 'Content-Encoding': 'gzip' },
    ],
    ['no boundary', GOOD, 400, 'notMultipart', NOT_MULTIPART, { 'Content-Type': 'multipart/form-data; x=y' }],
    [
      'another boundary',
      GOOD,
      400,
      'notMultipart',
      NOT_MULTIPART,
      { 'Content-Type': 'multipart/form-data; boundary=zzz' },
    ],
    ['no last boundary', () => GOOD().subarray(0, -20), 400, 'notMultipart', NOT_MULTIPART],
    ['an end in the middle of a header', () => GOOD().subarray(0, 60), 400, 'notMultipart', NOT_MULTIPART],
    ['an empty body', () => Buffer.alloc(0), 400, 'notMultipart', NOT_MULTIPART],
    ['no activity', () => multipart([file(png(1))]), 400, 'noActivity', 'The body has no part named activity.'],
    ['no parts', () => multipart([]), 400, 'noActivity', 'The body has no part named activity.'],
    [
      'two activities',
      () => multipart([activity({}), activity({}), file(png(1))]),
      400,
      'twoActivities',
      'The body has more than one activity.',
    ],
    [
      'an activity that is not JSON',
      () => multipart([activity('{'), file(png(1))]),
      400,
      'notJson',
      'The body is not JSON.',
    ],
    [
      'an activity that is no object',
      () => multipart([activity('[]')]),
      400,
      'badBody',
      'body: Invalid input: expected object, received array',
    ],
    [
      'an activity of an unknown type',
      () => multipart([file(png(1)), activity('{"type":"invoke"}')]),
      400,
      'badBody',
      'type: Invalid option: expected one of "message"|"event"|"typing"',
    ],
    [
      'an activity 21 levels deep',
      () => multipart([activity(`{"type":"message","value":${'['.repeat(21)}${']'.repeat(21)}}`)]),
      400,
      'tooDeep',
      'The body nests more than 20 levels.',
    ],
    [
      'an activity with __proto__',
      () => multipart([activity('{"type":"message","__proto__":{"x":1}}')]),
      400,
      'unsafeKey',
      'The body has a key that is not allowed.',
    ],
    [
      'an activity over 1 MB',
      () => multipart([activity({ text: 'x'.repeat(MB) })]),
      413,
      'partTooLarge',
      'The part activity is over 1024 KB.',
    ],
    [
      '21 parts',
      () => multipart([activity({}), ...Array.from({ length: 20 }, () => file(png(1)))]),
      413,
      'tooManyParts',
      'The body has more than 20 parts.',
    ],
    ['over 64 MB', () => Buffer.alloc(64 * MB + 1), 413, 'bodyTooLarge', 'The body is over 64 MB.'],
  ];
  for (const [what, bytes, status, code, message, headers = {}] of BAD) {
    it(`answers ${status} ${code} to ${what}, and keeps nothing`, async () => {
      const before = [await stored(), desk.entered.length];
      const answer = await upload(desk, chat, bytes(), { headers });
      expect([answer.status, answer.body]).to.deep.equal([status, { error: { code, message } }]);
      expect([await stored(), desk.entered.length]).to.deep.equal(before);
    });
  }

  it('counts a body without a length while it reads', async () => {
    const before = await stored();
    const source = async function* () {
      yield multipart([activity({}), file(of(1000))]).subarray(0, -30);
      for (let sent = 0; sent < 65; sent++) yield Buffer.alloc(MB);
    };
    const socket = beginUpload(desk, chat, Buffer.alloc(0), 'chunked');
    let answer = '';
    socket.on('data', (bytes) => {
      answer += String(bytes);
    });
    for await (const bytes of source())
      socket.write(Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]));
    await until(() => answer !== '');
    socket.destroy();
    expect(answer).to.match(/^HTTP\/1.1 413 .*The body is over 64 MB/s);
    expect(await stored()).to.deep.equal(before);
  });

  it('leaves nothing of an upload that is cut off anywhere', async () => {
    const before = [await stored(), desk.entered.length];
    const whole = multipart([activity({ text: 'x' }), file(of(100_000), 'a.png'), file(of(100_000), 'b.png')]);
    for (const length of [1, 50, 300, 5_000, 100_900, whole.length - 10]) {
      const socket = beginUpload(desk, chat, whole.subarray(0, length), whole.length);
      await new Promise((resolve) => setTimeout(resolve, 40));
      socket.destroy();
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([await stored(), desk.entered.length]).to.deep.equal(before);
    expect(desk.lines.filter(({ message }) => message === 'request failed')).to.deep.equal([]);
    expect((await upload(desk, chat, whole)).status).to.equal(200);
  });
});
