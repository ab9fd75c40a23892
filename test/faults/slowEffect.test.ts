import { expect } from 'chai';
import { DEMO_BUYER_ID } from '../../services/cases/demoOrders.js';
import { keepOrder, readOrders } from '../../services/cases/storedOrders.js';
import { FILING, send } from './support/filingScript.js';
import { botKeys, openTestTurns, type TestTurns } from './support/testTurns.js';

const OTHER_BUYER = 'another-buyer';

describe('an effect that takes long', () => {
  it('holds up nobody else: another conversation files its case meanwhile', async () => {
    let isFirst = true;
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const desk = await openTestTurns({
      records: (records) => ({
        ...bound(records),
        async create(collection, key, value, options) {
          if (collection === 'cases' && isFirst) {
            isFirst = false;
            await held;
          }
          return records.create(collection, key, value, options);
        },
      }),
    });
    try {
      const orders = await readOrders(desk.records, DEMO_BUYER_ID);
      for (const order of orders) await keepOrder(desk.records, OTHER_BUYER, order);
      await fileUpToSubmit(desk, 'slow', DEMO_BUYER_ID);
      await send(desk, 'slow', 'm6', FILING[6], DEMO_BUYER_ID);
      await until(() => !isFirst);

      await fileUpToSubmit(desk, 'quick', OTHER_BUYER);
      await send(desk, 'quick', 'm6', FILING[6], OTHER_BUYER);
      expect(botKeys(await desk.settled('quick')).at(-1)).to.equal('refund.filed');
      const { entries } = await desk.store.log('slow', { after: 0, limit: 100 });
      expect(botKeys(entries).at(-1)).to.equal('refund.filing');

      letGo();
      expect(botKeys(await desk.settled('slow')).at(-1)).to.equal('refund.filed');
    } finally {
      letGo();
      await desk.close();
    }
  });
});

async function fileUpToSubmit(desk: TestTurns, conversationId: string, buyerId: string): Promise<void> {
  for (const [index, text] of FILING.slice(0, -1).entries()) {
    await send(desk, conversationId, `m${index}`, text, buyerId);
    await desk.settled(conversationId);
  }
}

/** The methods of a class live on its prototype, which a spread leaves out. */
function bound(records: TestTurns['records']): TestTurns['records'] {
  return {
    get: (...args) => records.get(...args),
    create: (...args) => records.create(...args),
    replace: (...args) => records.replace(...args),
    remove: (...args) => records.remove(...args),
    list: (...args) => records.list(...args),
    sweepExpired: (...args) => records.sweepExpired(...args),
  };
}

async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !isSo(); ) {
    if (Date.now() > end) throw new Error('not so after 10 s');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
