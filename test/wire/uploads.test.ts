import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { InboundBody } from '../../bots/turn/inboundBody.js';
import type { RefusedFile } from '../../services/evidence/evidenceFile.js';
import { heic, jpeg, pdf, png, webp } from '../evidence/support/samples.js';
import { until } from './support/streamClient.js';
import {
  activity,
  beginUpload,
  file,
  MULTIPART,
  multipart,
  start,
  transcript,
  type UploadPart,
  upload,
} from './support/uploading.js';
import { type Answer, type Body, openWireDesk, type WireDesk } from './support/wireDesk.js';

const NOT_MULTIPART = 'The body is not the multipart that its Content-Type says.';
const MB = 1024 * 1024;
const of = (length: number, head = png()): Buffer => Buffer.concat([head, Buffer.alloc(length - head.length)]);

describe('uploads', function () {
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
  const body = () => InboundBody.parse(desk.entered.at(-1)?.body);
  const said = async (answer: Answer) => {
    const { activities } = (await transcript(desk, chat)).body;
    return activities.find(({ id }) => id === answer.body.id);
  };

  it('takes a message with files of every kind, and tells the turn and the transcript of them', async () => {
    const parts = [
      file(png(1), 'parcel.png'),
      file(jpeg(), 'corner.jpg', 'image/jpeg'),
      file(webp(), 'side.webp', 'text/html'),
      file(heic(), 'IMG_1.HEIC', ''),
      file(pdf(), 'invoice.pdf', 'application/pdf'),
    ];
    const answer = await upload(desk, chat, [
      activity({ text: 'see these', from: { id: 'x', role: 'bot' } }, 'a1'),
      ...parts,
    ]);
    expect([answer.status, Object.keys(answer.body)]).to.deep.equal([200, ['id']]);
    const { files, refusedFiles } = body();
    expect(files.map(({ name, type }) => `${name} ${type}`)).to.deep.equal([
      'parcel.png image/png',
      'corner.jpg image/jpeg',
      'side.webp image/webp',
      'IMG_1.HEIC image/heic',
      'invoice.pdf application/pdf',
    ]);
    expect(refusedFiles).to.deep.equal([]);
    expect(await stored()).to.include.members(files.map(({ fileId }) => fileId));
    const entry = await said(answer);
    expect(entry).to.deep.include({ text: 'see these', from: { id: 'dl_demo-buyer', role: 'user' } });
    expect(entry?.channelData).to.deep.equal({ clientActivityID: 'a1' });
    expect(entry?.attachments?.map(({ name, contentType }) => `${name} ${contentType}`)).to.deep.equal(
      files.map(({ name, type }) => `${name} ${type}`),
    );
    // Web Chat draws what has a thumbnail; no browser but Safari draws HEIC.
    const drawn = entry?.attachments?.map(({ contentUrl, thumbnailUrl }) => thumbnailUrl === contentUrl);
    expect(drawn).to.deep.equal([true, true, true, false, false]);
    expect(entry).to.not.have.any.keys('files', 'refusedFiles');
    expect(desk.entered.at(-1)).to.include({ kind: 'buyer', id: 'buyer:a1', channel: 'directline' });
  });

  it('takes the activity behind the files, and as a plain field, and a message without words', async () => {
    expect((await upload(desk, chat, [file(png(1)), activity({})])).status).to.equal(200);
    expect(body()).to.deep.include({ text: '' });
    expect(body().files).to.have.length(1);
    const { activities } = (await transcript(desk, chat)).body;
    expect(activities.findLast(({ from }) => from.role === 'user')).to.not.have.property('text');
    const field = {
      headers: ['Content-Disposition: form-data; name="activity"'],
      content: '{"type":"message","text":"hi"}',
    };
    expect((await upload(desk, chat, [file(png(2)), field])).status).to.equal(200);
    expect(body()).to.deep.include({ text: 'hi' });
  });

  it('takes what a real FormData makes, with a name in other letters', async () => {
    const form = new FormData();
    form.append('activity', new Blob(['{"type":"message"}'], { type: 'application/vnd.microsoft.activity' }));
    form.append('file', new Blob([new Uint8Array(png(3))], { type: 'image/png' }), 'Päckchen "破損".png');
    const path = `${desk.base}/v3/directline/conversations/${chat.conversationId}/upload`;
    const answer = await fetch(path, {
      method: 'POST',
      body: form,
      headers: { Authorization: `Bearer ${chat.token}` },
    });
    expect(answer.status).to.equal(200);
    expect(body().files[0]?.name).to.equal('Päckchen 破損 .png');
  });

  it('tells of the same file twice', async () => {
    await upload(desk, chat, [activity({}), file(png(1)), file(png(2)), file(png(1))]);
    const [first, , third] = body().files;
    expect(third?.duplicateOf).to.equal(first?.fileId);
  });

  it('lets a signal pass, and keeps nothing of it', async () => {
    const before = [await stored(), desk.entered.length];
    const answer = await upload(desk, chat, [activity('{"type":"event"}'), file(png(1))]);
    expect([answer.status, Object.keys(answer.body)]).to.deep.equal([200, ['id']]);
    expect([await stored(), desk.entered.length]).to.deep.equal(before);
  });

  const REFUSED: readonly (readonly [string, readonly UploadPart[], readonly RefusedFile[], number])[] = [
    ['SVG called PNG', [file('<svg onload="alert(1)"/>'.padEnd(99))], [{ name: 'photo.png', why: 'wrongKind' }], 0],
    ['HTML', [file('<script>alert(1)</script>', 'a.html', 'text/html')], [{ name: 'a.html', why: 'wrongKind' }], 0],
    ['XML', [file('<?xml version="1.0"?>', 'a.xml', 'text/xml')], [{ name: 'a.xml', why: 'wrongKind' }], 0],
    ['a ZIP', [file('PK\x03\x04'.padEnd(99), 'a.docx')], [{ name: 'a.docx', why: 'wrongKind' }], 0],
    ['nothing', [file('', 'empty.png')], [{ name: 'empty.png', why: 'empty' }], 0],
    ['10 MB and a byte', [file(of(10 * MB + 1), 'big.png')], [{ name: 'big.png', why: 'tooLarge' }], 0],
    ['20 MB', [file(of(20 * MB, jpeg()), 'big.jpg')], [{ name: 'big.jpg', why: 'tooLarge' }], 0],
    [
      'seven files',
      [1, 2, 3, 4, 5, 6, 7].map((shade) => file(png(shade), `${shade}.png`)),
      [
        { name: '6.png', why: 'tooMany' },
        { name: '7.png', why: 'tooMany' },
      ],
      5,
    ],
    [
      'good ones among bad ones',
      [file('', '1.png'), file(png(1), '2.png'), file('<svg/>', '3.svg'), file(png(2), '4.png')],
      [
        { name: '1.png', why: 'empty' },
        { name: '3.svg', why: 'wrongKind' },
      ],
      2,
    ],
    [
      'a part that is no file',
      [{ headers: ['Content-Disposition: form-data; name="x"'], content: 'y' }],
      [{ name: 'file', why: 'wrongKind' }],
      0,
    ],
  ];
  for (const [what, parts, refused, kept] of REFUSED) {
    it(`accepts the message and tells why it does not keep ${what}`, async () => {
      const before = (await stored()).length;
      const answer = await upload(desk, chat, [activity({ text: 'look' }), ...parts]);
      expect(answer.status).to.equal(200);
      expect(body().refusedFiles).to.deep.equal(refused);
      expect(body().files).to.have.length(kept);
      expect((await stored()).length - before).to.equal(kept);
      const { attachments = [] } = (await said(answer)) ?? {};
      expect(attachments.filter(({ contentUrl }) => contentUrl)).to.have.length(kept);
      expect(attachments.filter(({ contentUrl }) => !contentUrl)).to.deep.equal(
        refused.map(({ name }) => ({ contentType: 'application/octet-stream', name })),
      );
    });
  }

  const NAMES: readonly (readonly [string, string])[] = [
    ['..%2f..%2fetc%2fpasswd', 'passwd.png'],
    ['../../data.mdb', 'data.mdb.png'],
    ['a\u0000b.png', 'ab.png'],
    ['photo\u202egnp.exe', 'photognp.exe.png'],
    ['photo.png.html', 'photo.png.html.png'],
    [`${'n'.repeat(260)}.png`, `${'n'.repeat(116)}.png`],
    ['', 'file.png'],
  ];
  for (const [given, kept] of NAMES) {
    it(`keeps a file called ${JSON.stringify(given).slice(0, 40)} as ${kept.slice(0, 40)}`, async () => {
      expect((await upload(desk, chat, [activity({}), file(png(1), given)])).status).to.equal(200);
      expect(body().files.map(({ name }) => name)).to.deep.equal([kept]);
    });
  }

  it('keeps 20 in a conversation, and tells of the others', async () => {
    for (const first of [0, 5, 10, 15]) {
      await upload(desk, chat, [activity({}), ...[0, 1, 2, 3, 4].map((shade) => file(png(first + shade)))]);
      expect(body().files).to.have.length(5);
    }
    await upload(desk, chat, [activity({}), file(png(99), 'one more.png')]);
    expect(body()).to.deep.include({ files: [], refusedFiles: [{ name: 'one more.png', why: 'tooMany' }] });
  });

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

  it('takes a message once that is uploaded five times at once, with its files', async () => {
    const before = (await stored()).length;
    const send = () => upload(desk, chat, [activity({ text: 'one' }, 'same'), file(png(1)), file(png(2))]);
    // Three at once is what a conversation may have.
    const first = await Promise.all([send(), send(), send()]);
    const answers = [...first, await send(), await send()];
    expect(new Set(answers.map(({ status, body: { id } }) => `${status} ${id}`)).size).to.equal(1);
    expect((await stored()).length - before).to.equal(2);
    const { activities } = (await transcript(desk, chat)).body;
    const mine = activities.filter(({ from }) => from.role === 'user');
    expect(mine).to.have.length(1);
    expect(mine[0]?.attachments).to.have.length(2);
  });

  it('takes a message once whose first answer was lost, and shows its first files', async () => {
    const send = () => upload(desk, chat, [activity({ text: 'one' }, 'lost'), file(png(1))]);
    desk.loseReceipts = true;
    expect((await send()).status).to.equal(503);
    desk.loseReceipts = false;
    const again = await send();
    expect(again.status).to.equal(200);
    const url = (await said(again))?.attachments?.[0]?.contentUrl ?? '';
    expect((await fetch(url)).status).to.equal(200);
    // An hour and a sweep later too, though the first try ended in doubt.
    desk.aheadMs = 2 * 3_600_000;
    await desk.evidence.sweep(Date.now() + desk.aheadMs, async () => true);
    expect(await stored()).to.include(new URL(url).pathname.split('/').at(-1));
  });

  it('keeps nothing of a message that is refused', async () => {
    const before = await stored();
    desk.refuse = { kind: 'refused', reason: 'tooFast', retryAfterMs: 1_200 };
    const answer = await upload(desk, chat, GOOD());
    expect([answer.status, answer.body.error.code, answer.headers.get('retry-after')]).to.deep.equal([
      429,
      'tooFast',
      '2',
    ]);
    expect(await stored()).to.deep.equal(before);
  });

  it('answers 503 while the store is away, and keeps nothing', async () => {
    const before = await stored();
    desk.away = true;
    const answer = await upload(desk, chat, GOOD());
    expect([answer.status, answer.body.error.code]).to.deep.equal([503, 'storeAway']);
    expect(await stored()).to.deep.equal(before);
  });

  it('lets three uploads of a conversation come at once, and not a fourth', async () => {
    const slow = [1, 2, 3].map(() => beginUpload(desk, chat, GOOD().subarray(0, 100)));
    await new Promise((resolve) => setTimeout(resolve, 60));
    const fourth = await upload(desk, chat, GOOD());
    expect([fourth.status, fourth.body.error, fourth.headers.get('retry-after')]).to.deep.equal([
      429,
      { code: 'tooManyUploads', message: 'Too many uploads at once. Try again in a moment.' },
      '2',
    ]);
    const elsewhere = await start(desk);
    expect((await upload(desk, elsewhere, GOOD())).status).to.equal(200);
    for (const socket of slow) socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect((await upload(desk, chat, GOOD())).status).to.equal(200);
  });

  it('asks for a token, and for the one of this conversation', async () => {
    const other = await start(desk);
    const path = `/v3/directline/conversations/${chat.conversationId}/upload`;
    const post = async (token?: string, headers: Record<string, string> = {}) => {
      const options = { body: GOOD(), headers: { 'Content-Type': MULTIPART, ...headers }, ...(token ? { token } : {}) };
      const answer = await desk.call('POST', path, options);
      return [answer.status, answer.body.error?.code];
    };
    expect(await post()).to.deep.equal([401, 'tokenAbsent']);
    expect(await post('nonsense')).to.deep.equal([401, 'tokenInvalid']);
    expect(await post(other.token)).to.deep.equal([404, 'conversationNotFound']);
    expect(await post(chat.token, { Origin: 'https://elsewhere.example' })).to.deep.equal([403, 'originNotAllowed']);
    desk.aheadMs = 31 * 60_000;
    expect(await post(chat.token)).to.deep.equal([403, 'tokenExpired']);
    expect((await desk.call('GET', path, { token: chat.token })).status).to.equal(405);
  });
});
