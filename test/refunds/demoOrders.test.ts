import { expect } from 'chai';
import {
  DEMO_BUYER_ID,
  DEMO_OTHER_BUYER_ID,
  DEMO_OTHER_ORDER_ID,
  demoOrders,
  seedDemo,
} from '../../services/cases/demoOrders.js';
import { DEMO_ORDERS } from '../../services/cases/demoShelf.js';
import { embeddedCaseBackend } from '../../services/cases/embeddedCaseBackend.js';
import { memoryRecords } from '../contracts/memoryRecords.js';
import { failingAt, Outage } from '../contracts/watchedRecords.js';

const NOW = Date.UTC(2026, 10, 20, 9, 30);
const DAY = 86_400_000;

describe('the orders of the demo', () => {
  it('are listed with the cups first, each with what it shows', async () => {
    const records = memoryRecords();
    expect(await demoOrders(records)).to.deep.equal([]);
    await seedDemo(records, NOW);
    const listed = await demoOrders(records);
    expect(listed.map(({ situation }) => situation)).to.deep.equal([
      'deliveredInWindow',
      'deliveredOutOfWindow',
      'lateNotShipped',
      'deadTracking',
      'partlyReceived',
      'directPay',
      'offPlatform',
      'caseOpen',
      'easyReturn',
    ]);
    expect(listed[0]?.orderId).to.equal('234193410001028893');
    for (const { orderId } of listed) expect(orderId).to.match(/^\d{18}$/);
    expect(new Set(listed.map(({ orderId }) => orderId)).size).to.equal(listed.length);
  });

  it('begin with 500 cups for US$1,200, delivered 16 days ago', async () => {
    const records = memoryRecords();
    await seedDemo(records, NOW);
    const [first] = await demoOrders(records);
    const cups = first && (await embeddedCaseBackend(records).order(DEMO_BUYER_ID, first.orderId));
    expect(cups?.units).to.deep.equal({ count: 500, noun: 'cups' });
    expect(cups?.paid).to.deep.equal({ minor: 120_000, currency: 'USD' });
    expect(cups?.deliveredAt).to.equal(NOW - 16 * DAY);
  });

  it('happen in the order in which things happen', () => {
    for (const { situation, daysAgo } of DEMO_ORDERS) {
      const { paidAt, shippedAt = 0, deliveredAt = 0, confirmedAt = 0 } = daysAgo;
      expect([paidAt, shippedAt, deliveredAt, confirmedAt], situation).to.deep.equal(
        [paidAt, shippedAt, deliveredAt, confirmedAt].sort((one, other) => other - one),
      );
    }
  });

  it('keep their dates at a later start', async () => {
    const records = memoryRecords();
    await seedDemo(records, NOW);
    const before = await embeddedCaseBackend(records).orders(DEMO_BUYER_ID);
    await seedDemo(records, NOW + 9 * DAY);
    expect(await embeddedCaseBackend(records).orders(DEMO_BUYER_ID)).to.deep.equal(before);
    expect(await embeddedCaseBackend(records).cases(DEMO_BUYER_ID)).to.have.length(1);
  });

  it('have one case open, two days old', async () => {
    const records = memoryRecords();
    await seedDemo(records, NOW);
    const cases = await embeddedCaseBackend(records).cases(DEMO_BUYER_ID);
    const dispute = (await demoOrders(records)).find(({ situation }) => situation === 'caseOpen');
    expect(cases.map((each) => [each.request.orderId, each.openedAt])).to.deep.equal([
      [dispute?.orderId, NOW - 2 * DAY],
    ]);
  });

  it('do not show the order of somebody else, which is there', async () => {
    const records = memoryRecords();
    await seedDemo(records, NOW);
    const backend = embeddedCaseBackend(records);
    expect(await backend.order(DEMO_BUYER_ID, DEMO_OTHER_ORDER_ID)).to.equal(undefined);
    expect(await backend.order(DEMO_OTHER_BUYER_ID, DEMO_OTHER_ORDER_ID)).to.have.property('title');
  });

  it('get their owners noted where a build has left none', async () => {
    const records = memoryRecords();
    await seedDemo(records, NOW);
    for (const { key } of await records.list('orderOwners')) await records.remove('orderOwners', key);
    await seedDemo(records, NOW + DAY);
    const backend = embeddedCaseBackend(records);
    for (const { orderId } of await demoOrders(records)) expect(await backend.ownerOf(orderId)).to.equal(DEMO_BUYER_ID);
    expect(await backend.ownerOf(DEMO_OTHER_ORDER_ID)).to.equal(DEMO_OTHER_BUYER_ID);
  });

  it('are all there after a first start that was cut short at any call', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let nth = 1; ; nth += 1) {
        const records = memoryRecords();
        const flaky = failingAt(records, nth, when);
        const stopped = await seedDemo(flaky, NOW).then(
          () => false,
          (error: unknown) => error instanceof Outage,
        );
        await seedDemo(records, NOW + 60_000);
        expect(await demoOrders(records), `call ${nth}`).to.have.length(9);
        expect(await embeddedCaseBackend(records).cases(DEMO_BUYER_ID), `call ${nth}`).to.have.length(1);
        const paid = await embeddedCaseBackend(records).orders(DEMO_BUYER_ID);
        const starts = paid.map(({ orderId, paidAt }) => paidAt + daysSincePaid(orderId) * DAY);
        expect([...new Set(starts)], `call ${nth}`).to.have.length(1);
        for (const { orderId } of paid)
          expect(await embeddedCaseBackend(records).ownerOf(orderId), `call ${nth}`).to.equal(DEMO_BUYER_ID);
        if (!stopped) break;
      }
    }
  });
});

function daysSincePaid(orderId: string): number {
  return DEMO_ORDERS.find((each) => each.orderId === orderId)?.daysAgo.paidAt ?? Number.NaN;
}
