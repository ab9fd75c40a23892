import { expect } from 'chai';
import { Sweeper } from '../../bots/turn/sweeper.js';
import { memoryRecords } from '../contracts/memoryRecords.js';
import { until } from '../support/until.js';

it('the sweeper takes away the records whose time is over, and no others', async () => {
  // The records' own clock stands still: nothing but the sweep takes one away.
  const records = memoryRecords(() => 0);
  await records.create('attempts', 'over', 1, { expiresAt: 1_000_000 });
  await records.create('attempts', 'open', 1, { expiresAt: 1_000_001 });
  await records.create('attempts', 'for good', 1);
  const sweeper = new Sweeper({
    store: { fireTimers: async () => [], waiting: async () => [], sweep: async () => {} },
    records,
    engine: { resume: async () => {} },
    effects: { wake: () => {} },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    clock: () => 1_000_000,
    everyMs: 1,
  });
  sweeper.start();
  await until(async () => (await records.list('attempts')).length < 3);
  await sweeper.close();
  expect((await records.list('attempts')).map(({ key }) => key)).to.deep.equal(['for good', 'open']);
});

it('the sweeper tells of a store that is away once, and that it goes on', async () => {
  let away = 5;
  const told: string[] = [];
  const tell = (_fields: object, message: string) => void told.push(message);
  const sweeper = new Sweeper({
    store: {
      fireTimers: async () => {
        if (away-- > 0) throw new Error('away');
        return [];
      },
      waiting: async () => [],
      sweep: async () => {},
    },
    records: memoryRecords(),
    engine: { resume: async () => {} },
    effects: { wake: () => {} },
    log: { info: tell, warn: tell, error: tell },
    clock: Date.now,
    everyMs: 1,
  });
  sweeper.start();
  await until(() => away < -3);
  await sweeper.close();
  expect(told).to.deep.equal(['sweep failed, and is tried again', 'sweep goes on']);
});
