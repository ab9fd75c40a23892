/**
 * `npm run bench`, `bench:redis`, `bench:length`, `bench:sockets`, `bench:desk`: how fast the desk is. The code is in
 * test/bench; see docs/benchmarks.md.
 *
 * What is measured is the built product itself: the bench's own files lose their types into .cache/bench, where
 * index.js, bots/, dialogs/ and services/ are links into dist/.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { transformFileSync } from '@swc/core';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const OUT = '.cache/bench';
const ENTRIES = {
  stock: 'bench.js',
  redis: 'redis/redisBench.js',
  length: 'length/lengthBench.js',
  sockets: 'sockets/socketsBench.js',
  desk: 'desk/deskBench.js',
};
/** What the bench shares with the tests. */
const SHARED = [
  'test/contracts/memoryRecords.ts',
  'test/support/cupsOrder.ts',
  'test/support/redisServer.ts',
  'test/support/ensureProgram.ts',
];

const [, , which = '', ...options] = process.argv;
const entry = ENTRIES[which];
if (entry === undefined) throw new Error(`bench: name one of ${Object.keys(ENTRIES).join(', ')}`);

const sources = readdirSync('test/bench', { recursive: true })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join('test/bench', name));

run('scripts/build.mjs', '--quiet');
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
for (const name of ['index.js', 'bots', 'dialogs', 'services']) symlinkSync(`../../dist/${name}`, `${OUT}/${name}`);
for (const source of [...sources, ...SHARED]) {
  const output = `${OUT}/${source.replace(/\.ts$/, '.js')}`;
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, transformFileSync(source, { swcrc: false, ...plainJavaScript() }).code);
}
run(`${OUT}/test/bench/${entry}`, ...options);

function plainJavaScript() {
  return { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } };
}

function run(script, ...args) {
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
