import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { at, BuildError, exists, hashOf, read, write } from './files.mjs';
import { compressed } from './precompressed.mjs';

const run = promisify(execFile);

// One file of the package is all that the pages need; as a dependency it would bring 500 packages and 750 MB.
const VERSION = '4.18.1';
const TARBALL_INTEGRITY =
  'sha512-7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg==';
// Of package/dist/webchat.js inside that tarball: what lies in .cache is checked too before it is served.
const FILE_SHA256 = '0a68ad0a64fc04d621197da10c3eec0f843e16f7d03f6bcbed29b47517cf9bff';

const TARBALL = `botframework-webchat-${VERSION}.tgz`;
const KEPT = `.cache/webchat-${VERSION}.js`;
const LICENCE = `.cache/webchat-${VERSION}.js.LICENSE.txt`;

/** `{"webchat.js": "webchat.<hash>.js"}`, for the pages and the server. */
export const VENDOR_NAMES = 'dist/web/vendor/manifest.json';

/** Web Chat's bundle from the package registry, once; afterwards from .cache, with no network. */
export const vendorWebChat = {
  name: 'Web Chat',
  inputs: () => [], // The version and its hashes are in this file, which is an input of every step.
  run: async () => {
    if (!(await isKept())) await fetchBundle();
    const bundle = await read(KEPT);
    const { br, gz } = await keptCompressed(bundle);
    const name = `webchat.${FILE_SHA256.slice(0, 8)}.js`;
    const files = {
      [`dist/web/vendor/${name}`]: bundle,
      [`dist/web/vendor/${name}.br`]: br,
      [`dist/web/vendor/${name}.gz`]: gz,
      'dist/web/vendor/webchat.js.LICENSE.txt': await read(LICENCE),
      [VENDOR_NAMES]: `${JSON.stringify({ 'webchat.js': name })}\n`,
    };
    for (const [path, content] of Object.entries(files)) await write(path, content);
    return Object.keys(files);
  },
};

async function isKept() {
  return (await exists(KEPT)) && (await exists(LICENCE)) && hashOf(await read(KEPT)) === FILE_SHA256;
}

async function fetchBundle() {
  const folder = await mkdtemp(join(tmpdir(), 'webchat-'));
  try {
    const tarball = (await exists(`.cache/${TARBALL}`)) ? at(`.cache/${TARBALL}`) : await download(folder);
    const integrity = `sha512-${hashOf(await readFile(tarball), 'sha512', 'base64')}`;
    if (integrity !== TARBALL_INTEGRITY) {
      throw new BuildError(
        `${tarball} is not the botframework-webchat ${VERSION} this project was written with, and is not used.\n` +
          `  expected ${TARBALL_INTEGRITY}\n  found    ${integrity}`,
      );
    }
    const inside = ['package/dist/webchat.js', 'package/dist/webchat.js.LICENSE.txt'];
    await run('tar', ['-xzf', tarball, '-C', folder, ...inside]);
    await write(LICENCE, await readFile(join(folder, inside[1])));
    await write(KEPT, await readFile(join(folder, inside[0])));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function download(folder) {
  console.error(`build: fetching Web Chat ${VERSION} from the package registry (7 MB, once)`);
  // One retry, soon: with npm's defaults it takes over a minute to say that there is no network.
  const patience = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000'];
  const args = ['pack', `botframework-webchat@${VERSION}`, '--json', '--prefer-offline', ...patience];
  try {
    await run('npm', args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    throw new BuildError(
      `Web Chat ${VERSION} is not in .cache yet and could not be fetched from the package registry.\n` +
        '  With a network, run this again. Without one, run this on a machine that has it:\n' +
        `    npm pack botframework-webchat@${VERSION}\n` +
        `  and put ${TARBALL} into ${at('.cache')}.\n` +
        `  npm said: ${reasonOf(error)}`,
    );
  }
  return join(folder, TARBALL);
}

function reasonOf(error) {
  const lines = String(error.stderr ?? error.message).split('\n');
  return lines.find((line) => line.startsWith('npm error')) ?? String(error.message).split('\n')[0];
}

/** Best compression takes about ten seconds of a core, so its result is kept beside the bundle. */
async function keptCompressed(bundle) {
  const paths = { br: `${KEPT}.br`, gz: `${KEPT}.gz` };
  if ((await exists(paths.br)) && (await exists(paths.gz))) {
    return { br: await read(paths.br), gz: await read(paths.gz) };
  }
  const { br, gz } = await compressed(bundle);
  await write(paths.br, br);
  await write(paths.gz, gz);
  return { br, gz };
}
