import { CaseEvent } from '../refunds/caseEvent.js';
import { isOpen } from '../refunds/caseMoves.js';
import type { CaseId, OrderId } from '../refunds/ids.js';
import type { RefundRequest } from '../refunds/refundRequest.js';
import { RULES, type RuleNumbers } from '../refunds/ruleNumbers.js';
import type { Records } from '../storage/records.js';
import type { Acted, BuyersAct, CaseBackend } from './caseBackend.js';
import type { CaseOutbox } from './caseOutbox.js';
import { fileCase } from './fileCase.js';
import { moveStored } from './moveStored.js';
import { casesOnOrder, newestCases, newestOn, readCase, readOpenedCase } from './storedCases.js';
import { readOrder, readOrders, readOwner } from './storedOrders.js';

const SHOWN = 50;

/** Orders and cases kept in our own records: no shop behind it. `outbox`: who is to hear what happens to cases. */
export function embeddedCaseBackend(records: Records, outbox?: CaseOutbox, rules: RuleNumbers = RULES): CaseBackend {
  return {
    orders: async (buyerId) => (await readOrders(records, buyerId)).slice(0, SHOWN),
    order: (buyerId, orderId) => readOrder(records, buyerId, orderId),
    openCase: (key: string, buyerId: string, request: RefundRequest, now: number) =>
      fileCase(records, key, buyerId, request, now, outbox),
    act: (key, buyerId, act, now) => actOnCase(records, key, buyerId, act, now, { outbox, rules }),
    cases: (buyerId) => newestCases(records, buyerId, SHOWN),
    case: (buyerId, caseId) => openedCase(records, buyerId, caseId),
    openCaseOn: (buyerId, orderId) => openCaseOn(records, buyerId, orderId),
    ownerOf: (orderId) => readOwner(records, orderId),
  };
}

/** Somebody else's is not refused: it is not there. */
async function openedCase(records: Records, buyerId: string, caseId: CaseId) {
  const found = await readOpenedCase(records, caseId);
  return found?.buyerId === buyerId ? found : undefined;
}

async function actOnCase(
  records: Records,
  key: string,
  buyerId: string,
  { caseId, event, seen }: BuyersAct,
  now: number,
  { outbox, rules }: { readonly outbox: CaseOutbox | undefined; readonly rules: RuleNumbers },
): Promise<Acted> {
  const known = await openedCase(records, buyerId, caseId);
  if (!known) return { kind: 'unknownCase' };
  // What they saw is the newest there is, or nothing is done: so it happens after that, whatever the clocks say.
  const at = Math.max(now, known.history.at(-1)?.at ?? now);
  const moved = await moveStored(records, caseId, CaseEvent.parse(event), { at, id: key, seen }, outbox, rules);
  switch (moved?.kind) {
    case undefined:
      return { kind: 'unknownCase' };
    case 'moved':
    case 'repeated':
      return { kind: 'done', case: moved.case };
    case 'changed':
      return moved;
    case 'keyReused':
      return { kind: 'keyReused' };
    case 'notAllowed':
      return { kind: 'notAllowed', case: known, why: moved.why };
    case 'outOfDate':
      return { kind: 'changed', case: (await readCase(records, caseId)) ?? known };
  }
}

async function openCaseOn(records: Records, buyerId: string, orderId: OrderId) {
  const newest = await newestOn(records, await casesOnOrder(records, buyerId, orderId));
  return newest !== undefined && isOpen(newest) ? newest : undefined;
}
