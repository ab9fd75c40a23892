import { access, chmod, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { expect } from 'chai';
import { ensureProgram, type Program } from '../support/ensureProgram.js';
import { plant, temporaryFolder } from './temporaryFolder.js';

describe('a program that the tests need', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let program: Program;
  const outerPath = process.env['PATH'] ?? '';
  beforeEach(async () => {
    folder = await temporaryFolder('ensure-program');
    // An apt-get that notes how it is called, and on install brings the program.
    await plant(folder.path, {
      'bin/apt-get': `#!/bin/sh
        echo "$DEBIAN_FRONTEND $*" >> '${folder.path}/calls'
        case "$*" in *install*) cp '${folder.path}/bin/apt-get' '${folder.path}/moon';; esac`,
    });
    await chmod(join(folder.path, 'bin/apt-get'), 0o755);
    process.env['PATH'] = `${join(folder.path, 'bin')}${delimiter}${outerPath}`;
    program = {
      name: 'moon',
      neededFor: 'the tests at night',
      pathVariable: 'MOON_PATH',
      usualPath: join(folder.path, 'moon'),
      debianPackage: 'moon-server',
    };
  });
  afterEach(async () => {
    process.env['PATH'] = outerPath;
    delete process.env['MOON_PATH'];
    await folder.remove();
  });

  it('is taken from where its variable says', async () => {
    process.env['MOON_PATH'] = join(folder.path, 'bin/apt-get');
    expect(await ensureProgram(program)).to.equal(join(folder.path, 'bin/apt-get'));
  });

  it('is not looked for elsewhere when its variable is wrong', async () => {
    process.env['MOON_PATH'] = '/nonexistent/moon';
    expect(await messageOf(ensureProgram(program))).to.include('MOON_PATH is "/nonexistent/moon"');
  });

  it('is installed where that asks no question, else the one line to run is said', async () => {
    const mayInstall = process.getuid?.() === 0 && (await exists('/usr/bin/apt-get'));
    if (mayInstall) {
      expect(await ensureProgram(program)).to.equal(program.usualPath);
      const calls = (await readFile(join(folder.path, 'calls'), 'utf8')).trim().split('\n');
      expect(calls[0]).to.match(/^noninteractive .*update$/);
      expect(calls[1]).to.match(/^noninteractive .*install -y .*moon-server$/);
    } else {
      expect(await messageOf(ensureProgram(program))).to.include(
        'Run: sudo apt-get update && sudo apt-get install -y moon-server',
      );
    }
  });
});

function messageOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'nothing was thrown',
    (error: unknown) => String(error),
  );
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
