import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { InboundBody } from '../../bots/turn/inboundBody.js';
import type { RefusedFile } from '../../services/evidence/evidenceFile.js';
import { heic, jpeg, pdf, png, webp } from '../evidence/support/samples.js';
import { activity, file, start, transcript, type UploadPart, upload } from './support/uploading.js';
import { type Answer, type Body, openWireDesk, type WireDesk } from './support/wireDesk.js';

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
});
