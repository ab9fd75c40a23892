import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { sweepEvidence } from '../../services/evidence/evidenceSweep.js';
import { png } from '../evidence/support/samples.js';
import { activity, beginUpload, file, MULTIPART, multipart, start, transcript, upload } from './support/uploading.js';
import { type Answer, type Body, openWireDesk, type WireDesk } from './support/wireDesk.js';

describe('uploads, each once', function () {
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
  const said = async (answer: Answer) => {
    const { activities } = (await transcript(desk, chat)).body;
    return activities.find(({ id }) => id === answer.body.id);
  };

  const GOOD = () => multipart([activity({ text: 'x' }), file(png(1))]);

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
    await sweepEvidence({
      files: desk.evidence,
      conversations: desk.storage.conversations,
      clock: () => Date.now() + desk.aheadMs,
    });
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
