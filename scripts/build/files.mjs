import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The checkout. Every path in the build is relative to it, with `/`. */
const root = fileURLToPath(new URL('../../', import.meta.url));

/** Something the reader of the terminal can act on: printed as one message, without a stack. */
export class BuildError extends Error {}

export const at = (path) => join(root, path);

/** All files under a folder, sorted; none when it is missing. */
export async function filesUnder(folder, wanted = () => true) {
  const entries = await readdir(at(folder), { recursive: true, withFileTypes: true }).catch(missingAs([]));
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length))
    .filter(wanted)
    .sort();
}

/** `{size, mtimeMs}`, or undefined when there is no such file. */
export async function stamp(path) {
  const found = await stat(at(path)).catch(missingAs(undefined));
  return found && { size: found.size, mtimeMs: found.mtimeMs };
}

export const read = (path) => readFile(at(path));

export const exists = async (path) => (await stamp(path)) !== undefined;

/** Renamed into place, so that a server that is running never reads half a file. */
export async function write(path, content) {
  await mkdir(dirname(at(path)), { recursive: true });
  const half = `${at(path)}.${process.pid}.half`;
  await writeFile(half, content);
  await rename(half, at(path));
}

export const removeFile = (path) => rm(at(path), { force: true });

export const hashOf = (content, algorithm = 'sha256', encoding = 'hex') =>
  createHash(algorithm).update(content).digest(encoding);

function missingAs(value) {
  return (error) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return value;
    throw error;
  };
}
