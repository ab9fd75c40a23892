import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { ConversationSettings } from '../../services/conversations/conversationSettings.js';
import { openEmbeddedConversationStore } from '../../services/conversations/embeddedConversationStore.js';
import { openEmbeddedDatabase } from '../../services/storage/embeddedDatabase.js';
import { newFolder, openFolder, removeFolder } from './conversationStore/embeddedFolder.js';
import { FaultyDatabase } from './conversationStore/faultyDatabase.js';
import {
  AT,
  acceptTurn,
  claimTurn,
  failureOf,
  line,
  message,
  type OpenedStore,
  outcome,
  runTurn,
} from './conversationStore/material.js';
import { conversationStoreContract } from './conversationStoreContract.js';

conversationStoreContract('embedded', async (settings) => {
  const folder = newFolder();
  let storage = await openFolder(folder, settings);
  const close = async (): Promise<void> => {
    await storage.close();
    removeFolder(folder);
  };
  const reopen = async (): Promise<OpenedStore> => {
    await storage.close();
    storage = await openFolder(folder, settings);
    return { store: storage.conversations, close, reopen };
  };
  return { store: storage.conversations, close, reopen };
});

describe('ConversationStore: embedded, what is its own', () => {
  let folder = '';
  beforeEach(() => {
    folder = newFolder();
  });
  afterEach(() => removeFolder(folder));

  it('looks into two thousand conversations of a backlog, and no more', async () => {
    const storage = await openFolder(folder, { leaseMs: 60_000 });
    const store = storage.conversations;
    await Promise.all(Array.from({ length: 2_010 }, (_, index) => store.accept(`c${index}`, message('m'))));
    expect(await store.backlog()).to.deep.equal({ messages: 2_000, waiting: 0, effects: 0 });
    await storage.close();
  });

  it('has on disk, after a kill -9, what was accepted, and goes on with it at once', async () => {
    await killAfter(folder, 'accept', 'accepted m');
    const storage = await openFolder(folder);
    expect(await storage.conversations.waiting(5)).to.deep.equal(['c']);
    const turn = await claimTurn(storage.conversations, 'c');
    expect([turn.message.id, turn.attempt]).to.deep.equal(['m', 2]);
    expect((await storage.conversations.accept('c', message('m'))).kind).to.equal('duplicate');
    await storage.close();
  });

  it('has on disk, after a kill -9, every turn that was committed, whole', async () => {
    const said = await killAfter(folder, 'turns', 'committed m40');
    const committed = said.filter((text) => text.startsWith('committed')).length;
    const storage = await openFolder(folder);
    const store = storage.conversations;
    const { entries, lastSeq } = await store.log('c', { after: 0, limit: 10_000 });
    // One more may have been committed and not said.
    expect(lastSeq).to.be.within(committed, committed + 1);
    expect(entries.map(({ activity }) => activity.text)).to.deep.equal(entries.map(({ seq }) => `reply ${seq}`));
    expect(await store.state('c')).to.deep.equal({ turns: lastSeq });
    // Taken for an hour by the process that is dead.
    expect((await store.takeEffects(5, 1_000)).map(({ key, attempt }) => [key, attempt])).to.deep.equal([['k1', 2]]);
    await storage.close();
  });

  it('writes all of an accept or of a commit or nothing, whichever of its writes fails', async () => {
    const faulty = new FaultyDatabase(openEmbeddedDatabase(folder));
    const store = await openEmbeddedConversationStore(faulty, ConversationSettings.parse({}));
    await runTurn(store, 'c', 'm1', {
      timers: { set: [{ id: 't', at: 1, body: {} }], cancel: [] },
      summary: { title: 'old' },
    });
    const everything = outcome({
      state: { step: 'new' },
      entries: [line('one'), line('two')],
      effects: [{ key: 'k', kind: 'openCase', body: {} }],
      timers: { set: [{ id: 't', at: 2, body: {} }], cancel: ['t'] },
      summary: { title: 'new' },
    });
    const accepted = await faulty.failAtEach(store, () => store.accept('c', message('m2'), line('hello')));
    const turn = accepted.kind === 'accepted' ? accepted.turn : undefined;
    if (turn === undefined) throw new Error('no turn');
    await store.accept('c', message('m3'));
    expect((await faulty.failAtEach(store, () => store.commit(turn, everything))).kind).to.equal('committed');
    const [effect] = await faulty.failAtEach(store, () => store.takeEffects(1, 1_000));
    if (effect === undefined) throw new Error('no effect');
    expect(effect.attempt).to.equal(1);
    await faulty.failAtEach(store, () => store.settleEffect(effect, { at: AT, body: {} }));
    expect(await faulty.failAtEach(store, () => store.fireTimers(2, 5))).to.deep.equal(['c']);
    expect(faulty.failures).to.be.greaterThan(30);
    await faulty.close();
  });

  it('refuses while the disk is full, stays alive, and has taken all or nothing of each message', async function () {
    if (process.platform === 'win32') this.skip();
    const script = fileURLToPath(new URL('./conversationStore/fullDisk.ts', import.meta.url));
    // A limit on the size of a file is the full disk that needs no rights: in blocks of 512 or 1,024 bytes.
    const limited = ['-c', 'ulimit -f 4000; exec "$0" "$@"', process.execPath, '--import=tsx', script, folder];
    const child = spawn('/bin/sh', limited, { stdio: ['ignore', 'pipe', 'ignore'] });
    const said: string[] = [];
    for await (const text of createInterface({ input: child.stdout })) said.push(text);
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    expect(child.exitCode).to.equal(0);
    const { taken, refused } = JSON.parse(said.join('\n'));
    expect(taken.length).to.be.greaterThan(100);
    expect(refused.length).to.be.greaterThan(15);
    const storage = await openFolder(folder);
    for (const conversation of taken) {
      expect((await storage.conversations.accept(conversation, message('m'))).kind).to.equal('duplicate');
    }
    for (const conversation of refused) await runTurn(storage.conversations, conversation, 'm');
    await storage.close();
  });

  it('counts a burst only for what was written', async () => {
    const faulty = new FaultyDatabase(openEmbeddedDatabase(folder));
    const store = await openEmbeddedConversationStore(
      faulty,
      ConversationSettings.parse({ burstLimit: 1, refillPerSecond: 0.001 }),
    );
    faulty.failAt = 1;
    await failureOf(store.accept('c', message('m')));
    expect((await store.accept('c', message('m'))).kind).to.equal('accepted');
    await faulty.close();
  });

  it('runs leases on a clock that nobody sets, and remembers ids when the wall clock is set back', async () => {
    const database = openEmbeddedDatabase(folder);
    let wall = Date.UTC(2026, 0, 2, 0, 5);
    let steady = 0;
    const clock = { wall: () => wall, steady: () => steady };
    const store = await openEmbeddedConversationStore(database, ConversationSettings.parse({ leaseMs: 5_000 }), clock);
    await acceptTurn(store, 'c', 'm');
    wall -= 3_600_000;
    expect((await store.accept('c', message('m'))).kind).to.equal('duplicate');
    wall += 86_400_000;
    expect(await store.claim('c')).to.equal(undefined);
    steady += 5_001;
    expect((await claimTurn(store, 'c')).attempt).to.equal(2);
    await database.close();
  });

  it('remembers an id for seven days by the calendar, also after a restart', async () => {
    let wall = Date.UTC(2026, 0, 1, 23, 59);
    for (const [days, kind] of [
      [0, 'accepted'],
      [7, 'duplicate'],
      [8, 'accepted'],
    ] as const) {
      const database = openEmbeddedDatabase(folder);
      wall = Date.UTC(2026, 0, 1 + days, 23, 59);
      const store = await openEmbeddedConversationStore(database, ConversationSettings.parse({}), {
        wall: () => wall,
        steady: () => 0,
      });
      await store.sweep(wall);
      expect((await store.accept('c', message('m'))).kind, `after ${days} days`).to.equal(kind);
      await database.close();
    }
  });

  it('sweeps more ids than one step takes', async () => {
    const database = openEmbeddedDatabase(folder);
    const store = await openEmbeddedConversationStore(
      database,
      ConversationSettings.parse({ inboxLimit: 10_000, burstLimit: 10_000 }),
    );
    await Promise.all(Array.from({ length: 6_000 }, (_, n) => store.accept('c', message(`m${n}`))));
    await store.sweep(Date.now() + 9 * 86_400_000);
    const seen = database.table('seen');
    expect([...seen.keys({ from: [0], to: [Number.MAX_SAFE_INTEGER] })]).to.have.length(0);
    await database.close();
  });
});

/** Starts the process, reads what it says until `last`, kills it at once; everything it had said. */
async function killAfter(folder: string, what: string, last: string): Promise<readonly string[]> {
  const script = fileURLToPath(new URL('./conversationStore/killedProcess.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import=tsx', script, folder, what], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  for await (const text of createInterface({ input: child.stdout })) {
    said.push(text);
    if (text === last) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).to.equal('SIGKILL');
  return said;
}
