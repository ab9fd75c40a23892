import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { noteUnanswered } from '../../services/learning/unanswered.js';
import { openStorage } from '../../services/storage/openStorage.js';
import { runCommand } from './runCommand.js';
import { root } from './temporaryFolder.js';

describe('npm run understanding:unanswered', function () {
  this.timeout(60_000);

  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unanswered-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const run = (...args: string[]) =>
    runCommand('npm', ['run', '--silent', 'understanding:unanswered', '--', ...args], {
      cwd: root,
      env: { DATA_DIR: folder },
    });

  it('shows what is waiting while the desk runs, the most asked first, by likeness', async () => {
    const storage = await openStorage({ dataDir: folder });
    try {
      const texts = [
        'can i pay by bitcoin',
        'is it possible to pay by bitcoin',
        'can i pay by bitcoin',
        'who are they',
      ];
      for (const [at, text] of texts.entries())
        await noteUnanswered(storage.records, { key: `${at}`, text, locale: 'en', nearest: ['fees'], now: Date.now() });
      const { stdout, output, code } = await run();
      expect(code, output).to.equal(0);
      expect(stdout).to.match(/^3 x, last on .*nearest: fees\n {5}2 {2}can i pay by bitcoin\n {5}1 {2}is it possible/);
      expect((await run('--json')).stdout.split('\n')[0]).to.equal('{"text":"can i pay by bitcoin","group":"u-1"}');
    } finally {
      await storage.close();
    }
  });

  it('says it in a line where there is nothing to look into', async () => {
    const { code, output } = await run();
    expect(code).to.equal(1);
    expect(output.trim()).to.match(/^storage: there is no database in .* \(DATA_DIR\): start the desk once$/);
  });
});
