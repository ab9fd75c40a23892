import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { SignedUrls } from '../../bots/channels/directLine/signedUrls.js';
import { jpeg, pdf, png } from '../evidence/support/samples.js';
import { StreamClient } from './support/streamClient.js';
import { activity, file, start, transcript, upload } from './support/uploading.js';
import { type Body, openWireDesk, type WireDesk } from './support/wireDesk.js';

const MINUTE_MS = 60_000;
const SECRET = 'thirty-two-characters-or-more-of-it';

describe('the signed addresses of uploads', () => {
  let desk: WireDesk;
  let chat: Body;
  let url: string;
  before(async () => {
    desk = await openWireDesk();
    chat = await start(desk);
    await upload(desk, chat, [activity({ text: 'x' }), file(png(1), 'Kübel “1”.png')]);
    url = await lastUrl(desk, chat);
  });
  after(() => desk.close());
  afterEach(() => {
    desk.aheadMs = 0;
  });

  const statusOf = async (address: string, headers: Record<string, string> = {}) =>
    (await fetch(address, { headers })).status;
  const changed = (change: (address: URL) => void): string => {
    const address = new URL(url);
    change(address);
    return address.href;
  };

  it('gives the file to be saved, and nothing that a browser could run', async () => {
    const answer = await fetch(url);
    expect(answer.status).to.equal(200);
    expect(Buffer.from(await answer.arrayBuffer()).equals(png(1))).to.equal(true);
    const { headers } = answer;
    expect(Object.fromEntries(headers)).to.deep.include({
      'content-type': 'image/png',
      'content-length': String(png(1).length),
      'content-disposition': `attachment; filename="K_bel _1_.png"; filename*=UTF-8''K%C3%BCbel%20%E2%80%9C1%E2%80%9D.png`,
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });

  it('answers HEAD without the bytes', async () => {
    const answer = await fetch(url, { method: 'HEAD' });
    expect([answer.status, await answer.text(), answer.headers.get('content-length')]).to.deep.equal([
      200,
      '',
      String(png(1).length),
    ]);
  });

  it('serves a JPEG that is a page as well as a JPEG, by a name that no browser opens as a page', async () => {
    await upload(desk, chat, [activity({}), file(jpeg('<html><script>alert(1)</script>'), 'page.html', 'text/html')]);
    const { headers } = await fetch(await lastUrl(desk, chat));
    expect([
      headers.get('content-type'),
      headers.get('content-disposition'),
      headers.get('x-content-type-options'),
    ]).to.deep.equal(['image/jpeg', `attachment; filename="page.html.jpg"; filename*=UTF-8''page.html.jpg`, 'nosniff']);
  });

  it('is good for 5 to 15 minutes', async () => {
    desk.aheadMs = 5 * MINUTE_MS - 5_000;
    expect(await statusOf(url)).to.equal(200);
    desk.aheadMs = 15 * MINUTE_MS + 5_000;
    expect(await statusOf(url)).to.equal(404);
    const e = Number(new URL(url).searchParams.get('e'));
    expect(e - Date.now()).to.be.within(5 * MINUTE_MS - 5_000, 15 * MINUTE_MS);
  });

  it('is a new one whenever the log is read, and the same within its step', async () => {
    expect(await lastUrlOfFirst()).to.equal(url);
    desk.aheadMs = 16 * MINUTE_MS;
    const later = await lastUrlOfFirst();
    expect(later).to.not.equal(url);
    expect([await statusOf(url), await statusOf(later)]).to.deep.equal([404, 200]);
  });

  const BAD: readonly (readonly [string, (address: URL) => void])[] = [
    ['no signature', ({ searchParams }) => searchParams.delete('s')],
    ['an empty signature', ({ searchParams }) => searchParams.set('s', '')],
    ['a shorter signature', ({ searchParams }) => searchParams.set('s', (searchParams.get('s') ?? '').slice(0, -2))],
    ['another signature', ({ searchParams }) => searchParams.set('s', 'A'.repeat(43))],
    ['no expiry', ({ searchParams }) => searchParams.delete('e')],
    ['a later expiry', ({ searchParams }) => searchParams.set('e', String(Number(searchParams.get('e')) + 1))],
    ['an expiry that is no number', ({ searchParams }) => searchParams.set('e', 'Infinity')],
    ['an expiry in other figures', ({ searchParams }) => searchParams.set('e', `0${searchParams.get('e')}`)],
    ['a file that is not there', (address) => (address.pathname = address.pathname.replace(/[^/]{4}$/, 'AAAA'))],
    ['a path', (address) => (address.pathname = '/v3/directline/evidence/..%2f..%2fdata.mdb')],
  ];
  for (const [what, change] of BAD) {
    it(`answers 404 to ${what}, as to a file that never was`, async () => {
      const answer = await fetch(changed(change));
      expect([answer.status, await answer.json()]).to.deep.equal([
        404,
        { error: { code: 'fileNotFound', message: 'There is no such file, or its address has expired.' } },
      ]);
    });
  }

  it('answers 404 to the signature of another file of the conversation', async () => {
    await upload(desk, chat, [activity({}), file(png(2))]);
    const other = new URL(await lastUrl(desk, chat));
    expect(await statusOf(other.href)).to.equal(200);
    expect(await statusOf(`${desk.base}${other.pathname}${new URL(url).search}`)).to.equal(404);
  });

  it('answers 404 to the signature of another file, and of another conversation', async () => {
    const other = await start(desk);
    await upload(desk, other, [activity({}), file(png(1))]);
    const [mine, theirs] = [new URL(url), new URL(await lastUrl(desk, other))];
    for (const [path, query] of [
      [mine.pathname, theirs.search],
      [theirs.pathname, mine.search],
    ] as const) {
      expect(await statusOf(`${desk.base}${path}${query}`)).to.equal(404);
    }
    // The log of one conversation that names a file of another: it signs, but not for that file.
    const fileId = theirs.pathname.split('/').at(-1) ?? '';
    const message = {
      id: 'forged',
      kind: 'buyer',
      at: Date.now(),
      buyerId: 'x',
      channel: 'directline',
      body: {},
    } as const;
    const activityWith = {
      type: 'message',
      attachments: [{ contentType: 'image/png', name: 'a', contentUrl: `evidence:${fileId}` }],
    };
    await desk.storage.conversations.accept(chat.conversationId, message, { at: Date.now(), activity: activityWith });
    expect(await statusOf(await lastUrl(desk, chat))).to.equal(404);
  });

  it('answers 404 when the bytes are gone, and 503 while the store is away', async () => {
    await upload(desk, chat, [activity({}), file(pdf(), 'a.pdf')]);
    const gone = await lastUrl(desk, chat);
    desk.away = true;
    expect(await statusOf(gone)).to.equal(503);
    desk.away = false;
    await rm(join(desk.folder, 'evidence', gone.split('/').at(-1)?.split('?')[0] ?? ''));
    expect(await statusOf(gone)).to.equal(404);
  });

  it('is read by pages of the allowed origins only', async () => {
    expect(await statusOf(url, { Origin: 'https://elsewhere.example' })).to.equal(403);
    const answer = await fetch(url, { headers: { Origin: `http://localhost:${desk.port}` } });
    expect(answer.headers.get('access-control-allow-origin')).to.equal(`http://localhost:${desk.port}`);
  });

  it('comes down the stream fresh, for a second tab too, with the host that each has come by', async () => {
    const reconnect = async (host: string) => {
      const path = `/v3/directline/conversations/${chat.conversationId}?watermark=0`;
      const { body } = await desk.call('GET', path, { token: chat.token });
      return new StreamClient(body.streamUrl.replace('127.0.0.1', host)).open();
    };
    const first = await reconnect('127.0.0.1');
    await first.until(() => attachmentsOf(first).length > 0);
    desk.aheadMs = 16 * MINUTE_MS;
    const second = await reconnect('localhost').catch(() => reconnect('127.0.0.1'));
    await second.until(() => attachmentsOf(second).length > 0);
    const [early, late] = [attachmentsOf(first)[0] ?? '', attachmentsOf(second)[0] ?? ''];
    expect(new URL(early).pathname).to.equal(new URL(late).pathname);
    expect([await statusOf(early), await statusOf(late)]).to.deep.equal([404, 200]);
    first.socket.close();
    second.socket.close();
  });

  it('is signed with a key of its own for each secret, the demo too', async () => {
    const fileId = new URL(url).pathname.split('/').at(-1) ?? '';
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const secrets = [SECRET, `${SECRET}2`, undefined];
    const all = secrets.map((secret) => {
      return new SignedUrls({ secret, records: desk.storage.records, clock: Date.now, log });
    });
    for (const signing of all) {
      const signed = new URL((await signing.signer(desk.base)).file(chat.conversationId, fileId));
      const good = await Promise.all(all.map((each) => each.isGood(chat.conversationId, fileId, signed.searchParams)));
      expect(good).to.deep.equal(all.map((each) => each === signing));
    }
  });

  async function lastUrlOfFirst(): Promise<string> {
    // Sixteen minutes on, the token of before is still good; its half hour is not over.
    const { activities } = (await transcript(desk, chat)).body;
    return activities.flatMap(({ attachments = [] }) => attachments)[0]?.contentUrl ?? '';
  }
});

async function lastUrl(desk: WireDesk, chat: Body): Promise<string> {
  const { activities } = (await transcript(desk, chat)).body;
  return activities.flatMap(({ attachments = [] }) => attachments).at(-1)?.contentUrl ?? '';
}

function attachmentsOf({ frames }: StreamClient): string[] {
  return frames
    .flatMap(({ activities }) => activities)
    .flatMap(({ attachments = [] }) => attachments.map(({ contentUrl }) => contentUrl));
}
