/**
 * `npm run test:faults [-- --minutes N | --turns N --filings N] [--write file]`: processes of the built program on a real
 * Redis, while they and it are killed, frozen and replaced. The code is in test/faults/run; see docs/promises.md.
 */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { root } from './test/groups.mjs';
import { ensurePrograms } from './test/prepare.mjs';

run('scripts/build.mjs', '--quiet');
for (const { name, problem } of await ensurePrograms(new Set(['redis']))) {
  console.error(`${name}: ${problem}`);
  process.exit(1);
}
run('--import=tsx', 'test/faults/run/command.ts', ...process.argv.slice(2));

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
