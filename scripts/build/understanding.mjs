import { spawn } from 'node:child_process';
import process from 'node:process';
import { at, BuildError, exists, filesUnder } from './files.mjs';

const MODEL = 'dist/understanding/en.model';
const COMMANDS = 'dist/services/understanding/commands';

/** The trained model of the understanding; a model that has become too poor is not shipped. */
export const trainUnderstanding = {
  name: 'understanding',
  inputs: async () => [
    ...(await filesUnder('services/understanding/phrases')),
    ...(await filesUnder('services/content', (path) => path.endsWith('.json'))),
    ...(await filesUnder('dist/services/understanding', (path) => path.endsWith('.js'))),
    ...(await messages()),
  ],
  run: async () => {
    if (!(await exists(`${COMMANDS}/trainCommand.js`))) return [];
    await node(`${COMMANDS}/trainCommand.js`, 'en', MODEL);
    await node(`${COMMANDS}/measureCommand.js`, ...(await messages()));
    return [MODEL];
  },
};

/** Messages that were written apart from the phrases, and are only measured with. */
function messages() {
  return filesUnder('test/understanding', (path) => path.endsWith('.jsonl'));
}

function node(script, ...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { cwd: at('.'), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(output) : reject(new BuildError(`${script} failed:\n${output.trimEnd()}`)),
    );
  });
}
