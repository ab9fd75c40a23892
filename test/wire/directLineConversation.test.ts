import { expect } from 'chai';
import { until } from './support/streamClient.js';
import { type Body, openWireDesk, type WireDesk } from './support/wireDesk.js';

const CONVERSATIONS = '/v3/directline/conversations';

describe('Direct Line conversations', () => {
  let desk: WireDesk;
  before(async () => {
    desk = await openWireDesk();
  });
  after(() => desk.close());
  afterEach(() => Object.assign(desk, { away: false, loseReceipts: false, refuse: undefined, aheadMs: 0 }));

  const mint = async () => (await desk.call('POST', '/v3/directline/tokens/generate', { body: {} })).body;
  const start = async (body: unknown = { user: {} }): Promise<Body> => {
    const { token } = await mint();
    return (await desk.call('POST', CONVERSATIONS, { token, body })).body;
  };
  const post = ({ conversationId, token }: Body, body: unknown) =>
    desk.call('POST', `${CONVERSATIONS}/${conversationId}/activities`, { token, body });
  const list = ({ conversationId, token }: Body, watermark = '') =>
    desk.call('GET', `${CONVERSATIONS}/${conversationId}/activities?watermark=${watermark}`, { token });
  const listUntil = async (chat: Body, count: number): Promise<Body> => {
    let body: Body | undefined;
    await until(() => {
      void list(chat).then((answer) => {
        body = answer.body;
      });
      return (body?.activities.length ?? 0) >= count;
    });
    return (await list(chat)).body;
  };

  it('begins with 201 and comes back with 200, and greets once', async () => {
    const { token, conversationId } = await mint();
    const body = { user: { id: 'dl_forged' }, locale: 'de-DE' };
    const answers = await Promise.all([1, 2, 3].map(() => desk.call('POST', CONVERSATIONS, { token, body })));
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 200, 201]);
    for (const answer of answers) {
      expect(answer.body.conversationId).to.equal(conversationId);
      expect(answer.body.streamUrl).to.match(new RegExp(`^ws://127.0.0.1:${desk.port}/v3/directline/conversations/`));
      expect(answer.body.expires_in).to.equal(1800);
    }
    const { activities } = await listUntil({ ...answers[0]?.body, conversationId, token } as Body, 1);
    expect(activities.map(({ text }) => text)).to.deep.equal(['welcome de-DE']);
    expect((await desk.call('POST', CONVERSATIONS, { token })).status).to.equal(200);
  });

  it('sends what the bot says with its own ids, and drops a replyToId that nobody knows', async () => {
    const chat = await start();
    const { activities, watermark } = await listUntil(chat, 1);
    const [greeting] = activities;
    expect(watermark).to.equal('1');
    expect(greeting).to.deep.include({
      id: `${chat.conversationId}|0000001`,
      channelId: 'directline',
      type: 'message',
    });
    expect(greeting?.conversation).to.deep.equal({ id: chat.conversationId });
    expect(new Date(greeting?.timestamp ?? '').getTime()).to.be.closeTo(Date.now(), 5_000);
    expect(greeting).to.not.have.property('replyToId');
  });

  it('overwrites everything that a buyer claims about a message', async () => {
    const chat = await start();
    const answer = await post(chat, {
      type: 'message',
      id: 'mine',
      text: 'hello',
      timestamp: '1999-01-01T00:00:00Z',
      serviceUrl: 'http://169.254.169.254/',
      channelId: 'msteams',
      from: { id: 'the-seller', role: 'bot', name: 'Support' },
      recipient: { id: 'x' },
      conversation: { id: 'another' },
      replyToId: `${chat.conversationId}|0000001`,
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: {} }],
      entities: [{}],
      channelData: { clientActivityID: 'a1', postBack: true, key: 'refund.filed', caseId: 'RD-1' },
    });
    expect(answer.status).to.equal(200);
    const { activities } = await listUntil(chat, 3);
    const echo = activities.find(({ id }) => id === answer.body.id);
    expect(echo).to.have.all.keys(
      'type',
      'text',
      'from',
      'channelData',
      'id',
      'timestamp',
      'channelId',
      'conversation',
    );
    expect(echo?.from).to.deep.equal({ id: 'dl_demo-buyer', role: 'user' });
    expect(echo?.channelData).to.deep.equal({ clientActivityID: 'a1', postBack: true });
    expect(echo?.id).to.match(/\|[\w-]{22}$/);
    expect(echo?.timestamp).to.not.match(/^1999/);
    expect(echo?.conversation.id).to.equal(chat.conversationId);
  });

  it('takes a repeated message once, at once and in parallel, and answers with the first id', async () => {
    const chat = await start();
    const message = { type: 'message', text: 'yes', channelData: { clientActivityID: 'same' } };
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(chat, message)));
    const ids = new Set(answers.map(({ status, body }) => `${status} ${body.id}`));
    expect(ids.size).to.equal(1);
    const { activities } = await listUntil(chat, 3);
    expect(activities.map(({ text }) => text)).to.deep.equal(['welcome', 'yes', 'echo: yes']);
  });

  it('takes a message once whose first answer was lost', async () => {
    const chat = await start();
    const message = { type: 'message', text: 'file it', channelData: { clientActivityID: 'lost' } };
    desk.loseReceipts = true;
    expect((await post(chat, message)).status).to.equal(503);
    desk.loseReceipts = false;
    const again = await post(chat, message);
    expect(again.status).to.equal(200);
    const { activities } = await listUntil(chat, 3);
    expect(activities.filter(({ text }) => text === 'file it').map(({ id }) => id)).to.deep.equal([again.body.id]);
  });

  it('takes two messages without a client id as two', async () => {
    const chat = await start();
    const [one, two] = [
      await post(chat, { type: 'message', text: 'a' }),
      await post(chat, { type: 'message', text: 'a' }),
    ];
    expect(one.body.id).to.not.equal(two.body.id);
    expect((await listUntil(chat, 5)).activities).to.have.length(5);
  });

  it('keeps a card’s answer, and cuts a text at 20,000 characters', async () => {
    const chat = await start();
    await post(chat, { type: 'message', value: { action: 'confirm', 'details.count': '500' } });
    await post(chat, { type: 'message', text: 'x'.repeat(30_000) });
    const { activities } = await listUntil(chat, 5);
    const [card, long] = activities.filter(({ from }) => from.role === 'user');
    expect(card?.value).to.deep.equal({ action: 'confirm', 'details.count': '500' });
    expect(card).to.not.have.property('text');
    expect(long?.text).to.have.length(20_000);
  });

  it('lets typing and events pass without a trace', async () => {
    const chat = await start();
    await listUntil(chat, 1);
    for (const type of ['typing', 'event']) {
      const answer = await post(chat, { type, name: 'webchat/join', value: { a: 1 } });
      expect(answer.status).to.equal(200);
      expect(answer.body.id).to.be.a('string').that.is.not.empty;
    }
    await post(chat, { type: 'message', text: 'after' });
    expect((await listUntil(chat, 3)).watermark).to.equal('3');
  });

  it('reads on from a watermark, 100 at a time', async () => {
    const chat = await start();
    await listUntil(chat, 1);
    await desk.say(
      chat.conversationId,
      Array.from({ length: 120 }, (_, index) => `line ${index}`),
    );
    const first = (await list(chat)).body;
    expect([first.activities.length, first.watermark]).to.deep.equal([100, '100']);
    const second = (await list(chat, first.watermark)).body;
    expect([second.activities.length, second.watermark]).to.deep.equal([21, '121']);
    const third = (await list(chat, second.watermark)).body;
    expect([third.activities.length, third.watermark]).to.deep.equal([0, '121']);
  });

  const badActivities: [string, unknown, number, string][] = [
    ['no body', undefined, 400, 'badBody'],
    ['an array', [], 400, 'badBody'],
    ['no type', { text: 'x' }, 400, 'badBody'],
    ['conversationUpdate', { type: 'conversationUpdate' }, 400, 'badBody'],
    ['invoke', { type: 'invoke', name: 'x' }, 400, 'badBody'],
    ['type as a number', { type: 5 }, 400, 'badBody'],
    ['text as a number', { type: 'message', text: 5 }, 400, 'badBody'],
    ['text as an object', { type: 'message', text: {} }, 400, 'badBody'],
    ['value as an array', { type: 'message', value: [1] }, 400, 'badBody'],
    ['channelData as text', { type: 'message', text: 'x', channelData: 'x' }, 400, 'badBody'],
    [
      'a client id that is a number',
      { type: 'message', text: 'x', channelData: { clientActivityID: 5 } },
      400,
      'badBody',
    ],
    ['a client id of 201', { type: 'message', channelData: { clientActivityID: 'x'.repeat(201) } }, 400, 'badBody'],
    ['a poisoned key', '{"type":"message","value":{"__proto__":{"a":1}}}', 400, 'unsafeKey'],
    ['21 levels', `{"type":"message","value":${'{"a":'.repeat(20)}1${'}'.repeat(20)}}`, 400, 'tooDeep'],
    ['half a body', '{"type":"mess', 400, 'notJson'],
    ['257 KB', { type: 'message', text: 'x'.repeat(257 * 1024) }, 413, 'bodyTooLarge'],
    ['nothing said', { type: 'message' }, 200, ''],
    ['null for what is absent', { type: 'message', text: null, value: null, channelData: null, locale: null }, 200, ''],
  ];
  for (const [what, body, status, code] of badActivities) {
    it(`answers ${status} ${code} to an activity with ${what}`, async () => {
      const answer = await post(await start(), body);
      expect(answer.status).to.equal(status);
      if (code) expect(answer.body.error.code).to.equal(code);
    });
  }

  for (const [watermark, status, code] of [
    ['', 200, ''],
    ['0', 200, ''],
    ['1', 200, ''],
    ['2', 400, 'watermarkAhead'],
    ['99999999999999999999', 400, 'badWatermark'],
    ['-1', 400, 'badWatermark'],
    ['1e0', 400, 'badWatermark'],
    ['abc', 400, 'badWatermark'],
  ] as const) {
    it(`answers ${status} ${code} to watermark "${watermark}"`, async () => {
      const chat = await start();
      await listUntil(chat, 1);
      const reconnect = await desk.call('GET', `${CONVERSATIONS}/${chat.conversationId}?watermark=${watermark}`, {
        token: chat.token,
      });
      for (const answer of [await list(chat, watermark), reconnect]) {
        expect(answer.status).to.equal(status);
        if (code) expect(answer.body.error.code).to.equal(code);
      }
      if (status === 200) expect(reconnect.body.streamUrl).to.include(`?watermark=${watermark || 0}&`);
    });
  }

  it('answers for somebody else’s conversation exactly as for one that does not exist', async () => {
    const [mine, theirs] = [await start(), await start()];
    const { token } = mine;
    const routes: [string, string, unknown][] = [
      ['GET', '', undefined],
      ['GET', '/activities', undefined],
      ['POST', '/activities', { type: 'message', text: 'hi' }],
    ];
    for (const [method, path, body] of routes) {
      const [theirAnswer, noAnswer] = await Promise.all(
        [theirs.conversationId, 'AAAAAAAAAAAAAAAAAAAAAA', 'a%2Fb'].map((id) =>
          desk.call(method, `${CONVERSATIONS}/${id}${path}`, { token, body }),
        ),
      );
      expect(theirAnswer?.status).to.equal(404);
      expect(theirAnswer?.body).to.deep.equal(noAnswer?.body);
      expect([...(theirAnswer?.headers ?? [])].filter(([name]) => name !== 'date')).to.deep.equal(
        [...(noAnswer?.headers ?? [])].filter(([name]) => name !== 'date'),
      );
    }
    expect((await listUntil(theirs, 1)).activities).to.have.length(1);
  });

  it('says 429 with Retry-After when the inbox refuses', async () => {
    const chat = await start();
    desk.refuse = { kind: 'refused', reason: 'tooFast', retryAfterMs: 2_400 };
    const answer = await post(chat, { type: 'message', text: 'hi' });
    expect([answer.status, answer.body.error.code, answer.headers.get('retry-after')]).to.deep.equal([
      429,
      'tooFast',
      '3',
    ]);
    const other = await mint();
    expect((await desk.call('POST', CONVERSATIONS, { token: other.token })).status).to.equal(429);
  });

  it('says 503 with Retry-After while the store is away, and takes nothing by half', async () => {
    const chat = await start();
    await listUntil(chat, 1);
    desk.away = true;
    const message = { type: 'message', text: 'hi', channelData: { clientActivityID: 'x' } };
    for (const answer of [
      await post(chat, message),
      await list(chat),
      await desk.call('POST', CONVERSATIONS, { token: chat.token }),
      await desk.call('GET', `${CONVERSATIONS}/${chat.conversationId}`, { token: chat.token }),
    ]) {
      expect([answer.status, answer.body.error.code]).to.deep.equal([503, 'storeAway']);
      expect(answer.headers.get('retry-after')).to.equal('1');
      expect(JSON.stringify(answer.body)).to.not.include('disk');
    }
    desk.away = false;
    expect((await post(chat, message)).status).to.equal(200);
    expect((await listUntil(chat, 3)).activities.map(({ text }) => text)).to.deep.equal(['welcome', 'hi', 'echo: hi']);
  });

  it('never writes what was said, or a token, into the process’s log', async () => {
    const chat = await start();
    desk.away = true;
    await post(chat, { type: 'message', text: 'canary-4711' });
    expect(desk.lines).to.not.be.empty;
    expect(JSON.stringify(desk.lines)).to.not.include('canary-4711').and.to.not.include(chat.token);
  });
});
