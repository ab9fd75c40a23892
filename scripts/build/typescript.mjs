import { spawn } from 'node:child_process';
import process from 'node:process';
import { at, BuildError, exists, filesUnder, removeFile } from './files.mjs';

const isSource = (path) => path.endsWith('.ts') && !path.endsWith('.d.ts');
// Types of a dependency may change with its version, which only the lockfile tells.
const everywhere = ['tsconfig.json', 'package-lock.json'];

export const compileServer = {
  name: 'server',
  inputs: async () => [
    ...everywhere,
    ...((await exists('index.ts')) ? ['index.ts'] : []),
    ...(await filesUnder('bots', isTypeScript)),
    ...(await filesUnder('dialogs', isTypeScript)),
    ...(await filesUnder('services', isTypeScript)),
  ],
  run: async (inputs) => compile('tsconfig.json', 'dist/.tsbuildinfo', inputs.filter(isSource).map(asOutput)),
};

export const compileWeb = {
  name: 'pages',
  inputs: async () => [...everywhere, 'web/tsconfig.json', ...(await filesUnder('web', isModulePage))],
  run: async (inputs) => {
    const outputs = inputs.filter(isSource).map(asOutput);
    if (outputs.length === 0) return []; // tsc calls a project without files an error.
    return compile('web/tsconfig.json', 'dist/.web.tsbuildinfo', outputs);
  },
};

/** Of the agents' page the bundler makes one file (deskPage.mjs). */
function isModulePage(path) {
  return isTypeScript(path) && !path.startsWith('web/desk/');
}

function isTypeScript(path) {
  return path.endsWith('.ts');
}

function asOutput(path) {
  return `dist/${path.replace(/\.ts$/, '.js')}`;
}

async function compile(project, buildInfo, modules) {
  const outputs = [...modules, ...modules.map((path) => `${path}.map`)];
  // tsc trusts its build info and does not look whether what it once wrote is still there.
  for (const path of outputs) {
    if (await exists(path)) continue;
    await removeFile(buildInfo);
    break;
  }
  const { code, output } = await tsc(['-p', project]);
  if (code !== 0) throw new BuildError(`tsc -p ${project} failed:\n${output.trimEnd()}`);
  for (const path of outputs) {
    if (!(await exists(path))) throw new BuildError(`tsc -p ${project} did not write ${path}`);
  }
  return [...outputs, buildInfo];
}

function tsc(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [at('node_modules/typescript/bin/tsc'), ...args], {
      cwd: at('.'),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
