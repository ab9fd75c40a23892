import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ON_EXPIRY } from '../refunds/caseClocks.js';
import { caseIdOf } from '../refunds/caseId.js';
import { CaseId, type OrderId } from '../refunds/ids.js';
import { type NewCase, newCase } from '../refunds/newCase.js';
import { Deadline, RefundCase } from '../refunds/refundCase.js';
import { everyRecord } from '../storage/everyRecord.js';
import type { Records } from '../storage/records.js';
import { buyerPrefix } from './buyerKey.js';
import { keepDates } from './caseDates.js';
import { orderKey } from './storedOrders.js';

/** Case number -> the case. A case counts only once its order's record names it. */
const CASES = 'cases';
/** Buyer and order -> the cases that were opened on it, the newest last. Only the newest can be open. */
const CASES_ON_ORDER = 'casesOnOrder';

const OpenedCases = z.array(z.object({ caseId: CaseId, openedAt: z.int() })).min(1);
type OpenedCases = z.infer<typeof OpenedCases>;

/** `version` 0: no case was ever opened on the order. */
export type CasesOnOrder = { readonly opened: readonly OpenedCases[number][]; readonly version: number };

export async function readCase(records: Records, caseId: CaseId): Promise<RefundCase | undefined> {
  return (await readStoredCase(records, caseId))?.refundCase;
}

/** The case with the version of its record, for whoever writes it back. */
export async function readStoredCase(records: Records, caseId: CaseId) {
  const stored = await records.get(CASES, caseId);
  return stored && { refundCase: RefundCase.parse(upToDate(stored.value)), version: stored.version };
}

/** `before`: what it was read as. False: it was moved meanwhile, look again. */
export async function replaceCase(
  records: Records,
  version: number,
  refundCase: RefundCase,
  before: RefundCase,
): Promise<boolean> {
  await keepDates(records, refundCase, before);
  return records.replace(CASES, refundCase.caseId, version, RefundCase.parse(refundCase));
}

/** As it would be written today: cases of older builds name neither a hold nor what follows a date. */
function upToDate(value: unknown): unknown {
  const old = z.looseObject({ deadlines: z.array(z.looseObject({ kind: Deadline.shape.kind })) }).safeParse(value);
  if (!old.success) return value;
  const deadlines = old.data.deadlines.map((each) => ({ onExpiry: ON_EXPIRY[each.kind], ...each }));
  return { hold: 'none', ...old.data, deadlines };
}

/** The case, if it came to be opened: one that lost the order to another was never there. */
export async function readOpenedCase(records: Records, caseId: CaseId): Promise<RefundCase | undefined> {
  const found = await readCase(records, caseId);
  if (!found) return undefined;
  const { opened } = await casesOnOrder(records, found.buyerId, found.request.orderId);
  return opened.some((each) => each.caseId === caseId) ? found : undefined;
}

/** Opened cases in the order of their numbers. `next`: there may be more after it. */
export async function casesPage(records: Records, after: string | undefined, limit: number) {
  const stored = await records.list(CASES, { limit, ...(after === undefined ? {} : { after }) });
  const read = await Promise.all(stored.map(({ key }) => readOpenedCase(records, CaseId.parse(key))));
  const last = stored.length === limit ? stored.at(-1)?.key : undefined;
  return {
    cases: read.filter((each) => each !== undefined),
    next: last === undefined ? undefined : CaseId.parse(last),
  };
}

/**
 * The case that was made with this key, whether or not it came to be opened; if there is none, the number it would get.
 * Numbers have 40 bits, so that two keys can meet: whoever comes second takes the next number that its key stands for.
 */
export async function findByKey(records: Records, key: string): Promise<RefundCase | CaseId> {
  for (let turn = 0; ; turn += 1) {
    const caseId = caseIdOf(createHash('sha256').update(`${turn}\n${key}`).digest());
    const found = await readCase(records, caseId);
    if (found === undefined) return caseId;
    if (found.reference === key) return found;
  }
}

/** The case that was opened with this key. */
export async function readOpenedByKey(records: Records, key: string): Promise<RefundCase | undefined> {
  const found = await findByKey(records, key);
  return typeof found === 'string' ? undefined : readOpenedCase(records, found.caseId);
}

/** Makes the case, not yet opened. undefined: the number was taken meanwhile, look again. */
export async function createCase(records: Records, opening: NewCase): Promise<RefundCase | undefined> {
  const made = RefundCase.parse(newCase(opening));
  await keepDates(records, made);
  return (await records.create(CASES, made.caseId, made)) ? made : undefined;
}

export async function casesOnOrder(records: Records, buyerId: string, orderId: OrderId): Promise<CasesOnOrder> {
  const stored = await records.get(CASES_ON_ORDER, orderKey(buyerId, orderId));
  return stored ? { opened: OpenedCases.parse(stored.value), version: stored.version } : { opened: [], version: 0 };
}

/** The one write that opens a case. False: the order's cases moved meanwhile, look again. */
export async function nameOnOrder(records: Records, before: CasesOnOrder, made: RefundCase): Promise<boolean> {
  const key = orderKey(made.buyerId, made.request.orderId);
  const opened = [...before.opened, { caseId: made.caseId, openedAt: made.openedAt }];
  if (before.version === 0) return records.create(CASES_ON_ORDER, key, opened);
  return records.replace(CASES_ON_ORDER, key, before.version, opened);
}

/** The newest case on the order, open or closed. */
export async function newestOn(records: Records, { opened }: CasesOnOrder): Promise<RefundCase | undefined> {
  const newest = opened.at(-1);
  return newest && (await readCase(records, newest.caseId));
}

/** The buyer's cases that were opened, newest first, at most `limit`. */
export async function newestCases(records: Records, buyerId: string, limit: number): Promise<readonly RefundCase[]> {
  const orders = await everyRecord(records, CASES_ON_ORDER, buyerPrefix(buyerId));
  const opened = orders.flatMap(({ value }) => OpenedCases.parse(value));
  const newest = opened.sort((one, other) => other.openedAt - one.openedAt).slice(0, limit);
  const read = await Promise.all(newest.map(({ caseId }) => readCase(records, caseId)));
  return read.filter((each) => each !== undefined);
}
