import { access, copyFile, cp, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { runCommand } from './runCommand.js';
import { plant, root, temporaryFolder } from './temporaryFolder.js';

// A page of the demo shop in small: what the build does to it shows on every kind of file it handles.
const SOURCES: Record<string, string> = {
  'index.ts': `import { greet } from './services/greet.js';\nprocess.stdout.write(greet());\n`,
  'services/greet.ts': `export const greet = (): string => 'hello';\n`,
  'services/content/en/copy.json': '{ "hello": "Hello" }',
  'web/chat/index.html': '<script src="/vendor/{{webchat.js}}"></script>',
  'web/chat/chat.css': 'body { color: black; }',
  'web/chat/chat.ts': `document.title = 'chat';\n`,
};

describe('npm run build', function () {
  this.timeout(60_000);

  let folder: string;
  let remove: () => Promise<void>;
  beforeEach(async () => {
    ({ path: folder, remove } = await temporaryFolder('build'));
    await cp(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true });
    await mkdir(join(folder, 'web'));
    for (const file of ['package.json', 'package-lock.json', 'tsconfig.json', 'web/tsconfig.json']) {
      await copyFile(join(root, file), join(folder, file));
    }
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    await plant(folder, SOURCES);
  });
  afterEach(() => remove());

  const build = (env: Record<string, string> = {}) =>
    runCommand(process.execPath, ['scripts/build.mjs'], { cwd: folder, env });
  const built = (path: string) => readFile(join(folder, 'dist', path));
  const keepBundle = () => cp(join(root, '.cache'), join(folder, '.cache'), { recursive: true, filter: isBundle });
  // Nothing listens there: what reaches for the network fails at once.
  const offline = { npm_config_registry: 'http://127.0.0.1:9/', npm_config_cache: '/nonexistent/npm-cache' };

  it('makes all that node dist/index.js needs, without a network once Web Chat is kept', async () => {
    await keepBundle();
    const { code, output } = await build(offline);
    expect(code, output).to.equal(0);

    const started = await runCommand(process.execPath, ['dist/index.js'], { cwd: folder });
    expect(started.stdout).to.equal('hello');
    expect((await built('services/content/en/copy.json')).toString()).to.equal('{ "hello": "Hello" }');
    expect((await built('web/chat/chat.js')).toString()).to.include(`document.title = 'chat'`);

    const names: Record<string, string> = JSON.parse((await built('web/vendor/manifest.json')).toString());
    const bundle = names['webchat.js'] ?? '';
    expect(bundle).to.match(/^webchat\.[0-9a-f]{8}\.js$/);
    const page = await built('web/chat/index.html');
    expect(page.toString()).to.equal(`<script src="/vendor/${bundle}"></script>`);
    for (const path of [`web/vendor/${bundle}`, 'web/chat/index.html', 'web/chat/chat.css', 'web/chat/chat.js']) {
      const plain = await built(path);
      expect(brotliDecompressSync(await built(`${path}.br`)).equals(plain), `${path}.br`).to.equal(true);
      expect(gunzipSync(await built(`${path}.gz`)).equals(plain), `${path}.gz`).to.equal(true);
    }
  });

  it('does only what changed, and nothing in under two seconds', async () => {
    await keepBundle();
    await build();
    const before = await stat(join(folder, 'dist/index.js'));

    const started = performance.now();
    const again = await build();
    expect(again.output).to.include('up to date');
    expect(performance.now() - started).to.be.below(2_000);
    expect((await stat(join(folder, 'dist/index.js'))).mtimeMs).to.equal(before.mtimeMs);

    await writeFile(join(folder, 'services/greet.ts'), `export const greet = (): string => 'good day';\n`);
    expect((await build()).output).to.match(/^build: server \(/);
    expect((await built('services/greet.js')).toString()).to.include('good day');

    await rm(join(folder, 'dist/services/greet.js'));
    await build();
    expect((await built('services/greet.js')).toString()).to.include('good day');
  });

  it('removes what a deleted source left', async () => {
    await keepBundle();
    await build();
    await plant(folder, { 'index.ts': 'export const nothing = 1;\n' });
    await rm(join(folder, 'services/greet.ts'));
    await rm(join(folder, 'web/chat/chat.css'));
    const { code, output } = await build();
    expect(code, output).to.equal(0);
    for (const path of ['services/greet.js', 'services/greet.js.map', 'web/chat/chat.css', 'web/chat/chat.css.br']) {
      expect(await exists(join(folder, 'dist', path)), path).to.equal(false);
    }
  });

  it('stops at a fault of types or of a page, and says where', async () => {
    await keepBundle();
    await plant(folder, { 'services/greet.ts': `export const greet = (): string => 1;\n` });
    const types = await build();
    expect(types.code).to.equal(1);
    expect(types.output).to.include('services/greet.ts(1,');

    await plant(folder, { ...SOURCES, 'web/chat/index.html': '{{webchatt.js}}' });
    const page = await build();
    expect(page.code).to.equal(1);
    expect(page.output).to.include('web/chat/index.html: nothing vendored is called {{webchatt.js}}');
  });

  it('says what is missing when there is no network, and takes the file from .cache', async () => {
    const { code, output } = await build(offline);
    expect(code).to.equal(1);
    expect(output).to.include('npm pack botframework-webchat@').and.to.include('.cache');
    expect(output).to.not.include('    at ');
  });

  it('refuses a Web Chat that is not the pinned one', async () => {
    const version = /VERSION = '([\d.]+)'/.exec(await readFile(join(root, 'scripts/build/webChat.mjs'), 'utf8'))?.[1];
    await plant(folder, { [`.cache/botframework-webchat-${version}.tgz`]: 'not the package' });
    const { code, output } = await build(offline);
    expect(code).to.equal(1);
    expect(output).to.include('is not the botframework-webchat').and.to.include('expected sha512-');

    await rm(join(folder, '.cache'), { recursive: true });
    await plant(folder, {
      [`.cache/webchat-${version}.js`]: 'tampered',
      [`.cache/webchat-${version}.js.LICENSE.txt`]: '',
    });
    expect((await build(offline)).code).to.equal(1);
  });
});

/** Of .cache, only Web Chat's files: the rest is of another checkout. */
function isBundle(path: string): boolean {
  return path.endsWith('.cache') || /[/](webchat-|swaggerUi\.)[^/]+$/.test(path);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
