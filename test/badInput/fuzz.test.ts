import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import fc from 'fast-check';
import { anyInput, type Input } from './support/fuzzInputs.js';
import { type FuzzTargets, LIMIT_MS, openFuzzTargets } from './support/fuzzTargets.js';

/** `npm run fuzz [inputs] [seed]` sets both. */
const INPUTS = Number(process.env['FUZZ_INPUTS'] ?? 2_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_123);
/** A desk that has been used holds some caches; what each input left behind would be far more. */
const MOST_GROWTH_MB = 60;

describe(`${INPUTS.toLocaleString('en')} inputs of any kind, seed ${SEED}`, function () {
  this.timeout(60_000 + INPUTS * 50);
  let targets: FuzzTargets;
  const stray: unknown[] = [];
  const keep = (reason: unknown) => void stray.push(reason);
  before(async () => {
    targets = await openFuzzTargets();
    process.on('unhandledRejection', keep);
    process.on('uncaughtExceptionMonitor', keep);
  });
  after(async () => {
    process.off('unhandledRejection', keep);
    process.off('uncaughtExceptionMonitor', keep);
    await targets.close();
  });

  it(`crash nothing, are answered below 500, and hold the event loop less than ${LIMIT_MS} ms`, async () => {
    let taken = 0;
    let early = 0;
    const run = async (input: Input) => {
      await targets.take(input);
      if (++taken === Math.ceil(INPUTS / 4)) early = heapMb();
    };
    await fc.assert(fc.asyncProperty(anyInput, run), { numRuns: INPUTS, seed: SEED });
    const growth = heapMb() - early;
    const { slowest, statuses } = targets;
    process.stdout.write(
      `      longest hold of a chat text: ${slowest.ms.toFixed(1)} ms, at ${slowest.at}: ${JSON.stringify(slowest.text)}\n` +
        `      heap since the first quarter: ${growth.toFixed(1)} MB\n` +
        `      ${JSON.stringify(statuses)}\n`,
    );
    expect(growth).to.be.below(MOST_GROWTH_MB);
  });

  it('leave the desk as it was for everybody else', async () => {
    expect(await targets.stillWorks()).to.deep.equal(['root.welcome', 'refund.askOrder']);
    expect([await targets.failedTurns(), stray]).to.deep.equal([0, []]);
  });
});

/** What is in use once the garbage is gone. */
function heapMb(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
