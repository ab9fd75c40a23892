import type { CaseBackend } from '../../services/cases/caseBackend.js';
import { embeddedCaseBackend } from '../../services/cases/embeddedCaseBackend.js';
import type { Records } from '../../services/storage/records.js';
import type { BackendUnderTest } from './caseBackendContract.js';
import { FAULTS, openFaultyWay, seededRandom } from './faultyWay.js';
import { overRecords } from './overRecords.js';
import { persistent } from './persistent.js';
import { overHttp } from './servedCases.js';
import { Outage, watchedRecords } from './watchedRecords.js';

/** Three calls in ten. */
const RATE = 0.3;
export const LIMITS = { readLimitMs: 400, writeLimitMs: 400, leaveAloneMs: 50 };
const LATE_MS = 600;

/**
 * The embedded backend on a store that fails in three calls of ten, before it has done them or after; whole reads take too many
 * calls of it to ever go well, and fail as a whole in three of ten.
 */
export function overFaultyRecords(records: Records, seed: number, close: () => Promise<void>): BackendUnderTest {
  const random = seededRandom(seed);
  const around = async <T>(call: () => Promise<T>): Promise<T> => {
    const fault = random();
    if (fault < RATE / 2) throw new Outage();
    const result = await call();
    if (fault < RATE) throw new Outage();
    return result;
  };
  const writes = embeddedCaseBackend(watchedRecords(records, around));
  const reads = embeddedCaseBackend(records);
  const faulty: CaseBackend = {
    orders: (...args) => around(() => reads.orders(...args)),
    order: (...args) => around(() => reads.order(...args)),
    openCase: writes.openCase,
    act: writes.act,
    cases: (...args) => around(() => reads.cases(...args)),
    case: (...args) => around(() => reads.case(...args)),
    openCaseOn: (...args) => around(() => reads.openCaseOn(...args)),
    ownerOf: (...args) => around(() => reads.ownerOf(...args)),
  };
  return { ...overRecords(records, close), backend: persistent(faulty) };
}

/** The adapter, over a way that spoils three calls of ten, each as it comes. */
export async function overFaultyWay(records: Records, seed: number): Promise<BackendUnderTest> {
  const random = seededRandom(seed);
  const faultOf = () => (random() < RATE ? FAULTS[Math.floor(random() * FAULTS.length)] : undefined);
  const given = await overHttp(records, LIMITS, (url) => openFaultyWay(url, faultOf, LATE_MS));
  return { ...given, backend: persistent(given.backend) };
}
