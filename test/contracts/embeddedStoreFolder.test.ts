import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { openEmbeddedDatabase } from '../../services/storage/embeddedDatabase.js';
import { FolderInUseError } from '../../services/storage/folderHold.js';
import { newFolder, removeFolder } from './conversationStore/embeddedFolder.js';
import { failureOf } from './conversationStore/material.js';

describe('the embedded store’s folder', () => {
  let parent = '';
  let folder = '';
  beforeEach(() => {
    parent = newFolder();
    folder = join(parent, 'made', 'when-missing');
  });
  afterEach(() => removeFolder(parent));

  it('is written durably: a commit is flushed before it is acknowledged', async () => {
    const database = openEmbeddedDatabase(folder);
    expect(database.durability).to.deep.equal({ overlappingSync: false, noSync: false, noMetaSync: false });
    await database.close();
  });

  it('is made, for the owner alone', async () => {
    const database = openEmbeddedDatabase(folder);
    expect(statSync(folder).mode & 0o777).to.equal(0o700);
    await database.close();
  });

  it('is refused while another live process holds it, in words for the operator', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await once(other, 'spawn');
    await openEmbeddedDatabase(folder).close();
    writeFileSync(join(folder, 'process.pid'), JSON.stringify({ pid: other.pid }));
    expect(() => openEmbeddedDatabase(folder)).to.throw(
      FolderInUseError,
      new RegExp(`${folder} is in use by process ${other.pid}`),
    );
    other.kill('SIGKILL');
    await once(other, 'exit');
    const database = openEmbeddedDatabase(folder);
    expect(JSON.parse(readFileSync(join(folder, 'process.pid'), 'utf8')).pid).to.equal(process.pid);
    await database.close();
  });

  it('is taken over from what is stale, ours, given to another process since, or no pid at all', async () => {
    await openEmbeddedDatabase(folder).close();
    const left = [{ pid: 2 ** 30 }, { pid: process.pid }, { pid: process.ppid, startedAt: '1' }, 'broken'];
    // Without /proc nobody knows when a process began, and a pid given again is refused.
    if (process.platform !== 'linux') left.splice(2, 1);
    for (const holder of left) {
      writeFileSync(join(folder, 'process.pid'), JSON.stringify(holder));
      await openEmbeddedDatabase(folder).close();
    }
    writeFileSync(join(folder, 'process.pid'), '');
    await openEmbeddedDatabase(folder).close();
    expect(readdirSync(folder)).to.have.members(['data.mdb', 'lock.mdb']);
  });

  it('takes changes inside a write only, and whole or not at all', async () => {
    const database = openEmbeddedDatabase(folder);
    const table = database.table<number>('numbers');
    expect(() => table.put(['a'], 1)).to.throw(/inside write/);
    expect(() => table.remove(['a'])).to.throw(/inside write/);
    const writes = Array.from({ length: 10 }, (_, n) =>
      database
        .write(() => {
          table.put(['n', n], n);
          if (n % 2 === 1) throw new Error('odd');
        })
        .catch(() => undefined),
    );
    await Promise.all(writes);
    const kept = [...table.entries({ from: ['n', 0], to: ['n', 99] })].map(({ value }) => value);
    expect(kept).to.deep.equal([0, 2, 4, 6, 8]);
    await database.close();
    await database.close();
    expect((await failureOf(database.write(() => 1))).message).to.contain('closed');
  });

  it('grows with what is in it', async () => {
    const database = openEmbeddedDatabase(folder);
    const table = database.table<string>('large');
    const text = 'x'.repeat(200_000);
    for (let n = 0; n < 100; n += 1) void database.write(() => table.put(['n', n], text));
    await database.check();
    expect(table.get(['n', 99])).to.equal(text);
    await database.close();
  });
});
