/**
 * `npm run fuzz [inputs] [seed]`: the fuzzer of test/badInput with as many inputs as one likes; without a seed, with one
 * that was never used before. What it finds it prints as small as it can be made, with the seed and path to it.
 */
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import process from 'node:process';
import { root } from './test/groups.mjs';

const [inputs = '20000', seed = String(randomInt(2 ** 31))] = process.argv.slice(2);
if (!/^[1-9]\d{0,8}$/.test(inputs) || !/^-?\d{1,10}$/.test(seed)) {
  console.error('usage: npm run fuzz [inputs] [seed], both whole numbers');
  process.exit(1);
}
const { status } = spawnSync(process.execPath, ['node_modules/mocha/bin/mocha.js', 'test/badInput/fuzz.test.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, FUZZ_INPUTS: inputs, FUZZ_SEED: seed },
});
process.exit(status ?? 1);
