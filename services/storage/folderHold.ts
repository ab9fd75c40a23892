import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

/**
 * Marks a folder as held by this process, by a file in it. Throws FolderInUseError while another live process holds it;
 * what a dead one left behind is taken over, and so is what carries our own pid (in a container a restart often has it).
 */
export function holdFolder(folder: string): { readonly release: () => void } {
  const path = join(folder, HOLD_FILE);
  const mine = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid), id: crypto.randomUUID() });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    while (!tookFreePlace(draft, path)) {
      const found = read(path);
      if (found === undefined) continue;
      refuseIfLive(found, folder);
      moveAside(found, path, folder);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    release: () => {
      if (read(path) === mine) rmSync(path, { force: true });
    },
  };
}

const HOLD_FILE = 'process.pid';

/** A link is made whole or not at all, so nobody reads half a file. */
function tookFreePlace(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Of two processes that find the same stale file, one moves it; the other may move the new one, sees that, and puts it back. */
function moveAside(stale: string, path: string, folder: string): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const moved = read(aside);
  if (moved !== undefined && moved !== stale) tookFreePlace(aside, path);
  rmSync(aside, { force: true });
  if (moved !== undefined && moved !== stale) refuseIfLive(moved, folder);
}

function refuseIfLive(text: string, folder: string): void {
  const { pid, startedAt } = holderIn(text);
  if (pid === undefined || pid === process.pid || !isRunning(pid)) return;
  // A pid is given again: the same number with another start is another process.
  if (startedAt !== undefined && startOf(pid) !== startedAt) return;
  throw new FolderInUseError(
    `storage: ${folder} is in use by process ${pid}: stop it, or give this one another DATA_DIR`,
  );
}

function holderIn(text: string): { readonly pid?: number; readonly startedAt?: string } {
  try {
    const { pid, startedAt } = JSON.parse(text);
    return { ...(Number.isInteger(pid) && { pid }), ...(typeof startedAt === 'string' && { startedAt }) };
  } catch {
    return {};
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** When the process began, in the kernel's ticks (proc(5), field 22 of stat); undefined where there is no /proc. */
function startOf(pid: number): string | undefined {
  const stat = read(`/proc/${pid}/stat`);
  return stat
    ?.slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .at(19);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
