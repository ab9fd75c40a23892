import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { CaseBackend } from '../../services/cases/caseBackend.js';
import { embeddedCaseBackend } from '../../services/cases/embeddedCaseBackend.js';
import { httpCaseBackend } from '../../services/cases/httpCaseBackend.js';
import { keepOrder } from '../../services/cases/storedOrders.js';
import { CaseId, OrderId } from '../../services/refunds/ids.js';
import { caseBackendContract } from './caseBackendContract.js';
import { LIMITS, overFaultyRecords, overFaultyWay } from './faultyCases.js';
import { FAULTS, type Fault, type FaultyWay, openFaultyWay, seededRandom } from './faultyWay.js';
import { memoryRecords } from './memoryRecords.js';
import { persistent } from './persistent.js';
import { NOW, sampleOrder, sampleRequest } from './sampleCases.js';
import { API_KEY, overHttp, serveCases } from './servedCases.js';

const ANNA = 'anna';
const CUPS = '234193410001028893';
const KEY = 'key-of-the-first-one';
const SEED = Number(process.env['FAULT_SEED'] ?? '20261');

caseBackendContract('http, to our own API', async () => overHttp(memoryRecords()));

describe(`three calls of ten fail (FAULT_SEED=${SEED})`, function () {
  this.timeout(120_000);
  caseBackendContract('embedded', async () => overFaultyRecords(memoryRecords(), SEED, async () => {}));
  caseBackendContract('http', async () => overFaultyWay(memoryRecords(), SEED));

  it('of 150 filings by http each opens one case, ever', async () => {
    const records = memoryRecords();
    const { backend, putOrder, close } = await overFaultyWay(records, SEED);
    const orderIds = Array.from({ length: 150 }, (_, n) => `2600000000020${String(n).padStart(5, '0')}`);
    await Promise.all(orderIds.map((id, n) => putOrder(`buyer ${n}`, sampleOrder(id))));
    const opened: string[] = [];
    // Ten at once, as from ten conversations.
    await Promise.all(
      Array.from({ length: 10 }, async (_, lane) => {
        for (let n = lane; n < orderIds.length; n += 10) {
          const request = sampleRequest(orderIds[n] ?? '');
          const answer = await backend.openCase(`key-of-the-filing-${n}`, `buyer ${n}`, request, NOW);
          opened.push(answer.kind);
        }
      }),
    );
    expect(new Set(opened)).to.deep.equal(new Set(['opened']));
    const there = embeddedCaseBackend(records);
    for (const n of orderIds.keys()) {
      const references = (await there.cases(`buyer ${n}`)).map(({ reference }) => reference);
      expect(references).to.deep.equal([`key-of-the-filing-${n}`]);
    }
    await close();
  });
});

describe('http CaseBackend, one call spoiled', function () {
  this.timeout(20_000);

  const open: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0)) await close();
  });
  async function withWay(faultOf: Parameters<typeof openFaultyWay>[1], leaveAloneMs = LIMITS.leaveAloneMs) {
    const records = memoryRecords();
    let way: FaultyWay | undefined;
    const given = await overHttp(records, { ...LIMITS, leaveAloneMs }, async (url) => {
      way = await openFaultyWay(url, faultOf, 600);
      return way;
    });
    await given.putOrder(ANNA, sampleOrder(CUPS));
    open.push(given.close);
    if (!way) throw new Error('no way');
    return { ...given, way, there: embeddedCaseBackend(records) };
  }
  const file = (backend: CaseBackend) => backend.openCase(KEY, ANNA, sampleRequest(CUPS), NOW);

  for (const fault of [...FAULTS, 'arrivesLate'] as const) {
    it(`${fault}: one case, and one withdrawal, though it is asked again`, async () => {
      const spoiled = new Set<string>();
      // The first of each writing call.
      const faultOf = ({ method, path }: { method: string; path: string }): Fault | undefined => {
        if (method !== 'POST' || spoiled.has(path)) return undefined;
        spoiled.add(path);
        return fault;
      };
      const { backend, there, way } = await withWay(faultOf);
      const first = await file(backend).catch(({ name }: Error) => name);
      const isKnownAfter =
        fault.endsWith('After') || fault === 'cutAfter' || fault === 'cutWithin' || fault === 'twice';
      expect(typeof first === 'string' ? first : first.kind).to.equal(isKnownAfter ? 'opened' : 'CasesAwayError');
      const posts = () => way.calls.filter(({ method }) => method === 'POST').length;
      // What was done is found by its reference: nothing is sent a second time.
      expect(posts()).to.equal(1);
      const opened = await file(backend);
      if (opened.kind !== 'opened') throw new Error(opened.kind);
      expect(posts()).to.equal(isKnownAfter ? 1 : 2);

      const act = { caseId: opened.case.caseId, event: { kind: 'buyerWithdraws' }, seen: 1 } as const;
      const withdraw = () => backend.act('key-of-the-withdrawal', ANNA, act, NOW + 1);
      await withdraw().catch(() => undefined);
      expect((await withdraw()).kind).to.equal('done');
      expect(posts()).to.equal(isKnownAfter ? 2 : 4);
      await way.settled();
      const cases = await there.cases(ANNA);
      expect(cases.map(({ history }) => history.map(({ event }) => event))).to.deep.equal([
        ['opened', 'buyerWithdraws'],
      ]);
    });
  }

  it('a read is asked again by itself; one that wants to be asked much later is not', async () => {
    let fault: Fault | undefined = 'cutBefore';
    const { backend, way } = await withWay(() => {
      const now = fault;
      if (fault === 'cutBefore') fault = undefined;
      return now;
    });
    expect(await backend.orders(ANNA)).to.have.length(1);
    expect(way.calls).to.have.length(2);
    fault = 'tooManyAndLater';
    const from = performance.now();
    const failed = await backend.orders(ANNA).catch((error: Error) => error.message);
    expect([failed, way.calls.length]).to.deep.equal(['the case backend answered 429', 3]);
    expect(performance.now() - from).to.be.lessThan(300);
  });

  it('no call takes longer than its time, and though the answer never comes', async () => {
    const { backend } = await withWay(() => 'lateAfter');
    const from = performance.now();
    await backend.orders(ANNA).catch(() => undefined);
    expect(performance.now() - from).to.be.lessThan(LIMITS.readLimitMs + 200);
  });

  it('is left alone after ten failures in a row, and asked again a while later', async () => {
    let fault: Fault | undefined = 'serverErrorBefore';
    const { backend, way } = await withWay(() => fault, 500);
    const messages = new Set<string>();
    for (let n = 0; n < 20; n += 1)
      await backend.orders(ANNA).catch(({ message }: Error) => void messages.add(message));
    expect(way.calls).to.have.length(10);
    expect([...messages]).to.deep.equal([
      'the case backend answered 500',
      'the case backend is left alone: it has failed too often',
    ]);
    fault = undefined;
    await new Promise((resolve) => setTimeout(resolve, 520));
    expect(await backend.orders(ANNA)).to.have.length(1);
  });

  it('where everything fails, retries run out', async () => {
    const { backend, way } = await withWay(() => 'tooMany');
    for (let n = 0; n < 30; n += 1) await backend.orders(ANNA).catch(() => undefined);
    expect(way.calls).to.have.length(30 + 20);
  });
});

describe('http CaseBackend, a system that answers as it likes', () => {
  type Told = { readonly status?: number; readonly body: unknown; readonly headers?: Record<string, string> };
  async function told(answerTo: (path: string) => Told) {
    const seen: { path: string; authorization: string | undefined }[] = [];
    const server = createServer((request, response) => {
      seen.push({ path: request.url ?? '', authorization: request.headers.authorization });
      const { status = 200, body, headers = {} } = answerTo(request.url ?? '');
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // A server that listens on a port has an address with one.
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const close = () => new Promise((resolve) => server.close(resolve));
    return { backend: httpCaseBackend({ url, key: API_KEY }), seen, close };
  }

  async function aCase() {
    const records = memoryRecords();
    await keepOrder(records, ANNA, sampleOrder(CUPS));
    const opened = await embeddedCaseBackend(records).openCase(KEY, ANNA, sampleRequest(CUPS), NOW);
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    return opened.case;
  }

  it('what is longer than 4 MB is not read to its end, though it is right', async () => {
    const { backend, close } = await told(() => ({ body: { orders: [], more: 'x'.repeat(4 * 1024 * 1024) } }));
    const failed = await backend.orders(ANNA).catch((error: Error) => error.message);
    expect(failed).to.equal('the case backend answered more than 4 MB');
    await close();
  });

  for (const word of ['Sous examen (étape 2)', 'refunded ', 'REFUNDED', 'constructor']) {
    it(`"${word}" is kept word for word, and nothing is guessed from it`, async () => {
      const known = await aCase();
      const { backend, close } = await told(() => ({ body: { case: { ...known, state: word } } }));
      const found = await backend.case(ANNA, known.caseId);
      expect(found).to.deep.equal({ ...known, state: 'unknown', platform: { status: word } });
      await close();
    });
  }

  it('one odd case does not hide the others: what of it is not known is left out, what it says of itself is kept', async () => {
    const known = await aCase();
    const odd = {
      ...known,
      state: 'x'.repeat(500),
      platform: { status: 'Sous examen' },
      deadlines: [...known.deadlines, { kind: 'courtDate', at: NOW, onExpiry: 'whatever', source: 'platform' }],
      history: [...known.history, { at: NOW, actor: 'ombudsman', event: 'ombudsmanLooks' }],
    };
    const { backend, close } = await told(() => ({ body: { cases: [{ case: odd }, { case: known }] } }));
    const [first, second] = await backend.cases(ANNA);
    expect(second).to.deep.equal(known);
    expect(first).to.deep.include({
      state: 'unknown',
      platform: { status: 'Sous examen' },
      deadlines: known.deadlines,
    });
    expect(first?.history.at(-1)).to.deep.equal({ at: NOW, actor: 'system', event: 'ombudsmanLooks' });
    await close();
  });

  it("somebody else's order or case is not there, even when it is answered", async () => {
    const known = await aCase();
    const order = sampleOrder(CUPS);
    const { backend, close } = await told((path) =>
      path.startsWith('/orders')
        ? { body: { buyerId: ANNA, order, orders: [] } }
        : { body: { case: known, cases: [{ case: known }], kind: 'opened' } },
    );
    expect(await backend.case('ben', known.caseId)).to.equal(undefined);
    expect(await backend.cases('ben')).to.deep.equal([]);
    expect(await backend.openCaseOn('ben', OrderId.parse(CUPS))).to.equal(undefined);
    expect(await backend.order('ben', OrderId.parse(CUPS))).to.equal(undefined);
    expect(await backend.case(ANNA, CaseId.parse('RD-0000-0000'))).to.equal(undefined);
    const opened = backend.openCase('key-of-another-one', 'ben', sampleRequest(CUPS), NOW);
    expect(await opened.catch(({ name }: Error) => name)).to.equal('CasesAwayError');
    await close();
  });

  for (const [what, answer, message] of [
    ['a redirect is not followed', { status: 302, body: {}, headers: { Location: '/elsewhere' } }, /answered 302/],
    ['a wrong key', { status: 401, body: {} }, /401: is CASE_BACKEND_KEY right/],
    ['a 404 of something on the way', { status: 404, body: {} }, /404 without notFound: is CASE_BACKEND_URL right/],
    ['a field of another type', { body: { orders: [{ ...sampleOrder(CUPS), paid: 7 }] } }, /used: orders\.0\.paid/],
    ['a field by a name that is no name', { body: { orders: 'a secret of the shop' } }, /used: orders/],
  ] as const) {
    it(`${what} is told to the operator, with nothing of the content`, async () => {
      const { backend, seen, close } = await told(() => answer);
      const failed = await backend.orders(ANNA).catch((error: Error) => error.message);
      expect(failed)
        .to.match(message)
        .and.not.match(/secret|anna|Please/);
      expect(seen.every(({ path }) => path.startsWith('/orders?buyerId=anna'))).to.equal(true);
      expect(seen[0]?.authorization).to.equal(`Bearer ${API_KEY}`);
      await close();
    });
  }
});

describe('our own API, to another desk', () => {
  it('is for who shows the key', async () => {
    const { url, close } = await serveCases(memoryRecords());
    const backend = persistent(httpCaseBackend({ url, key: API_KEY }));
    expect(await backend.orders(ANNA)).to.deep.equal([]);
    const failed = httpCaseBackend({ url, key: 'another-key-of-more-than-thirty-two' }).orders(ANNA);
    expect(await failed.catch(({ message }: Error) => message)).to.match(/is CASE_BACKEND_KEY right/);
    await close();
  });

  it('the faults are the same for a seed', () => {
    const [one, two] = [seededRandom(SEED), seededRandom(SEED)];
    expect(Array.from({ length: 20 }, one)).to.deep.equal(Array.from({ length: 20 }, two));
  });
});
