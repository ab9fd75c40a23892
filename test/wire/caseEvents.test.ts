import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Desk, openDesk } from '../../index.js';
import { readConfig } from '../../services/config/config.js';
import { webhookHeaders } from '../../services/webhooks/webhookSignature.js';
import { CUPS_ORDER_ID, cupsOrder } from '../support/cupsOrder.js';
import { DirectLineClient, keysOf } from '../support/directLineClient.js';
import { freePort, openRedisServer, type RedisServer } from '../support/redisServer.js';
import { until } from '../support/until.js';

const DIRECTLINE_SECRET = 'a-secret-of-more-than-thirty-two-characters';
const KEY = 'a-key-of-more-than-thirty-two-characters';
const secret = () => `whsec_${randomBytes(32).toString('base64')}`;

/** A desk whose cases another one holds: what happens there is told to the buyer here. */
for (const store of ['embedded', 'redis'])
  describe(`events of cases that another system holds (${store})`, function () {
    this.timeout(60_000);
    const [old, fresh] = [secret(), secret()];
    let folder: string;
    let redis: RedisServer | undefined;
    let ports: { readonly shop: number; readonly chat: number };
    let shop: Desk | undefined;
    let chat: Desk | undefined;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'case-events-'));
      redis = store === 'redis' ? await openRedisServer() : undefined;
      ports = { shop: await freePort(), chat: await freePort() };
      await openShop();
      await openChat();
    });
    afterEach(async () => {
      await Promise.all([shop?.close(), chat?.close()]);
      await redis?.close();
      await rm(folder, { recursive: true, force: true });
    });

    async function open(port: number, name: string, settings: Readonly<Record<string, string>>): Promise<Desk> {
      const kept = redis && name === 'chat' ? { STORE: 'redis', REDIS_URL: redis.url } : {};
      const own = { PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'silent', DATA_DIR: join(folder, name) };
      return openDesk(readConfig({ ...own, DIRECTLINE_SECRET, ...kept, ...settings }));
    }
    /** It signs with two secrets, as in the middle of a rotation. */
    async function openShop(): Promise<void> {
      shop = await open(ports.shop, 'shop', {
        API_KEY: KEY,
        CASE_WEBHOOK_URL: `http://127.0.0.1:${ports.chat}/api/case-events`,
        CASE_WEBHOOK_SECRETS: `${fresh},${old}`,
      });
    }
    async function openChat(secrets = old): Promise<void> {
      chat = await open(ports.chat, 'chat', {
        CASE_BACKEND: 'http',
        CASE_BACKEND_URL: `http://127.0.0.1:${ports.shop}/api`,
        CASE_BACKEND_KEY: KEY,
        CASE_BACKEND_WEBHOOK_SECRETS: secrets,
      });
    }
    async function ask(path: string, body: unknown) {
      const answer = await fetch(`http://127.0.0.1:${ports.shop}/api${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return answer.status;
    }
    const happens = (caseId: string, event: object) =>
      ask(`/cases/${caseId}/events`, { id: `shop-${crypto.randomUUID()}`, event });

    async function filed(): Promise<{ readonly buyer: DirectLineClient; readonly caseId: string }> {
      expect(await ask('/orders', { buyerId: 'anna', order: cupsOrder(Date.now()) })).to.equal(200);
      const buyer = new DirectLineClient(`http://127.0.0.1:${ports.chat}`);
      const minted = await fetch(`${buyer.origin}/v3/directline/tokens/generate`, {
        method: 'POST',
        headers: { authorization: `Bearer ${DIRECTLINE_SECRET}`, 'content-type': 'application/json' },
        body: JSON.stringify({ user: { id: 'anna' } }),
      });
      buyer.token = ((await minted.json()) as { token: string }).token; // as every client of Direct Line reads it
      await buyer.begin();
      await buyer.post(
        'one',
        `order ${CUPS_ORDER_ID}: 250 of the 500 cups came broken, noticed yesterday, the seller has not answered for a week, I want part of the money, 600 dollars, https://photos.example.com/1.jpg`,
      );
      await hears(buyer, 'refund.review');
      await buyer.post('two', 'submit');
      await hears(buyer, 'refund.filed');
      const said = (await buyer.activities()).find(({ channelData }) => channelData?.key === 'refund.filed');
      return { buyer, caseId: said?.channelData?.caseId ?? '' };
    }
    const hears = (buyer: DirectLineClient, key: string) =>
      until(async () => keysOf(await buyer.activities()).includes(key));
    const newsOf = async (buyer: DirectLineClient) =>
      keysOf(await buyer.activities()).filter((key) => key.startsWith('case.'));

    /** A call as somebody makes it who may not be the shop. */
    async function tells(caseId: string, changes: { id?: string; by?: string; at?: number; body?: string } = {}) {
      const { id = crypto.randomUUID(), by = old, at = Date.now() } = changes;
      const event = { type: 'case.sellerAgrees', timestamp: new Date().toISOString(), data: { caseId } };
      const body = changes.body ?? JSON.stringify(event);
      const answer = await fetch(`http://127.0.0.1:${ports.chat}/api/case-events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...webhookHeaders(by, id, at, body) },
        body,
      });
      return { status: answer.status, body: (await answer.json()) as { kind?: string; error?: { code: string } } };
    }

    it('a whole case: filed here, answered there, told here, accepted here, paid there', async () => {
      const { buyer, caseId } = await filed();
      const amount = { minor: 30_000, currency: 'USD' };
      expect(await happens(caseId, { kind: 'sellerProposes', proposal: { remedy: 'partialRefund', amount } })).to.equal(
        200,
      );
      await hears(buyer, 'case.proposal');
      await buyer.post('three', 'Accept the proposal');
      await hears(buyer, 'case.actAsk');
      await buyer.post('four', 'yes');
      await hears(buyer, 'case.acted');
      await happens(caseId, { kind: 'refundStarts', method: 'card' });
      await happens(caseId, { kind: 'refundArrives' });
      await hears(buyer, 'case.refunded');
      expect(await newsOf(buyer)).to.deep.equal([
        'case.proposal',
        'case.actAsk',
        'case.acting',
        'case.acted',
        'case.refundStarted',
        'case.refunded',
      ]);
    });

    it('nobody is there for a while: what happened meanwhile is told after it, in order, and once', async () => {
      const { buyer, caseId } = await filed();
      await chat?.close();
      await happens(caseId, { kind: 'sellerRefuses', words: 'Sorry, no.' });
      const amount = { minor: 30_000, currency: 'USD' };
      await happens(caseId, { kind: 'sellerProposes', proposal: { remedy: 'partialRefund', amount } });
      // The teller dies, too.
      await shop?.close();
      await openShop();
      await openChat(fresh);
      await hears(buyer, 'case.proposal');
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(await newsOf(buyer)).to.deep.equal(['case.refused', 'case.proposal']);
    });

    it('one event that comes tells of all that has happened, whatever was lost or comes out of order', async () => {
      const { buyer, caseId } = await filed();
      await chat?.close();
      const another = secret();
      // By it none of the shop's own calls is taken.
      await openChat(another);
      await happens(caseId, { kind: 'sellerRefuses' });
      const amount = { minor: 30_000, currency: 'USD' };
      await happens(caseId, { kind: 'sellerProposes', proposal: { remedy: 'partialRefund', amount } });
      const data = { caseId, nth: 3 };
      const body = JSON.stringify({ type: 'case.sellerProposes', timestamp: new Date().toISOString(), data });
      expect((await tells(caseId, { by: another, body })).body.kind).to.equal('told');
      const late = JSON.stringify({
        type: 'case.sellerRefuses',
        timestamp: new Date().toISOString(),
        data: { caseId, nth: 2 },
      });
      expect((await tells(caseId, { by: another, body: late })).body.kind).to.equal('told');
      await hears(buyer, 'case.proposal');
      expect(await newsOf(buyer)).to.deep.equal(['case.refused', 'case.proposal']);
    });

    it('forged, old, repeated, unreadable, of a case that is not ours: told why, and nothing is told to the buyer', async () => {
      const { buyer, caseId } = await filed();
      const code = async (changes: Parameters<typeof tells>[1]) => {
        const { status, body } = await tells(caseId, changes);
        return [status, body.error?.code ?? body.kind];
      };
      expect(await code({ by: secret() })).to.deep.equal([401, 'signatureInvalid']);
      expect(await code({ at: Date.now() - 301_000 })).to.deep.equal([401, 'outOfTime']);
      expect(await code({ at: Date.now() + 301_000 })).to.deep.equal([401, 'outOfTime']);
      expect(await code({ body: '{"type":"case.sellerAgrees"}' })).to.deep.equal([400, 'badInput']);
      expect(await code({ body: 'no json' })).to.deep.equal([400, 'notJson']);
      const other = JSON.stringify({
        type: 'case.x',
        timestamp: '2020-01-01T00:00:00Z',
        data: { caseId: 'RD-0000-0000' },
      });
      expect(await code({ body: other })).to.deep.equal([200, 'unknownCase']);
      // Nothing has happened there, so a signed event that says so is told nothing from.
      expect(await code({ id: 'the-same-call' })).to.deep.equal([200, 'told']);
      expect(await code({ id: 'the-same-call' })).to.deep.equal([200, 'repeated']);
      expect(await newsOf(buyer)).to.deep.equal([]);
    });

    it('a decision for a case that is closed is refused there, and nothing is told here', async () => {
      const { buyer, caseId } = await filed();
      await buyer.post('three', 'please close my case');
      await hears(buyer, 'case.actAsk');
      await buyer.post('four', 'yes');
      await hears(buyer, 'case.acted');
      const decision = { outcome: 'fullRefund', reason: 'Too late.' };
      expect(await happens(caseId, { kind: 'mediatorDecides', decision })).to.equal(409);
      expect((await tells(caseId)).status).to.equal(200);
      expect(await newsOf(buyer)).to.deep.equal(['case.actAsk', 'case.acting', 'case.acted']);
    });
  });
