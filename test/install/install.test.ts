import { chmod, copyFile, lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { type CommandResult, runCommand } from './runCommand.js';
import { plant, root, temporaryFolder } from './temporaryFolder.js';

// From the issue of this project: what a newcomer's disk is asked for, at most.
const NODE_MODULES_LIMIT_MB = 650;

describe('npm ci, on a machine that nobody sits at', function () {
  this.timeout(180_000);

  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let ended: CommandResult;
  let scriptsRun: string;
  before(async () => {
    folder = await temporaryFolder('install');
    for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
      await copyFile(join(root, file), join(folder.path, file));
    }
    ({ ended, scriptsRun } = await install(folder.path));
  });
  after(() => folder.remove());

  it('installs the lockfile into an empty folder', () => {
    expect(ended.code, ended.output).to.equal(0);
  });

  it('runs no install script of any package (botbuilder-dialogs would ask npx, and npx would ask back)', () => {
    expect(scriptsRun).to.equal('');
  });

  it('leaves what the product needs in a state to run', async () => {
    const load = `
      const [dialogs, recognizers, lmdb] = await Promise.all([
        import('botbuilder-dialogs'), import('@microsoft/recognizers-text-suite'), import('lmdb')]);
      const database = lmdb.open({ path: './probe' });
      await database.put('a', 1);
      console.log(typeof dialogs.WaterfallDialog, recognizers.recognizeNumber('two', 'en-us').length, database.get('a'));
      await database.close();`;
    const { code, stdout, output } = await runCommand(process.execPath, ['--input-type=module', '-e', load], {
      cwd: folder.path,
    });
    expect(code, output).to.equal(0);
    expect(stdout.trim()).to.equal('function 1 1');
  });

  it(`takes ${NODE_MODULES_LIMIT_MB} MB at most`, async () => {
    const megabytes = (await diskBytes(join(folder.path, 'node_modules'))) / 1e6;
    expect(megabytes).to.be.within(100, NODE_MODULES_LIMIT_MB);
  });
});

describe('the install trap of botbuilder-dialogs', function () {
  this.timeout(180_000);

  it('is still there, so ignore-scripts in .npmrc is still what defuses it', async () => {
    const folder = await temporaryFolder('install-trap');
    const lockfile = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
    const version: string = lockfile.packages['node_modules/botbuilder-dialogs'].version;
    await plant(folder.path, {
      'package.json': JSON.stringify({ private: true, dependencies: { 'botbuilder-dialogs': version } }),
    });
    const { ended, scriptsRun } = await install(folder.path, 'install');
    await folder.remove();

    expect(scriptsRun).to.include('npx rimraf');
    expect(ended.code).to.not.equal(0);
    expect(ended.output).to.include('rimraf');
  });
});

/** Lifecycle scripts are run through npm's script-shell: one that keeps a note of each shows whether any was run. */
async function install(folder: string, command = 'ci'): Promise<{ ended: CommandResult; scriptsRun: string }> {
  const shell = `#!/bin/sh\necho "$npm_package_name: $2" >> '${folder}/scripts-run'\nexec /bin/sh "$@"\n`;
  await plant(folder, { 'noting-shell': shell, 'scripts-run': '' });
  await chmod(join(folder, 'noting-shell'), 0o755);
  const ended = await runCommand('npm', [command, '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    env: { npm_config_yes: 'false', npm_config_script_shell: join(folder, 'noting-shell'), CI: 'true' },
  });
  return { ended, scriptsRun: await readFile(join(folder, 'scripts-run'), 'utf8') };
}

async function diskBytes(folder: string): Promise<number> {
  let sum = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const found = await lstat(join(entry.parentPath, entry.name));
    sum += found.blocks * 512;
  }
  return sum;
}
