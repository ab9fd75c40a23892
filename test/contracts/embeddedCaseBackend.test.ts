import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { embeddedCaseBackend } from '../../services/cases/embeddedCaseBackend.js';
import { keepOrder } from '../../services/cases/storedOrders.js';
import { CaseId } from '../../services/refunds/ids.js';
import { openEmbeddedDatabase } from '../../services/storage/embeddedDatabase.js';
import { openEmbeddedRecords } from '../../services/storage/embeddedRecords.js';
import type { Records } from '../../services/storage/records.js';
import { caseBackendContract } from './caseBackendContract.js';
import { memoryRecords } from './memoryRecords.js';
import { overRecords } from './overRecords.js';
import { NOW, sampleOrder, sampleRequest } from './sampleCases.js';
import { failingAt, Outage, watchedRecords } from './watchedRecords.js';

const ANNA = 'anna';
const CUPS = '234193410001028893';

caseBackendContract('embedded, in memory', async () => overRecords(memoryRecords(), async () => {}));
caseBackendContract('embedded, on disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cases-'));
  const database = openEmbeddedDatabase(folder);
  return overRecords(openEmbeddedRecords(database), async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });
});

describe('embedded CaseBackend, interrupted', () => {
  for (const when of ['before', 'after'] as const) {
    it(`opens exactly one case when a call fails ${when} it is done, whichever call, and is repeated`, async () => {
      for (let nth = 1; ; nth += 1) {
        const records = await withOrder();
        const flaky = failingAt(records, nth, when);
        const first = await tryToOpen(flaky, 'key-of-the-first-one');
        expect(await tryToOpen(records, 'key-of-the-first-one'), `call ${nth}`).to.equal('opened');
        expect(await embeddedCaseBackend(records).cases(ANNA), `call ${nth}`).to.have.length(1);
        if (!flaky.failed) {
          expect(first).to.equal('opened');
          expect(nth).to.be.greaterThan(4);
          break;
        }
        expect(first, `call ${nth}`).to.equal('outage');
      }
    });

    it(`withdraws exactly once when a call fails ${when} it is done, whichever call, and is repeated`, async () => {
      for (let nth = 1; ; nth += 1) {
        const records = await withOrder();
        await tryToOpen(records, 'key-of-the-first-one');
        const [opened] = await embeddedCaseBackend(records).cases(ANNA);
        if (!opened) throw new Error('no case');
        const act = { caseId: opened.caseId, event: { kind: 'buyerWithdraws' }, seen: 1 } as const;
        const flaky = failingAt(records, nth, when);
        await embeddedCaseBackend(flaky)
          .act('key-of-the-act', ANNA, act, NOW)
          .catch(() => undefined);
        const again = await embeddedCaseBackend(records).act('key-of-the-act', ANNA, act, NOW);
        expect(again.kind, `call ${nth}`).to.equal('done');
        expect('case' in again && again.case.history, `call ${nth}`).to.have.length(2);
        if (!flaky.failed) break;
      }
    });

    it(`leaves the order free for another key when the first is never repeated (${when})`, async () => {
      for (let nth = 1; ; nth += 1) {
        const records = await withOrder();
        const flaky = failingAt(records, nth, when);
        await tryToOpen(flaky, 'key-of-the-first-one');
        const second = await tryToOpen(records, 'key-of-the-second-one');
        const late = await tryToOpen(records, 'key-of-the-first-one');
        expect([second, late], `call ${nth}`).to.include('opened').and.to.include('alreadyOpen');
        const cases = await embeddedCaseBackend(records).cases(ANNA);
        expect(cases, `call ${nth}`).to.have.length(1);
        if (!flaky.failed) break;
      }
    });
  }

  it('reads the cases of a build that knew neither holds nor what follows a date', async () => {
    const records = await withOrder();
    await tryToOpen(records, 'key-of-the-first-one');
    const [opened] = await embeddedCaseBackend(records).cases(ANNA);
    if (!opened) throw new Error('no case');
    const { hold: _hold, deadlines, ...old } = opened;
    const stored = await records.get('cases', opened.caseId);
    const before = { ...old, deadlines: deadlines.map(({ onExpiry: _after, ...each }) => each) };
    await records.replace('cases', opened.caseId, stored?.version ?? 0, before);
    expect(await embeddedCaseBackend(records).cases(ANNA)).to.deep.equal([opened]);
  });

  it('does not show a case that was made and lost the order to another', async () => {
    const records = await withOrder();
    let lost: string | undefined;
    // Stops for good right after the case is made.
    const cut: Records = {
      ...watchedRecords(records, (call) => call()),
      create: async (collection, at, value, options) => {
        const done = await records.create(collection, at, value, options);
        if (collection !== 'cases') return done;
        lost = at;
        if (done) throw new Outage();
        return done;
      },
    };
    await tryToOpen(cut, 'key-of-the-first-one');
    expect(await tryToOpen(records, 'key-of-the-second-one')).to.equal('opened');
    const backend = embeddedCaseBackend(records);
    expect((await backend.cases(ANNA)).map(({ reference }) => reference)).to.deep.equal(['key-of-the-second-one']);
    expect(await backend.case(ANNA, CaseId.parse(lost))).to.equal(undefined);
  });
});

describe('embedded CaseBackend, case numbers', () => {
  it('takes the next number of its key where another case has the first, and finds it again', async () => {
    const key = 'key-of-the-first-one';
    const elsewhere = await embeddedCaseBackend(await withOrder()).openCase(key, ANNA, sampleRequest(CUPS), NOW);
    if (elsewhere.kind !== 'opened') throw new Error(elsewhere.kind);
    const { caseId } = elsewhere.case;

    const records = await withOrder();
    const other = { ...elsewhere.case, reference: 'a-key-that-meets-it', buyerId: 'ben' };
    await records.create('cases', caseId, other);
    const backend = embeddedCaseBackend(records);
    const opened = await backend.openCase(key, ANNA, sampleRequest(CUPS), NOW);
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    expect(opened.case.caseId).not.to.equal(caseId);
    expect(await backend.openCase(key, ANNA, sampleRequest(CUPS), NOW)).to.deep.equal(opened);
    expect((await records.get('cases', caseId))?.value).to.deep.equal(other);
  });
});

describe('embedded CaseBackend, two at once in every order of their calls', function () {
  // Thousands of orders: seconds, and more where the machine has other work.
  this.timeout(60_000);
  it('opens one case for one key', async () => {
    await everyInterleaving(['key-of-the-first-one', 'key-of-the-first-one'], (kinds) => {
      expect(kinds).to.deep.equal(['opened', 'opened']);
    });
  });

  for (const past of [[], ['key-of-one-long-closed']]) {
    it(`opens one case for two keys on an order with ${past.length} closed before`, async () => {
      await everyInterleaving(
        ['key-of-the-first-one', 'key-of-the-second-one'],
        (kinds) => expect([...kinds].sort()).to.deep.equal(['alreadyOpen', 'opened']),
        past,
      );
    });
  }
});

/** Runs two calls of openCase one records call at a time, through every order in which those can come. */
async function everyInterleaving(
  keys: readonly [string, string],
  check: (kinds: string[]) => void,
  past: readonly string[] = [],
): Promise<void> {
  const schedules: (0 | 1)[][] = [[]];
  let tried = 0;
  for (let schedule = schedules.pop(); schedule; schedule = schedules.pop()) {
    const records = await withOrder();
    for (const key of past) await openAndClose(records, key);
    const taken: (0 | 1)[] = [];
    const gates: [(() => void)[], (() => void)[]] = [[], []];
    const done = [false, false];
    const runs = keys.map(async (key, who) => {
      const gate = gates[who === 0 ? 0 : 1];
      const gated = watchedRecords(records, async (call) => {
        await new Promise<void>((go) => gate.push(go));
        return call();
      });
      const opened = await embeddedCaseBackend(gated).openCase(key, ANNA, sampleRequest(CUPS), NOW);
      done[who] = true;
      return opened;
    });
    while (!(done[0] && done[1])) {
      await new Promise((settled) => setImmediate(settled));
      const ready = ([0, 1] as const).filter((who) => gates[who].length > 0);
      const chosen = schedule[taken.length] ?? ready[0];
      if (chosen === undefined) continue;
      // Beyond the given beginning the first one goes on; the other choice is tried another time.
      if (taken.length >= schedule.length && ready.length === 2) schedules.push([...taken, 1]);
      taken.push(chosen);
      gates[chosen].shift()?.();
    }
    const kinds = (await Promise.all(runs)).map(({ kind }) => kind);
    expect(await embeddedCaseBackend(records).cases(ANNA), taken.join('')).to.have.length(past.length + 1);
    check(kinds);
    tried += 1;
  }
  expect(tried).to.be.greaterThan(100);
}

async function openAndClose(records: Records, key: string): Promise<void> {
  const { backend, moveCase } = overRecords(records, async () => {});
  const opened = await backend.openCase(key, ANNA, sampleRequest(CUPS), NOW - 1);
  if (opened.kind === 'opened') await moveCase(opened.case, { kind: 'buyerWithdraws' });
}

async function withOrder(): Promise<Records> {
  const records = memoryRecords();
  await keepOrder(records, ANNA, sampleOrder(CUPS));
  return records;
}

async function tryToOpen(records: Records, key: string): Promise<string> {
  try {
    return (await embeddedCaseBackend(records).openCase(key, ANNA, sampleRequest(CUPS), NOW)).kind;
  } catch (error) {
    if (error instanceof Outage) return 'outage';
    throw error;
  }
}
