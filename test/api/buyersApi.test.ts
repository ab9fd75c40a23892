import { expect } from 'chai';
import { openRealDesk, type RealDesk } from '../badInput/support/realDesk.js';
import { sampleOrder, sampleRequest } from '../contracts/sampleCases.js';
import { SAMPLE_EVENTS } from '../contracts/sampleEvents.js';

const KEY = 'a-key-of-more-than-thirty-two-characters';
const CUPS = '234193410001028899';
const NOW = Date.now() - 1_000;

describe('a buyer’s side of a case, for another desk', function () {
  this.timeout(30_000);
  let desk: RealDesk;
  before(async () => {
    desk = await openRealDesk({ API_KEY: KEY });
    await call('POST', '/api/orders', { body: { buyerId: 'anna', order: sampleOrder(CUPS) } });
  });
  after(() => desk?.close());

  async function call(method: string, path: string, { key = '', body }: { key?: string; body?: unknown } = {}) {
    const headers = { authorization: `Bearer ${KEY}`, ...(key === '' ? {} : { 'idempotency-key': key }) };
    const answer = await desk.send(method, path, { body, headers });
    return { status: answer.status, body: JSON.parse(answer.text) };
  }
  const opening = { buyerId: 'anna', request: sampleRequest(CUPS), at: NOW };
  const open = (key: string, body: object = opening) => call('POST', '/api/cases', { key, body });

  it('opens a case once for a key, and finds it by that, by its order and by its buyer', async () => {
    const { status, body: opened } = await open('key-of-the-filing%20one');
    expect([status, opened.kind, opened.case.reference]).to.deep.equal([200, 'opened', 'key-of-the-filing one']);
    expect((await open('key-of-the-filing%20one')).body).to.deep.equal(opened);
    expect((await open('key-of-another-filing')).body).to.deep.equal({ ...opened, kind: 'alreadyOpen' });
    for (const query of ['', `&openOn=${CUPS}`, '&reference=key-of-the-filing+one']) {
      const { body } = await call('GET', `/api/cases?buyerId=anna${query}`);
      expect(
        body.cases.map((view: { case: object }) => view.case),
        query,
      ).to.deep.equal([opened.case]);
      expect((await call('GET', `/api/cases?buyerId=ben${query}`)).body, query).to.deep.equal({ cases: [] });
    }
    expect((await call('GET', '/api/cases?buyerId=anna&reference=key-of-another-filing')).body.cases).to.deep.equal([]);
    expect((await call('GET', '/api/orders?buyerId=anna')).body.orders).to.have.length(1);
    expect((await call('GET', '/api/orders?buyerId=ben')).body).to.deep.equal({ orders: [] });

    const { caseId } = opened.case;
    expect((await call('GET', `/api/cases/${caseId}?buyerId=anna`)).body.case).to.deep.equal(opened.case);
    expect((await call('GET', `/api/cases/${caseId}?buyerId=ben`)).status).to.equal(404);
    expect((await call('GET', `/api/orders/${CUPS}?buyerId=ben`)).status).to.equal(404);

    const act = { buyerId: 'anna', seen: 1, at: NOW, event: { kind: 'buyerWithdraws' } };
    const path = `/api/cases/${caseId}/acts`;
    const acted = (key: string, body: object) => call('POST', path, { key, body });
    expect((await acted('key-of-bens-act-1', { ...act, buyerId: 'ben' })).body).to.deep.equal({ kind: 'unknownCase' });
    expect((await acted('key-of-an-old-act', { ...act, seen: 2 })).body.kind).to.equal('changed');
    const done = await acted('key-of-the-acts-1', act);
    expect([done.body.kind, done.body.case.state]).to.deep.equal(['done', 'withdrawn']);
    expect((await acted('key-of-the-acts-1', act)).body).to.deep.equal(done.body);
    expect((await acted('key-of-a-late-act', { ...act, seen: 2 })).body).to.include({
      kind: 'notAllowed',
      why: 'state',
    });
  });

  it('says what is wrong with what was sent', async () => {
    const act = { buyerId: 'anna', seen: 1, at: NOW, event: SAMPLE_EVENTS.sellerAgrees };
    for (const [answer, code, field] of [
      [await open('', opening), 'keyMissing', 'Idempotency-Key'],
      [await open('short', opening), 'keyMissing', 'Idempotency-Key'],
      [await open('%E0%A4%A-not-encoded-text', opening), 'keyMissing', 'Idempotency-Key'],
      [await open('key-of-the-filing-two', { ...opening, at: NOW + 86_400_000 }), 'badInput', 'at:'],
      [await open('key-of-the-filing-two', { ...opening, buyerId: '' }), 'badInput', 'buyerId:'],
      [
        await call('POST', '/api/cases/RD-0000-0000/acts', { key: 'key-of-no-such-act', body: act }),
        'badInput',
        'kind',
      ],
      [await call('GET', '/api/orders'), 'badInput', 'buyerId:'],
      [await call('GET', '/api/cases?buyerId=anna&openOn=x'), 'badInput', 'openOn:'],
    ] as const) {
      expect([answer.status, answer.body.error?.code], JSON.stringify(answer.body)).to.deep.equal([400, code]);
      expect(answer.body.error.message).to.include(field);
    }
  });
});
