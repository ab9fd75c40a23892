import { expect } from 'chai';
import type { EvidenceFile } from '../../services/evidence/evidenceFile.js';
import type { Records } from '../../services/storage/records.js';
import { type EvidenceHouse, HOUR_MS, OWNER, openEvidenceHouse } from './support/evidenceHouse.js';
import { png } from './support/samples.js';

describe('sweeping evidence', () => {
  let house: EvidenceHouse;
  const failing = { call: undefined as string | undefined };
  beforeEach(async () => {
    failing.call = undefined;
    house = await openEvidenceHouse((records) => failsAt(records, failing));
  });
  afterEach(() => house.close());

  /** Keeps and then never comes back from accept, as a process that is killed there; `then` is what it did before. */
  const killedIn = async (then: (files: readonly EvidenceFile[]) => Promise<unknown>): Promise<string[]> => {
    const received = [await house.receive(png(1)), await house.receive(png(2))];
    const fileIds = await new Promise<string[]>((resolve, reject) => {
      const kept = house.files.keep(received, OWNER, async (files) => {
        await then(files);
        resolve(files.map(({ fileId }) => fileId));
        return new Promise<never>(() => undefined);
      });
      kept.catch(reject);
    });
    await house.restart();
    return fileIds.sort();
  };
  const nothing = async () => undefined;
  const everything = async () => [await house.names(), await house.rows(), await house.inDoubt()];

  it('drops what was fsynced and never accepted, after an hour and not before', async () => {
    const fileIds = await killedIn(nothing);
    house.now.aheadMs = HOUR_MS - 60_000;
    await house.sweep();
    expect(await everything()).to.deep.equal([fileIds, fileIds, 1]);
    house.now.aheadMs = HOUR_MS + 60_000;
    await house.sweep();
    expect(await everything()).to.deep.equal([[], [], 0]);
  });

  it('never drops what an accepted message names, though its turn has not run, after however long', async () => {
    const fileIds = await killedIn((files) => house.accept('m1', files));
    for (const hours of [2, 24 * 7, 24 * 365]) {
      house.now.aheadMs = hours * HOUR_MS;
      await house.sweep();
      expect(await everything()).to.deep.equal([fileIds, fileIds, 0]);
    }
  });

  it('looks through the whole log, however long', async () => {
    for (let index = 0; index < 110; index++) await house.accept(`before${index}`, []);
    const fileIds = await killedIn((files) => house.accept('m1', files));
    house.now.aheadMs = 2 * HOUR_MS;
    await house.sweep();
    expect(await house.names()).to.deep.equal(fileIds);
  });

  it('drops the files of another message than the accepted one', async () => {
    await killedIn(nothing);
    const { files } = await house.send('m2', [png(1)]);
    // Not a duplicate of what is in doubt, which may be gone tomorrow.
    expect(files[0]).to.not.have.property('duplicateOf');
    house.now.aheadMs = 2 * HOUR_MS;
    await house.sweep();
    expect(await house.names()).to.deep.equal(files.map(({ fileId }) => fileId));
  });

  it('lets alone what this process is still at, though the machine has slept over it', async () => {
    const received = [await house.receive(png(1))];
    await house.files.keep(received, OWNER, async (files) => {
      house.now.aheadMs = 9 * HOUR_MS;
      await house.sweep();
      await house.accept('m1', files);
      return { taken: true, answer: undefined };
    });
    expect(await house.names()).to.have.length(1);
  });

  it('keeps both ends in doubt when nobody knows whether the message was accepted', async () => {
    for (const accepts of [true, false]) {
      const received = [await house.receive(png(1))];
      const kept = house.files.keep(received, OWNER, async (files) => {
        if (accepts) await house.accept('m1', files);
        throw new Error('the receipt was lost');
      });
      expect(String(await kept.catch((error: unknown) => error))).to.equal('Error: the receipt was lost');
    }
    expect(await house.inDoubt()).to.equal(2);
    house.now.aheadMs = 2 * HOUR_MS;
    await house.sweep();
    expect(await house.names()).to.have.length(1);
    expect(await house.inDoubt()).to.equal(0);
  });

  it('drops the files of a message that was not taken, at once', async () => {
    const received = [await house.receive(png(1))];
    await house.files.keep(received, OWNER, async () => ({ taken: false, answer: undefined }));
    expect(await everything()).to.deep.equal([[], [], 0]);
  });

  it('clears away at start what a killed process had not finished receiving', async () => {
    await house.receive(png(1));
    expect(await house.names()).to.have.length(1);
    await house.restart();
    expect(await house.names()).to.deep.equal([]);
  });

  it('leaves to another process on the same folder what that one may still be receiving', async () => {
    await house.receive(png(1));
    await house.receive(png(2));
    const [left = '', young = ''] = await house.names();
    await house.age(left, HOUR_MS + 1);
    await house.restart({ isShared: true });
    expect(await house.names()).to.deep.equal([young]);
  });

  for (const call of ['create 1', 'create 2', 'create 3', 'remove 1']) {
    it(`comes to a clean end when the store fails at ${call}`, async () => {
      failing.call = call;
      const received = [await house.receive(png(1)), await house.receive(png(2))];
      let calls = 0;
      const kept = house.files.keep(received, OWNER, async (files) => {
        calls += 1;
        await house.accept('m1', files);
        return { taken: true, answer: 'accepted' };
      });
      const outcome: unknown = await kept.catch((error: unknown) => String(error));
      expect(outcome).to.equal(call === 'remove 1' ? 'accepted' : 'Error: the disk is full');
      expect(calls).to.equal(call === 'remove 1' ? 1 : 0);
      failing.call = undefined;
      if (calls === 0) expect(await everything()).to.deep.equal([[], [], 0]);
      await house.restart();
      house.now.aheadMs = 2 * HOUR_MS;
      await house.sweep();
      const left = call === 'remove 1' ? 2 : 0;
      const [names, rows, inDoubt] = await everything();
      expect([names, rows, inDoubt]).to.deep.equal([rows, names, 0]);
      expect(names).to.have.length(left);
    });
  }
});

/** The nth call of that name throws, once. */
function failsAt(records: Records, failing: { call: string | undefined }): Records {
  const counts = new Map<string, number>();
  return new Proxy(records, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => {
        const count = (counts.get(String(name)) ?? 0) + 1;
        counts.set(String(name), count);
        if (failing.call === `${String(name)} ${count}`) return Promise.reject(new Error('the disk is full'));
        return Reflect.apply(member, target, given);
      };
    },
  });
}
