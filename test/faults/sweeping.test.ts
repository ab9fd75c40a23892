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
