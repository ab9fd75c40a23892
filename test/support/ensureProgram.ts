import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A program that tests start and that npm cannot bring. */
export interface Program {
  /** As in the sentence "chromium is needed for ...". */
  name: string;
  /** What it is needed for. */
  neededFor: string;
  /** The environment variable that says where it lives, when not at `usualPath`. */
  pathVariable: string;
  /** Where Debian's package puts it. */
  usualPath: string;
  debianPackage: string;
}

/**
 * The program's path. When it is missing it is installed with apt, where that needs no question asked (root on Debian
 * or Ubuntu); elsewhere this throws an error whose message has the one line to run.
 */
export async function ensureProgram(program: Program): Promise<string> {
  const named = process.env[program.pathVariable];
  if (named !== undefined && named !== '') {
    if (await isExecutable(named)) return named;
    throw new Error(`${program.pathVariable} is "${named}", and there is no program there.`);
  }
  if (await isExecutable(program.usualPath)) return program.usualPath;

  if (process.getuid?.() !== 0 || !(await isExecutable('/usr/bin/apt-get'))) throw new Error(whatToRun(program));
  await install(program);
  if (await isExecutable(program.usualPath)) return program.usualPath;
  throw new Error(`Installing ${program.debianPackage} left no ${program.usualPath}. ${whatToRun(program)}`);
}

function whatToRun({ name, neededFor, debianPackage, pathVariable }: Program): string {
  return (
    `${name} is needed for ${neededFor}. Run: sudo apt-get update && sudo apt-get install -y ${debianPackage}\n` +
    `(or set ${pathVariable} to where it lives)`
  );
}

async function install({ debianPackage }: Program): Promise<void> {
  process.stdout.write(`test: installing ${debianPackage} with apt-get\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Another apt may be at work, as on a machine that has just started.
  const wait = ['-o', 'DPkg::Lock::Timeout=120', '-qq'];
  const options = { env, maxBuffer: 64 * 1024 * 1024 };
  try {
    await run('apt-get', [...wait, 'update'], options);
    await run('apt-get', [...wait, 'install', '-y', '--no-install-recommends', debianPackage], options);
  } catch (error) {
    // execFile rejects with the child's own output on the error.
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new Error(`apt-get could not install ${debianPackage}: ${said}`);
  }
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
