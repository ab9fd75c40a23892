import { expect } from 'chai';
import { CONTROLS, EVERYTHING, examplesIn, faultsIn, PHASES, runOf } from './run/phases.js';

/** A process's lease is 2 s, and is looked for four times a second. */
const AFTER_DEATH_MS = 3_000;
const AFTER_REDIS_MS = 1_000;

describe('three processes on one Redis, with buyers who file and ask, and a backend that misbehaves', function () {
  this.timeout(180_000);

  for (const { name, seconds, schedule } of PHASES) {
    it(`${name}: nothing lost, nothing doubled, all in order, one case each`, async () => {
      const report = await runOf(schedule, { seconds });
      expect(faultsIn(report), examplesIn(report)).to.deep.equal([]);
      expect(report.faults.gaveUp, 'waited in vain').to.deep.equal([]);
      const kinds = new Set(report.happened.map(({ kind }) => kind));
      expect([...kinds].sort()).to.deep.equal(Object.keys(schedule).sort());
      expect(report.turns).to.be.greaterThan(100);
      expect(report.filings).to.be.greaterThan(5);
      // What is hit again while it waits for the others to take over waits again.
      if ((schedule.processKilled ?? 0) > AFTER_DEATH_MS) expect(report.afterDeathMs).to.be.within(1, AFTER_DEATH_MS);
      if (schedule.redisKilled) expect(report.afterRedisMs).to.be.within(1, AFTER_REDIS_MS);
    });
  }

  it('all of that at once', async () => {
    const report = await runOf(EVERYTHING, { seconds: 18 });
    expect(faultsIn(report), examplesIn(report)).to.deep.equal([]);
    expect(report.turns).to.be.greaterThan(100);
  });

  describe('the same run finds faults', () => {
    for (const { name, run } of CONTROLS) {
      it(name, async () => {
        expect(faultsIn(await run())).to.not.deep.equal([]);
      });
    }
  });
});
