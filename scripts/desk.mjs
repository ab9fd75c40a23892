/**
 * `npm run test:desk`: the long forms of two tests of the desk. Who answers a buyer, in 10,000 random interleavings
 * (DESK_RUNS); and a hundred agents who claim at once, 1,000 times on each store (DESK_CLAIMS).
 */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { root } from './test/groups.mjs';

const env = { DESK_RUNS: '10000', DESK_CLAIMS: '1000', ...process.env };
for (const test of ['desk/ownership', 'desk/claims']) {
  const { status } = spawnSync(process.execPath, ['scripts/test.mjs', test], { cwd: root, env, stdio: 'inherit' });
  if (status !== 0) process.exitCode = status ?? 1;
}
