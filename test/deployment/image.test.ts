import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { z } from 'zod';
import { temporaryFolder } from '../install/temporaryFolder.js';
import { readDockerfile, type Stage } from './support/dockerfile.js';
import { MADE_UP } from './support/settings.js';
import { readJson, root } from './support/templates.js';

const Lockfile = z.object({ packages: z.record(z.string(), z.object({ dev: z.boolean().default(false) })) });

describe('what the image holds', function () {
  this.timeout(60_000);
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let final: Stage;
  let desk: ChildProcess | undefined;
  before(async () => {
    folder = await temporaryFolder('image');
    final = z.custom<Stage>((stage) => stage !== undefined).parse((await readDockerfile()).at(-1));
    for (const { sources, to } of final.copies) for (const source of sources) await copied(source, to, folder.path);
  });
  after(async () => {
    desk?.kill('SIGKILL');
    await folder.remove();
  });

  it('starts by its command alone, is found healthy, ends at its stop signal, and is healthy no more', async () => {
    const port = String(await freePort());
    const environment = {
      ...final.environment,
      DATA_DIR: join(folder.path, 'data'),
      PORT: port,
      DIRECTLINE_SECRET: MADE_UP.directLineSecret,
      PATH: dirname(process.execPath),
      // The packages are links into this checkout, where those of the tests lie beside them.
      NODE_OPTIONS: '--preserve-symlinks --preserve-symlinks-main',
    };
    const start = ([program = '', ...words]: readonly string[]) =>
      spawn(program, words, { cwd: folder.path, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    const isHealthy = async () => (await once(start(final.healthCommand), 'exit'))[0] === 0;

    desk = start(final.command);
    let printed = '';
    const ready = new Promise<string>((resolve) => {
      desk?.stdout?.on('data', (chunk) => {
        printed += chunk;
        if (printed.includes('is ready')) resolve('ready');
      });
      desk?.stderr?.on('data', (chunk) => {
        printed += chunk;
      });
      desk?.once('exit', () => resolve('ended'));
    });
    expect(await ready, printed).to.equal('ready');
    expect(await isHealthy()).to.equal(true);

    const ended = once(desk, 'exit');
    desk.kill(z.enum(['SIGTERM', 'SIGINT']).parse(final.last['STOPSIGNAL']));
    expect(await ended, printed).to.deep.equal([0, null]);
    expect(await isHealthy()).to.equal(false);
  });
});

/** As the COPY would: what the stages before left is the checkout's own dist, and its packages without those of development. */
async function copied(source: string, to: string, image: string): Promise<void> {
  const name = source.replace(/^\/desk\//, '');
  const target = to === './' ? join(image, name) : join(image, to);
  if (name !== 'node_modules') return cp(join(root, name), target, { recursive: true });
  const { packages } = await readJson('package-lock.json', Lockfile);
  const here = new Set(await readdir(join(root, 'node_modules'), { recursive: false }));
  for (const [path, { dev }] of Object.entries(packages)) {
    const [, inside] = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path) ?? [];
    if (dev || inside === undefined || !here.has(inside.split('/')[0] ?? '')) continue;
    await mkdir(dirname(join(target, inside)), { recursive: true });
    await symlink(join(root, path), join(target, inside));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = z.object({ port: z.int() }).parse(server.address());
  server.close();
  await once(server, 'close');
  return address.port;
}
