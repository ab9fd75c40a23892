import { expect } from 'chai';
import { type ReadinessOptions, readiness } from '../../bots/readiness.js';
import { Sweeper } from '../../bots/turn/sweeper.js';
import { memoryRecords } from '../contracts/memoryRecords.js';
import { until } from '../support/until.js';

const READY: ReadinessOptions = {
  phase: () => 'running',
  store: { check: async () => {} },
  turns: { stuck: () => undefined },
};

describe('whether a process is ready', () => {
  for (const [what, given, expected] of [
    ['all is well', {}, 'ready'],
    ['it starts', { phase: () => 'starting' }, 'starting'],
    ['it stops', { phase: () => 'stopping' }, 'stopping'],
    ['the store refuses', { store: { check: () => Promise.reject(new Error('away')) } }, 'storeAway'],
    ['nothing has been swept for long', { turns: { stuck: () => 'sweeperStuck' } }, 'sweeperStuck'],
    ['no effects could be taken for long', { turns: { stuck: () => 'effectsStuck' } }, 'effectsStuck'],
  ] as [string, Partial<ReadinessOptions>, string][]) {
    it(`${expected}: ${what}`, async () => {
      expect(await readiness({ ...READY, ...given })).to.equal(expected);
    });
  }

  it('storeAway within a second: the store does not answer at all', async () => {
    const from = performance.now();
    const store = { check: () => new Promise<void>(() => undefined) };
    expect(await readiness({ ...READY, store })).to.equal('storeAway');
    expect(performance.now() - from).to.be.within(900, 1_500);
  });

  it('stopping: it is told to while the store is asked', async () => {
    let phase: 'running' | 'stopping' = 'running';
    const store = {
      check: async () => {
        phase = 'stopping';
      },
    };
    expect(await readiness({ ...READY, phase: () => phase, store })).to.equal('stopping');
  });
});

it('a sweeper that only fails is idle, and one that sweeps again is not', async () => {
  let fails = true;
  const sweeper = new Sweeper({
    store: {
      fireTimers: async () => {
        if (fails) throw new Error('away');
        return [];
      },
      waiting: async () => [],
      sweep: async () => {},
    },
    records: memoryRecords(() => 0),
    engine: { resume: async () => {} },
    effects: { wake: () => {} },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    clock: () => 1_000_000,
    everyMs: 1,
  });
  sweeper.start();
  await until(() => sweeper.idleMs > 50);
  fails = false;
  await until(() => sweeper.idleMs < 20);
  await sweeper.close();
});
