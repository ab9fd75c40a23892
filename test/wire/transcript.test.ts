import { expect } from 'chai';
import { SignedUrls } from '../../bots/channels/directLine/signedUrls.js';
import { loadContent } from '../../services/content/content.js';
import type { ConversationStore } from '../../services/conversations/conversationStore.js';
import { RULES } from '../../services/refunds/ruleNumbers.js';
import { Transcripts } from '../../services/transcript/transcripts.js';
import { png } from '../evidence/support/samples.js';
import { StreamClient } from './support/streamClient.js';
import { activity, file, start, transcript, upload } from './support/uploading.js';
import { type Body, openWireDesk, type WireDesk } from './support/wireDesk.js';

const MINUTE_MS = 60_000;
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('the transcript as a file', () => {
  let desk: WireDesk;
  let chat: Body;
  beforeEach(async () => {
    desk = await openWireDesk();
    chat = await start(desk);
  });
  afterEach(() => desk.close());

  let asked = 0;
  /** As the turn leaves it in the log: an entry of the desk's that names the transcript. */
  async function ask(conversationId: string, timeZone = 'Asia/Shanghai'): Promise<void> {
    const at = Date.parse('2026-11-25T20:00:00Z') + asked;
    const attachment = {
      contentType: 'text/plain',
      name: 'refund-desk-2026-11-26.txt',
      contentUrl: `transcript:${at}/${timeZone}`,
    };
    const message = {
      id: `asks:${asked++}`,
      kind: 'timer',
      at,
      buyerId: 'x',
      channel: 'directline',
      body: {},
    } as const;
    const entry = {
      type: 'message',
      text: 'Here it is.',
      attachments: [attachment],
      from: { id: 'refund-desk', role: 'bot' },
    };
    const { conversations } = desk.storage;
    const accepted = await conversations.accept(conversationId, message);
    if (accepted.kind === 'refused' || !accepted.turn) throw new Error('the conversation is busy');
    const outcome = { state: {}, effects: [], timers: { set: [], cancel: [] } };
    await conversations.commit(accepted.turn, { ...outcome, entries: [{ at, activity: entry }] });
  }
  const urls = async (): Promise<string[]> => {
    const { activities } = (await transcript(desk, chat)).body;
    return activities.flatMap(({ attachments = [] }) => attachments.map(({ contentUrl }) => contentUrl));
  };
  const lastUrl = async () => (await urls()).at(-1) ?? '';
  /** Signed as the desk itself does it, whatever the entry is. */
  async function signedFor(conversationId: string, seq: number): Promise<string> {
    const { records } = desk.storage;
    const signing = new SignedUrls({ secret: undefined, records, clock: Date.now, log: SILENT });
    return (await signing.signer(desk.base)).transcript(conversationId, seq);
  }
  const statusOf = async (url: string, headers: Record<string, string> = {}) => (await fetch(url, { headers })).status;

  it('is saved as plain text under its name, and nothing that a browser could run', async () => {
    await desk.say(chat.conversationId, ['hello', '<script>alert(1)</script>']);
    await ask(chat.conversationId);
    const answer = await fetch(await lastUrl());
    expect(answer.status).to.equal(200);
    expect(await answer.text())
      .to.match(/^Conversation with Refund Desk\n/)
      .and.include('    <script>alert(1)</script>\n');
    expect(Object.fromEntries(answer.headers)).to.deep.include({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="refund-desk-2026-11-26.txt"; filename*=UTF-8''refund-desk-2026-11-26.txt`,
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });

  it('tells both sides, and the names of the files', async () => {
    await upload(desk, chat, [activity({ text: 'look at this' }), file(png(1), 'cups.png')]);
    await ask(chat.conversationId);
    const text = await (await fetch(await lastUrl())).text();
    expect(text).to.match(/\] Buyer[^\n]*:\n {4}look at this\n {4}\[file: cups\.png\]\n/);
    expect(text).to.match(/\] Refund Desk:\n {4}echo: look at this\n/);
  });

  it('of one asking is one text for ever, whatever is said later', async () => {
    await desk.say(chat.conversationId, ['before']);
    await ask(chat.conversationId);
    const first = await lastUrl();
    const text = await (await fetch(first)).text();
    await desk.say(chat.conversationId, ['after']);
    await ask(chat.conversationId);
    expect(await (await fetch(first)).text()).to.equal(text);
    expect(text).to.include('    before').and.not.include('Here it is.');
    const second = await (await fetch(await lastUrl())).text();
    expect(second).to.include('    after').and.include('    Here it is.\n    [file: refund-desk-2026-11-26.txt]');
  });

  it('is good for minutes, and signed anew whenever the log is read', async () => {
    await ask(chat.conversationId);
    const early = await lastUrl();
    desk.aheadMs = 16 * MINUTE_MS;
    const late = await lastUrl();
    expect(new URL(early).pathname).to.equal(new URL(late).pathname);
    expect([await statusOf(early), await statusOf(late)]).to.deep.equal([404, 200]);
  });

  it('answers 404 to every other signature, entry and conversation', async () => {
    const other = await start(desk);
    // As many entries in both: their transcripts have the same numbers.
    for (const { conversationId } of [chat, other]) {
      await desk.say(conversationId, ['hello']);
      await ask(conversationId);
      await ask(conversationId);
    }
    const [url = '', next = ''] = await urls();
    await upload(desk, chat, [activity({}), file(png(1), 'cups.png')]);
    const evidence = (await urls()).find((each) => each.includes('/evidence/')) ?? '';
    const { pathname, search, searchParams } = new URL(url);
    const seq = Number(pathname.split('/').at(-1));
    const theirs = pathname.replace(chat.conversationId, other.conversationId);
    const wrong = [
      `${desk.base}${pathname}`,
      `${desk.base}${pathname}${new URL(evidence).search}`,
      `${desk.base}${theirs}${search}`,
      `${desk.base}${new URL(next).pathname}${search}`,
      `${desk.base}${pathname}?e=${Number(searchParams.get('e')) + MINUTE_MS}&s=${searchParams.get('s')}`,
      ...[seq - 1, 0, -1, '1e3', `0${seq}`, 'x'].map(
        (entry) => `${desk.base}/v3/directline/transcript/${chat.conversationId}/${entry}${search}`,
      ),
    ];
    for (const address of wrong) expect(await statusOf(address), address).to.equal(404);
    const right = [url, next, await signedFor(other.conversationId, seq)];
    for (const address of right) expect(await statusOf(address), address).to.equal(200);
  });

  it('answers 404 where the entry names none, with whatever signature', async () => {
    await desk.say(chat.conversationId, ['hello']);
    expect(await statusOf(await signedFor(chat.conversationId, 1))).to.equal(404);
    expect(await statusOf(await signedFor(chat.conversationId, 9_999))).to.equal(404);
  });

  it('answers HEAD without the text, other origins 403, and 503 while the store is away', async () => {
    await ask(chat.conversationId);
    const url = await lastUrl();
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, await head.text()]).to.deep.equal([200, '']);
    expect(await statusOf(url, { Origin: 'https://elsewhere.example' })).to.equal(403);
    desk.away = true;
    expect(await statusOf(url)).to.equal(503);
    desk.away = false;
  });

  it('comes down the stream with a signed address, too', async () => {
    const { streamUrl } = (
      await desk.call('GET', `/v3/directline/conversations/${chat.conversationId}`, { token: chat.token })
    ).body;
    const stream = await new StreamClient(streamUrl).open();
    await ask(chat.conversationId);
    const sent = () =>
      stream.frames
        .flatMap(({ activities }) => activities)
        .flatMap(({ attachments = [] }) => attachments.map(({ contentUrl }) => contentUrl));
    await stream.until(() => sent().length > 0);
    const [url = ''] = sent();
    expect(url).to.match(/^http:\/\/127\.0\.0\.1:\d+\/v3\/directline\/transcript\/[^/]+\/\d+\?e=\d{13}&s=[\w-]{43}$/);
    expect(await statusOf(url)).to.equal(200);
    stream.socket.close();
  });

  it('of 50,000 entries comes whole', async function () {
    this.timeout(60_000);
    for (let at = 0; at < 50_000; at += 5_000) {
      const texts = Array.from({ length: 5_000 }, (_, index) => `entry ${at + index} of a very long conversation`);
      await desk.say(chat.conversationId, texts);
    }
    await ask(chat.conversationId);
    const { entries } = await desk.storage.conversations.log(chat.conversationId, { after: 50_000, limit: 10 });
    const seq = entries.at(-1)?.seq ?? 0;
    const { body } = await desk.call(
      'GET',
      `/v3/directline/conversations/${chat.conversationId}/activities?watermark=${seq - 1}`,
      { token: chat.token },
    );
    const url = body.activities[0]?.attachments?.[0]?.contentUrl ?? '';
    let size = 0;
    let tail = '';
    for await (const chunk of (await fetch(url)).body ?? []) {
      size += chunk.length;
      tail = Buffer.from(chunk).toString();
    }
    expect(size).to.be.greaterThan(50_000 * 60);
    expect(tail).to.include('entry 49999 of');
  });

  it('is made fifty entries at a time, no further than its reader has come, and others go first in between', async () => {
    const limits: number[] = [];
    const entry = { id: 'x', at: 0, activity: { type: 'message', text: 'hello' } };
    // It answers at once, so only the transcript itself can let others go first.
    const store: Pick<ConversationStore, 'log'> = {
      async log(_, { after, limit }) {
        limits.push(limit);
        return {
          entries: Array.from({ length: limit }, (_, index) => ({ ...entry, seq: after + 1 + index })),
          lastSeq: 50_000,
        };
      },
    };
    const pages = new Transcripts(store, loadContent(RULES).words.transcript).pages('c', 50_001, {
      at: 0,
      timeZone: 'UTC',
    });
    // The head, and the first page.
    await pages.next();
    await pages.next();
    for (let page = 2; page <= 4; page++) {
      let others = 0;
      setImmediate(() => others++);
      await pages.next();
      expect([limits.length, others]).to.deep.equal([page, 1]);
    }
    expect(limits).to.deep.equal([50, 50, 50, 50]);
    await pages.return(undefined);
    expect(limits.length).to.equal(4);
  });
});
