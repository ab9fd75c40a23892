import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { png } from '../evidence/support/samples.js';
import { activity, file, MULTIPART, multipart, type UploadPart } from '../wire/support/uploading.js';
import { ChatOver } from './support/chatOver.js';
import { missingHeaders, openRealDesk, type RealDesk } from './support/realDesk.js';

const MB = 1024 * 1024;

describe('bad input that is taken as far as it goes', function () {
  this.timeout(20_000);
  let desk: RealDesk;
  let chat: ChatOver;
  before(async () => {
    desk = await openRealDesk();
  });
  after(() => desk.close());
  beforeEach(async () => {
    chat = await new ChatOver(desk).start();
  });

  /** What a buyer may claim of a message, and whose word it is in truth. */
  const CLAIMS: readonly (readonly [string, object])[] = [
    ['role bot', { from: { id: 'dl_demo-buyer', role: 'bot' } }],
    ['from the bot itself', { from: { id: 'refund-desk', name: 'Refund Desk', role: 'bot' } }],
    ['from another buyer', { from: { id: 'demo-other-buyer', name: 'Somebody' } }],
    ['from: 5', { from: 5 }],
    ['another channel', { channelId: 'msteams', serviceUrl: 'http://169.254.169.254/' }],
    ['another conversation', { conversation: { id: 'not-mine', isGroup: true } }],
    ['an id of its own', { id: '../../1', replyToId: 'x', recipient: { id: 'y' } }],
    ['another time', { timestamp: '1999-01-01T00:00:00Z', localTimestamp: 'x' }],
    ['our own keys', { channelData: { key: 'refund.filed', caseId: 'RD-1', incident: 'x', textRepeatsCard: true } }],
    ['files of its own making', { files: [{ fileId: 'A'.repeat(32) }], refusedFiles: [{ name: 'x', why: 'empty' }] }],
    ['attachments and buttons', { attachments: [{ contentType: 'text/html', content: '<b>' }], suggestedActions: {} }],
    ['a kind of message', { kind: 'effectResult', buyerId: 'x', body: { kind: 'opened' } }],
    ['a locale and a zone that are none', { locale: '../en', localTimezone: 'Mars/Olympus' }],
    ['a format', { textFormat: 'html', inputHint: {}, speak: '<speak/>' }],
  ];
  for (const [what, claim] of CLAIMS) {
    it(`a message that claims ${what} is a message of this buyer, here and now`, async () => {
      const answer = await chat.post({ type: 'message', text: 'hello', ...claim });
      expect([answer.status, missingHeaders(answer)]).to.deep.equal([200, []]);
      expect(await chat.said(2)).to.deep.equal(['root.welcome', 'root.greeting']);
      const { id } = JSON.parse(answer.text);
      const entry = (await chat.log()).find((seen) => seen.id === id);
      expect(entry).to.deep.include({
        type: 'message',
        text: 'hello',
        from: { id: 'demo-buyer', role: 'user' },
        channelId: 'directline',
        conversation: { id: chat.id },
      });
      expect(Date.parse(entry?.timestamp ?? '')).to.be.closeTo(Date.now(), 10_000);
      expect(id).to.match(new RegExp(`^${chat.id}\\|[\\w-]{22,36}$`));
      expect(JSON.stringify(entry)).to.not.match(/msteams|not-mine|refund\.filed|RD-1|169\.254|AAAA|<b>|speak/);
    });
  }

  /** A card's press that nobody was offered. */
  const PRESSES: readonly (readonly [string, unknown])[] = [
    ['a submit of no draft', { action: 'refund.submit', draftId: '00000000-0000-4000-8000-000000000000' }],
    ['a submit without a draft', { action: 'refund.submit' }],
    ['an action of its own', { action: 'admin.refundAll', draftId: 5 }],
    ['a text', 'submit everything'],
    ['a number', 1e308],
    ['a nest', { a: { b: { c: [[[[1]]]] } } }],
  ];
  for (const [what, value] of PRESSES) {
    it(`a card’s press with ${what} files nothing`, async () => {
      await chat.post({ type: 'message', text: 'order 234193410001028893 came broken, all 500' });
      await chat.said(2);
      expect((await chat.post({ type: 'message', value })).status).to.equal(200);
      expect((await chat.said(3)).slice(1)).to.not.include.members(['refund.filing']);
      await chat.post({ type: 'message', text: 'what was the question?' });
      expect((await chat.said(4)).join()).to.not.match(/root\.failed|refund\.filed/);
    });
  }

  const pictures = (count: number): UploadPart[] =>
    Array.from({ length: count }, (_, index) => file(png(index + 1), `${index + 1}.png`));
  const FILES: readonly (readonly [string, readonly UploadPart[], string])[] = [
    ['of another kind', [file('MZ'.padEnd(99), 'claim.exe')], 'claim.exe: it has to be a picture'],
    ['that is a page', [file('<script>alert(1)</script>', 'a.png')], 'a.png: it has to be a picture'],
    ['of no bytes', [file('', 'none.png')], 'none.png: it is empty'],
    ['of 10 MB and one', [file(Buffer.concat([png(), Buffer.alloc(10 * MB)]), 'big.png')], 'big.png: it is larger'],
    ['too many', pictures(6), '6.png: there are too many'],
    ['whose name is a path', [file('x'.padEnd(99), '../../etc/passwd')], 'passwd: it has to be'],
    ['whose name is a path of Windows', [file('x'.padEnd(99), 'C:\\a\\b.exe')], 'b.exe: it has to be'],
    ['whose name turns its end around', [file('x'.padEnd(99), 'cod\u202egnp.exe')], 'codgnp.exe: it has to be'],
    ['without a name', [file('x'.padEnd(99), '')], 'I could not keep'],
  ];
  for (const [what, files, told] of FILES) {
    it(`a file ${what} is answered 200 and told by name in the chat`, async () => {
      const answer = await desk.send('POST', chat.path('upload'), {
        token: chat.token,
        body: multipart([activity({ text: '' }), ...files]),
        headers: { 'Content-Type': MULTIPART },
      });
      expect([answer.status, missingHeaders(answer)]).to.deep.equal([200, []]);
      expect((await chat.said(2))[1]).to.equal('evidence.refused');
      const refused = (await chat.log()).find(({ channelData }) => channelData?.key === 'evidence.refused');
      expect(refused?.text).to.include(told);
    });
  }

  it('gives an incident id and nothing of its inside, when its disk is gone', async () => {
    const folder = join(desk.folder, 'evidence');
    await rm(folder, { recursive: true });
    await writeFile(folder, '');
    try {
      const answer = await desk.send('POST', chat.path('upload'), {
        token: chat.token,
        body: multipart([activity({ text: 'see' }), file(png(1))]),
        headers: { 'Content-Type': MULTIPART },
      });
      const { error } = JSON.parse(answer.text);
      expect([answer.status, error.code, error.message, missingHeaders(answer)]).to.deep.equal([
        503,
        'storeAway',
        'We cannot take this right now. Try again in a moment.',
        [],
      ]);
      expect(error.incident).to.match(/^[0-9a-f]{8}$/);
      expect(Object.keys(error)).to.have.length(3);
      expect(answer.text)
        .to.not.include(desk.folder)
        .and.not.match(/ENOTDIR|evidence/);
    } finally {
      await rm(folder);
      await mkdir(folder);
    }
    expect(await chat.said(1)).to.deep.equal(['root.welcome']);
  });
});
