import { expect } from 'chai';
import { FILING, send } from './support/filingScript.js';
import { botKeys, openTestTurns, type TestTurns } from './support/testTurns.js';

describe('an order system that is away', function () {
  this.timeout(30_000);

  let desk: TestTurns;
  let away: 'no' | 'refuses' | 'hangs' = 'no';
  beforeEach(async () => {
    away = 'no';
    desk = await openTestTurns({
      turnLimitMs: 20_000,
      records: (records) => ({
        ...bound(records),
        get: (...key) => outage().then(() => records.get(...key)),
        list: (...query) => outage().then(() => records.list(...query)),
      }),
    });
  });
  afterEach(() => desk.close());

  async function outage(): Promise<void> {
    if (away === 'refuses') throw new Error('connect ECONNREFUSED 10.0.0.7:443');
    if (away === 'hangs') await new Promise((resolve) => setTimeout(resolve, 4_000));
  }

  for (const how of ['refuses', 'hangs'] as const) {
    it(`${how}: says so in words of its own, loses nothing, and goes on with the same words when it is back`, async () => {
      await send(desk, 'c', 'm0', FILING[0]);
      await desk.settled('c');
      const before = await desk.store.state('c');
      away = how;
      await send(desk, 'c', 'm1', FILING[1]);
      const entries = await desk.settled('c');
      expect(botKeys(entries).at(-1)).to.equal('root.ordersAway');
      expect(JSON.stringify(entries)).to.not.include('ECONNREFUSED').and.not.include('incident');
      expect(await desk.store.state('c')).to.deep.equal(before);

      await send(desk, 'c', 'm2', 'are there any fees?');
      away = 'no';
      await desk.settled('c');
      await send(desk, 'c', 'm3', FILING[1]);
      expect(botKeys(await desk.settled('c')).at(-1)).to.equal('refund.askDetails');
    });
  }

  it('is logged with its reason, once a turn', async () => {
    away = 'refuses';
    await send(desk, 'c', 'm0', `order ${FILING[1]} arrived broken`);
    await desk.settled('c');
    const failed = desk.logged.filter(({ message }) => message === 'turn failed');
    expect(failed).to.have.length(1);
    expect(failed.map(({ fields }) => String(Reflect.get(fields, 'err'))).join()).to.include(
      'the order system does not answer',
    );
  });
});

/** The methods of an object as they are, however it keeps them. */
function bound<T extends object>(whole: T): T {
  return new Proxy(whole, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
