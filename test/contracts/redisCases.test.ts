import { expect } from 'chai';
import { keptKey } from '../../bots/channels/directLine/directLineJwt.js';
import { DEMO_BUYER_ID, seedDemo } from '../../services/cases/demoOrders.js';
import { embeddedCaseBackend } from '../../services/cases/embeddedCaseBackend.js';
import { OrderId } from '../../services/refunds/ids.js';
import type { Storage } from '../../services/storage/openStorage.js';
import { Verification } from '../../services/verification/verification.js';
import { KeptCodes } from '../conversations/support/keptCodes.js';
import { openRedisServer, type RedisServer } from '../support/redisServer.js';
import { caseBackendContract } from './caseBackendContract.js';
import { overFaultyRecords } from './faultyCases.js';
import { overRecords } from './overRecords.js';
import { openOn } from './redisStorage.js';
import { NOW, sampleRequest } from './sampleCases.js';

const CUPS = '234193410001028893';

describe('what else is kept on Redis', () => {
  let server: RedisServer;
  before(async () => {
    server = await openRedisServer();
  });
  after(() => server.close());

  caseBackendContract('embedded, on Redis', async () => {
    await server.ask('FLUSHALL');
    const { records, close } = await openOn(server);
    return overRecords(records, close);
  });

  describe('three calls of ten fail', function () {
    this.timeout(60_000);
    caseBackendContract('embedded, on Redis', async () => {
      await server.ask('FLUSHALL');
      const { records, close } = await openOn(server);
      return overFaultyRecords(records, 20_262, close);
    });
  });

  describe('by two processes', () => {
    let processes: readonly [Storage, Storage];
    beforeEach(async () => {
      await server.ask('FLUSHALL');
      processes = [await openOn(server), await openOn(server)];
    });
    afterEach(() => Promise.all(processes.map((one) => one.close())));

    it('the demo’s orders are put in once, and a case is opened once for a key and an order', async () => {
      await Promise.all(processes.map(({ records }) => seedDemo(records, NOW)));
      const [one, two] = [embeddedCaseBackend(processes[0].records), embeddedCaseBackend(processes[1].records)];
      expect(await one.orders(DEMO_BUYER_ID)).to.deep.equal(await two.orders(DEMO_BUYER_ID));
      const keys = Array.from({ length: 12 }, (_, n) => `key-of-the-filing-${n % 3}`);
      const opened = await Promise.all(
        keys.map((key, n) => (n % 2 ? one : two).openCase(key, DEMO_BUYER_ID, sampleRequest(CUPS), NOW)),
      );
      const kinds = new Set(opened.map(({ kind }) => kind));
      expect([...kinds]).to.have.members(['opened', 'alreadyOpen']);
      const cases = (await one.cases(DEMO_BUYER_ID)).filter(({ request }) => request.orderId === CUPS);
      expect(cases).to.have.length(1);
    });

    it('the demo’s signing key is one', async () => {
      const keys = await Promise.all(processes.flatMap(({ records }) => [keptKey(records), keptKey(records)]));
      expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).to.equal(1);
    });

    it('five one-time codes an hour are looked at, though forty come at once', async () => {
      const codes = new KeptCodes();
      const orderId = OrderId.parse(CUPS);
      const verifications = processes.map(
        ({ records }) =>
          new Verification({
            records,
            cases: { ownerOf: async () => 'anna' },
            sender: codes,
            log: { info: () => undefined, warn: () => undefined, error: () => undefined },
            clock: Date.now,
          }),
      );
      const asking = (key: string) => ({ key, conversationId: 'c', by: 'stranger', orderId });
      await verifications[0]?.request(asking('request'));
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, n) => verifications[n % 2]?.check(asking(`try ${n}`), codes.wrong)),
      );
      // The fifth is told that it was the last. It may be one by the buyer's count and another by the order's.
      const [wrong, tooMany] = ['wrong', 'tooMany'].map((kind) => answers.filter((answer) => answer?.kind === kind));
      expect(wrong?.length).to.be.within(2, 4);
      expect(tooMany).to.have.length(40 - (wrong?.length ?? 0));
      await Promise.all(verifications.map((one) => one.close()));
    });
  });
});
