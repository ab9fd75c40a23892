import { expect } from 'chai';
import type { CaseView } from '../../bots/api/apiShapes.js';
import type { RefundCase } from '../../services/refunds/refundCase.js';
import { openRealDesk, type RealDesk } from '../badInput/support/realDesk.js';
import { SAMPLE_EVENTS } from '../contracts/sampleEvents.js';
import { DirectLineClient, keysOf } from '../support/directLineClient.js';
import { until } from '../support/until.js';

const KEY = 'a-key-of-more-than-thirty-two-characters';
const DAY = 86_400_000;
const ORDER = '234193410001028893';
const FILING =
  `order ${ORDER}, all 500 cups came broken, noticed yesterday, I want a full refund, ` +
  'the seller ignores me for a week, photos: https://example.com/1.jpg';

describe("the platform's side of a case", function () {
  this.timeout(60_000);
  let desk: RealDesk;
  before(async () => {
    desk = await openRealDesk({ API_KEY: KEY });
  });
  after(() => desk?.close());

  async function call(method: string, path: string, body?: unknown, key = KEY) {
    const answer = await desk.send(method, path, { body, headers: { authorization: `Bearer ${key}` } });
    return { status: answer.status, body: answer.text === '' ? undefined : JSON.parse(answer.text) };
  }
  const move = (caseId: string, id: string, event: object, at?: number) =>
    call('POST', `/api/cases/${caseId}/events`, { id, event, ...(at === undefined ? {} : { at }) });

  async function filed(): Promise<{ buyer: DirectLineClient; caseId: string }> {
    const buyer = new DirectLineClient(`http://127.0.0.1:${desk.port}`);
    await buyer.start();
    await buyer.post('one', FILING);
    await until(async () => keysOf(await buyer.activities()).includes('refund.review'));
    await buyer.post('two', 'submit');
    let caseId = '';
    await until(async () => {
      const said = (await buyer.activities()).find(({ channelData }) => channelData?.key === 'refund.filed');
      caseId = said?.channelData?.caseId ?? '';
      return caseId !== '';
    });
    return { buyer, caseId };
  }
  const newsOf = async (buyer: DirectLineClient) =>
    (await buyer.activities()).filter(({ channelData }) => channelData?.key?.startsWith('case.'));

  it('a life: refused, proposed, agreed, and the money at the second try; the buyer hears of each, once', async () => {
    const { buyer, caseId } = await filed();
    const amount = { minor: 60_000, currency: 'USD' };
    const steps: readonly (readonly [object, string])[] = [
      [SAMPLE_EVENTS.sellerRefuses, 'case.refused'],
      [SAMPLE_EVENTS.sellerProposes, 'case.proposal'],
      [SAMPLE_EVENTS.sellerAgrees, 'case.agreed'],
      [{ kind: 'refundOrdered', amount }, ''],
      [SAMPLE_EVENTS.refundStarts, 'case.refundStarted'],
      [SAMPLE_EVENTS.refundFails, 'case.refundFailed'],
      [SAMPLE_EVENTS.refundRetried, ''],
      [SAMPLE_EVENTS.refundArrives, 'case.refunded'],
    ];
    const expected: string[] = [];
    for (const [index, [event, key]] of steps.entries()) {
      const answer = await move(caseId, `life-${caseId}-${index}`, event);
      // An agreement on all the money orders the refund by itself.
      if (index === 3) expect(answer.body.error.code).to.equal('notAllowed');
      else expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
      expect((await move(caseId, `life-${caseId}-${index}`, event)).status).to.equal(answer.status);
      if (key !== '') expected.push(key);
      await until(async () => (await newsOf(buyer)).length === expected.length);
    }
    const news = await newsOf(buyer);
    expect(keysOf(news)).to.deep.equal(expected);
    expect(news.map(({ channelData }) => channelData?.caseId)).to.deep.equal(expected.map(() => caseId));
    expect(news[1]?.text).to.include('Part of the money, US$600.00').and.to.include('on you may escalate');
    expect((await call('GET', `/api/cases/${caseId}`)).body).to.deep.include({ stage: 'closed', allowedActions: [] });
  });

  it('says why something cannot happen, and changes nothing and tells nobody', async () => {
    await call('POST', '/api/orders', orderOf('bad-input', '900000000000000001'));
    const { body: page } = await call('GET', '/api/cases');
    const known = page.cases.map((view: CaseView) => view.case).find((each: RefundCase) => each.state === 'refunded');
    const path = known.caseId;
    for (const [answer, status, code] of [
      [await move('RD-0000-0000', 'no-such-case', { kind: 'sellerAgrees' }), 404, 'notFound'],
      [await move('../x', 'no-such-case', { kind: 'sellerAgrees' }), 404, 'notFound'],
      [await move(path, 'as-the-buyer', { kind: 'buyerWithdraws' }), 400, 'badInput'],
      [await move(path, 'unheard-of', { kind: 'constructor' }), 400, 'badInput'],
      [await move(path, 'too-much', { ...SAMPLE_EVENTS.sellerProposes, words: 'x'.repeat(3_000) }), 400, 'badInput'],
      [await move(path, 'no-amount', { kind: 'refundOrdered' }), 400, 'badInput'],
      [await move(path, 'not-yet', { kind: 'sellerAgrees' }, Date.now() + DAY), 400, 'badInput'],
      [await move(path, 'closed-case', { kind: 'sellerAgrees' }), 409, 'notAllowed'],
      [await move(path, 'long-ago', { kind: 'sellerAgrees' }, 1), 409, 'outOfDate'],
      [await call('POST', `/api/cases/${path}/events`, 'text'), 400, 'notJson'],
      [await call('GET', '/api/cases?limit=0'), 400, 'badInput'],
      [await call('GET', '/api/cases?after=x'), 400, 'badInput'],
      [await call('GET', '/api/orders/12'), 404, 'notFound'],
    ] as const) {
      expect([answer.status, answer.body.error.code], JSON.stringify(answer.body)).to.deep.equal([status, code]);
    }
    expect((await call('GET', `/api/cases/${path}`)).body.case).to.deep.equal(known);
  });

  it('is for who shows the key', async () => {
    for (const key of ['', 'another-key-of-more-than-thirty-two-signs', `${KEY}x`])
      for (const [method, path] of [
        ['GET', '/api/cases'],
        ['POST', '/api/orders'],
        ['GET', '/api/orders/234193410001028893'],
      ] as const)
        expect((await call(method, path, undefined, key)).status).to.equal(401);
  });

  it('takes an order in, once, and its buyer has it in the chat', async () => {
    const given = orderOf('demo-buyer', '910000000000000002');
    expect((await call('POST', '/api/orders', given)).body).to.deep.equal(given);
    expect((await call('POST', '/api/orders', given)).status).to.equal(200);
    expect((await call('GET', '/api/orders/910000000000000002')).body).to.deep.equal(given);
    const other = { ...given, order: { ...given.order, title: 'Something else' } };
    for (const again of [other, { ...given, buyerId: 'somebody-else' }])
      expect((await call('POST', '/api/orders', again)).body.error.code).to.equal('orderExists');
    for (const wrong of [{}, { ...given, buyerId: '' }, { ...given, order: { ...given.order, orderId: 'x' } }])
      expect((await call('POST', '/api/orders', wrong)).status).to.equal(400);
  });

  it('is described in OpenAPI 3.1, for anybody, with every route', async () => {
    const { status, text } = await desk.send('GET', '/api/openapi.json');
    const described = JSON.parse(text);
    expect([status, described.openapi]).to.deep.equal([200, '3.1.0']);
    expect(Object.keys(described.paths)).to.have.members([
      '/api/orders',
      '/api/orders/{orderId}',
      '/api/cases',
      '/api/cases/{caseId}',
      '/api/cases/{caseId}/events',
      '/api/cases/{caseId}/acts',
    ]);
    const acts = described.paths['/api/cases/{caseId}/acts'].post;
    expect(acts.parameters.map(({ name }: { name: string }) => name)).to.include('Idempotency-Key');
    expect(JSON.stringify(acts.requestBody)).to.include('buyerWithdraws').and.to.not.include('sellerProposes');
    const events = JSON.stringify(described.paths['/api/cases/{caseId}/events'].post.requestBody);
    expect(events).to.include('sellerProposes').and.to.not.include('buyerWithdraws');
  });
});

function orderOf(buyerId: string, orderId: string) {
  const now = Date.now();
  const order = {
    orderId,
    title: '200 bamboo trays',
    sellerName: 'Anji Bamboo Works',
    paid: { minor: 48_000, currency: 'USD' },
    units: { count: 200, noun: 'trays' },
    paidAt: now - 40 * DAY,
    paidBy: 'card',
    route: 'tradeAssurance',
    programmes: [],
    shipBy: now - 20 * DAY,
    deliveredAt: now - 3 * DAY,
    confirmedAt: now - 2 * DAY,
  };
  return { buyerId, order };
}
