/** `npm run check`: what can be told without running the product, in under a minute. */
import { spawn } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

// A core each; more of them at once would only wait for one another. The longest come first.
const AT_ONCE = 2;

const TOOLS = [
  { name: 'knip', args: ['node_modules/knip/bin/knip.js', '--no-progress'] },
  { name: 'tsc, tests', args: tsc('tsconfig.test.json', 'test') },
  { name: 'tsc, product', args: tsc('tsconfig.json', 'product') },
  { name: 'tsc, pages', args: tsc('web/tsconfig.json', 'pages') },
  { name: 'tsc, agents’ page', args: tsc('web/desk/tsconfig.json', 'desk') },
  {
    name: 'dependency-cruiser',
    args: [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      ...['index.ts', 'bots', 'dialogs', 'services', 'web', 'test', 'scripts'],
      ...['--config', '.dependency-cruiser.mjs', '--output-type', 'err-long'],
    ],
  },
  {
    name: 'biome',
    args: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--max-diagnostics=200', '.'],
  },
];

/** Runs every tool, prints each one's time and, when it fails, its output. Answers `[{name, ok}]`. */
export async function check() {
  const waiting = [...TOOLS];
  const results = [];
  const worker = async () => {
    for (let tool = waiting.shift(); tool; tool = waiting.shift()) results.push(await runTool(tool));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const failed = (await check()).filter((result) => !result.ok);
  if (failed.length > 0) process.exitCode = 1;
}

function runTool({ name, args }) {
  return new Promise((resolve) => {
    const started = performance.now();
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk) => {
        output += chunk;
      });
    }
    child.on('close', (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`check: ${name} ${code === 0 ? 'passed' : 'FAILED'} (${seconds} s)`);
      if (code !== 0) console.log(output.trimEnd());
      resolve({ name, ok: code === 0 });
    });
  });
}

// Type-checks without writing the product's own build info, which belongs to the build.
function tsc(project, name) {
  const info = `.cache/check.${name}.tsbuildinfo`;
  return ['node_modules/typescript/bin/tsc', '-p', project, '--noEmit', '--incremental', '--tsBuildInfoFile', info];
}
