import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Agent } from '../../services/desk/agents.js';
import { sweepEvidence } from '../../services/evidence/evidenceSweep.js';
import { openTestDesk, type TestDesk } from './support/testDesk.js';
import type { WebBuyer } from './support/webBuyer.js';

const KIM: Agent = { id: 'kim', name: 'Kim', role: 'agent', capacity: 50 };
const LEE: Agent = { id: 'lee', name: 'Lee', role: 'agent', capacity: 50 };
const HOUR = 3_600_000;
const PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
    'base64',
  ),
);
const PDF = Uint8Array.from(Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\n'));
const HTML = Uint8Array.from(Buffer.from('<!doctype html><script>alert(1)</script>'));

describe('files of agents', function () {
  this.timeout(30_000);
  let desk: TestDesk;
  let [kim, lee] = ['', ''];
  let buyer: WebBuyer;
  let id = '';
  before(async () => {
    desk = await openTestDesk();
    [kim, lee] = [await desk.signIn(KIM), await desk.signIn(LEE)];
    buyer = await desk.webBuyer();
    id = buyer.conversationId;
    await buyer.says('human');
    await buyer.hears('handoff.queued');
    await desk.command(kim, id, { command: 'claim', epoch: 1 });
  });
  after(async () => {
    buyer.close();
    await desk.close();
  });

  const send = (cookie: string, body: object) =>
    desk.command(cookie, id, { command: 'message', epoch: 2, text: '', ...body });
  const raw = (path: string, cookie: string) => fetch(desk.origin + path, { headers: { cookie } });

  it('an agent sends a file, without a word; the buyer gets it under a signed address, inert', async () => {
    const uploaded = await desk.upload(kim, id, PNG, '../../label<script>.png');
    expect(uploaded.status).to.equal(200);
    const { fileId, ...told } = uploaded.body;
    expect(told).to.deep.equal({ name: 'label script .png', contentType: 'image/png', size: PNG.length });
    expect((await send(kim, { files: [fileId] })).status).to.equal(200);
    await buyer.hears('handoff.agent');
    const heard = buyer.heard.find(({ channelData }) => channelData?.key === 'handoff.agent');
    expect(heard).to.not.have.property('text');
    expect(heard?.attachments?.map(({ contentType, name }) => [contentType, name])).to.deep.equal([
      ['image/png', 'label script .png'],
    ]);
    const { contentUrl = '' } = heard?.attachments?.[0] ?? {};
    const file = await fetch(contentUrl);
    expect([file.status, Buffer.from(await file.arrayBuffer()).equals(PNG)]).to.deep.equal([200, true]);
    expect(file.headers.get('content-security-policy')).to.include('sandbox');
    expect((await fetch(contentUrl.replace(/s=..../, 's=AAAA'))).status).to.equal(404);
    // The log names it by no address, and the thread of a colleague has it too.
    const { entries } = (await desk.get(lee, `/desk/api/conversations/${encodeURIComponent(id)}/thread`)).body;
    expect(entries.at(-1).activity.attachments[0].contentUrl).to.equal(`evidence:${fileId}`);
  });

  it('any agent looks at a file of either side, and at none of another conversation', async () => {
    const { body } = await desk.upload(kim, id, PDF, 'contract.pdf');
    await send(kim, { text: 'see this', files: [body.fileId] });
    const path = `/desk/api/conversations/${encodeURIComponent(id)}/files/${body.fileId}`;
    const pdf = await raw(path, lee);
    expect([pdf.status, pdf.headers.get('content-type'), pdf.headers.get('x-content-type-options')]).to.deep.equal([
      200,
      'application/pdf',
      'nosniff',
    ]);
    expect(pdf.headers.get('content-disposition')).to.match(/^attachment; filename="contract.pdf"/);
    expect(pdf.headers.get('content-security-policy')).to.equal("sandbox; default-src 'none'; frame-ancestors 'none'");
    const png = (await desk.upload(kim, id, PNG, 'x.png')).body;
    const shown = await raw(path.replace(body.fileId, png.fileId), lee);
    expect(shown.headers.get('content-disposition')).to.match(/^inline; filename="x.png"/);
    expect((await fetch(desk.origin + path)).status).to.equal(401);
    for (const other of [
      `/desk/api/conversations/other/files/${body.fileId}`,
      `/desk/api/conversations/${encodeURIComponent(id)}/files/${'a'.repeat(32)}`,
      `/desk/api/conversations/${encodeURIComponent(id)}/files/x`,
    ]) {
      const answer = await raw(other, lee);
      expect([answer.status, (await answer.json()).error.code], other).to.deep.equal([404, 'fileNotFound']);
    }
  });

  it('what the buyer has sent is among the evidence; what agents send is not', async () => {
    const form = new FormData();
    form.append(
      'activity',
      new Blob([JSON.stringify({ type: 'message', text: 'my photo' })], { type: 'application/vnd.microsoft.activity' }),
    );
    form.append('file', new Blob([PNG], { type: 'image/png' }), 'damage.png');
    const path = `/v3/directline/conversations/${id}/upload`;
    const headers = { Authorization: `Bearer ${buyer.token}` };
    expect((await fetch(desk.origin + path, { method: 'POST', headers, body: form })).status).to.equal(200);
    const { body } = await desk.get(kim, `/desk/api/conversations/${encodeURIComponent(id)}/context`);
    expect(
      body.evidence.map(({ kind, name, contentType }: { kind: string; name: string; contentType: string }) => [
        kind,
        name,
        contentType,
      ]),
    ).to.deep.equal([['file', 'damage.png', 'image/png']]);
    const file = await raw(`/desk/api/conversations/${encodeURIComponent(id)}/files/${body.evidence[0].fileId}`, lee);
    expect(Buffer.from(await file.arrayBuffer()).equals(PNG)).to.equal(true);
  });

  const files = (count: number) => Array.from({ length: count }, () => 'a'.repeat(32));
  const BAD_MESSAGES: readonly (readonly [what: string, body: object, status: number, code: string])[] = [
    ['neither words nor files', {}, 400, 'badBody'],
    ['no files and only spaces', { text: '  ', files: [] }, 400, 'badBody'],
    ['six files', { files: files(6) }, 400, 'badBody'],
    ['a file that is not there', { files: files(1) }, 404, 'fileNotFound'],
    ['a file by no id', { files: ['../x'] }, 400, 'badBody'],
    ['files that are none', { files: 'x' }, 400, 'badBody'],
  ];
  for (const [what, body, status, code] of BAD_MESSAGES)
    it(`refuses a message with ${what}: ${status}`, async () => {
      const answer = await send(kim, body);
      expect([answer.status, answer.body.error.code]).to.deep.equal([status, code]);
    });

  it('takes no file of a buyer’s, nor of another conversation, into a message', async () => {
    const { body } = await desk.get(kim, `/desk/api/conversations/${encodeURIComponent(id)}/context`);
    expect((await send(kim, { files: [body.evidence[0].fileId] })).status).to.equal(404);
    const other = randomUUID();
    await desk.buyer(other, 'human');
    await desk.hears(other, 'handoff.queued');
    await desk.command(kim, other, { command: 'claim', epoch: 1 });
    const { fileId } = (await desk.upload(kim, other, PNG, 'other.png')).body;
    expect((await send(kim, { files: [fileId] })).status).to.equal(404);
  });

  const large = new Uint8Array(10 * 1024 * 1024 + 1);
  large.set(PNG);
  const BAD_UPLOADS: readonly (readonly [
    what: string,
    bytes: Uint8Array<ArrayBuffer>,
    status: number,
    code: string,
  ])[] = [
    ['nothing', new Uint8Array(0), 400, 'emptyFile'],
    ['a page that is called a picture', HTML, 415, 'wrongKind'],
    ['more than 10 MB', large, 413, 'fileTooLarge'],
  ];
  for (const [what, bytes, status, code] of BAD_UPLOADS)
    it(`refuses ${what}: ${status} ${code}`, async () => {
      const answer = await desk.upload(kim, id, bytes, 'photo.png');
      expect([answer.status, answer.body.error.code]).to.deep.equal([status, code]);
    });

  it('refuses an upload in chunks that never end, at 10 MB', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent > 400) controller.close();
        else controller.enqueue(sent === 1 ? PNG : new Uint8Array(64 * 1024));
      },
    });
    const response = await fetch(`${desk.origin}/desk/api/conversations/${encodeURIComponent(id)}/files?name=x.png`, {
      method: 'POST',
      headers: { cookie: kim, 'x-refund-desk': '1' },
      body: endless,
      duplex: 'half',
    } as RequestInit); // `duplex` is Node's, and not among the browser's types
    expect([response.status, (await response.json()).error.code]).to.deep.equal([413, 'fileTooLarge']);
  });

  it('refuses who does not have the conversation, is nobody, or comes from another site', async () => {
    const answer = await desk.upload(lee, id, PNG, 'x.png');
    expect([answer.status, answer.body.error]).to.deep.equal([
      403,
      { code: 'notYours', message: 'Files are sent by the agent who has the conversation.' },
    ]);
    expect((await desk.upload('', id, PNG, 'x.png')).status).to.equal(401);
    expect((await desk.upload(kim, 'none', PNG, 'x.png')).status).to.equal(404);
    const path = `/desk/api/conversations/${encodeURIComponent(id)}/files?name=x.png`;
    expect((await desk.call('POST', path, { cookie: kim }, PNG)).status).to.equal(403);
    expect(
      (await desk.call('POST', `${path}${'x'.repeat(600)}`, { cookie: kim, 'x-refund-desk': '1' }, PNG)).status,
    ).to.equal(400);
  });

  it('is told where the buyer’s channel shows no files', async () => {
    const other = await openTestDesk({ door: { showsFiles: (channel) => channel !== 'test' } });
    const cookie = await other.signIn(KIM);
    const conversationId = randomUUID();
    await other.buyer(conversationId, 'human');
    await other.hears(conversationId, 'handoff.queued');
    await other.command(cookie, conversationId, { command: 'claim', epoch: 1 });
    const answer = await other.upload(cookie, conversationId, PNG, 'x.png');
    expect([answer.status, answer.body.error.code]).to.deep.equal([409, 'filesNotShown']);
    await other.close();
  });
});

describe('a file of an agent that is never sent', () => {
  it('is no longer taken, and swept; what was sent stays', async () => {
    const time = { aheadMs: 0 };
    const clock = () => Date.now() + time.aheadMs;
    const desk = await openTestDesk({ clock });
    const cookie = await desk.signIn(KIM);
    const id = randomUUID();
    await desk.buyer(id, 'human');
    await desk.hears(id, 'handoff.queued');
    await desk.command(cookie, id, { command: 'claim', epoch: 1 });
    const unsent = (await desk.upload(cookie, id, PNG, 'unsent.png')).body;
    const sent = (await desk.upload(cookie, id, PNG, 'sent.png')).body;
    const message = { command: 'message', epoch: 2, text: '' };
    expect((await desk.command(cookie, id, { ...message, files: [sent.fileId] })).status).to.equal(200);
    time.aheadMs = 2 * HOUR;
    const late = await desk.command(await desk.signIn(KIM), id, { ...message, files: [unsent.fileId] });
    expect([late.status, late.body.error]).to.deep.equal([
      404,
      { code: 'fileNotFound', message: 'files: one is not there, or was uploaded too long ago.' },
    ]);
    await sweepEvidence({ files: desk.evidence, conversations: desk.store, clock });
    expect(await desk.evidence.find(unsent.fileId)).to.equal(undefined);
    expect(await desk.evidence.find(sent.fileId)).to.include({ agentId: 'kim' });
    await desk.close();
  });
});
