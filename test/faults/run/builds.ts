import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFileSync } from '@swc/core';

/** One place of the built program, and what stands there instead. */
export type Change = { readonly file: string; readonly from: string; readonly to: string };

/** A folder with a whole program in it; `program` is what to run. */
export type Build = { readonly name: string; readonly program: string; readonly remove: () => void };

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** Inside of the checkout, so that its packages are found. */
const BUILDS = join(root, '.cache', 'faults');

/**
 * The built program (dist/) with these changes, started by `starter`, a module of ours: the one whose case backend
 * misbehaves, unless another is named. Throws when dist/ is not
 * there, or when a change does not fit in exactly one place: a control that changes nothing would control nothing.
 */
export function makeBuild(
  name: string,
  changes: readonly Change[] = [],
  starter = new URL('./faultyDesk.ts', import.meta.url),
): Build {
  const dist = join(root, 'dist');
  if (!existsSync(join(dist, 'index.js'))) throw new Error('faults: there is no dist/: npm run build');
  const folder = join(BUILDS, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // What is changed in no build is large: the pages and the model.
  for (const shared of ['web', 'understanding']) symlinkSync(join(dist, shared), join(folder, shared));
  for (const own of ['index.js', 'bots', 'dialogs', 'services']) {
    cpSync(join(dist, own), join(folder, own), { recursive: true });
  }
  for (const { file, from, to } of changes) {
    const path = join(folder, file);
    const parts = readFileSync(path, 'utf8').split(from);
    if (parts.length !== 2) throw new Error(`faults: "${from}" is ${parts.length - 1} times in ${file}, not once`);
    writeFileSync(path, parts.join(to));
  }
  const program = join(folder, 'test', 'faults', 'run', 'faultyDesk.js');
  mkdirSync(join(program, '..'), { recursive: true });
  writeFileSync(program, transformFileSync(fileURLToPath(starter), { swcrc: false, ...PLAIN_JAVASCRIPT }).code);
  return { name, program, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const PLAIN_JAVASCRIPT = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'es6' },
} as const;

/** The next version: the dialog of a filing has another name, which old states and old processes do not know. */
export const NEXT_VERSION: readonly Change[] = [
  { file: 'dialogs/refund/refundDialog.js', from: "REFUND = 'refund'", to: "REFUND = 'claim'" },
];

/** Control: whoever had a lease may commit, though somebody else has taken it meanwhile. */
export const FENCE_OFF: readonly Change[] = [
  {
    file: 'services/conversations/redis/inboxScripts.js',
    from: "return held and held ~= '' and f == fence and v == version",
    to: 'return true',
  },
];
