import { isOpen } from '../refunds/caseMoves.js';
import type { RefundCase } from '../refunds/refundCase.js';
import { RefundRequest } from '../refunds/refundRequest.js';
import type { Records } from '../storage/records.js';
import type { Opened } from './caseBackend.js';
import type { CaseOutbox } from './caseOutbox.js';
import { casesOnOrder, createCase, findByKey, nameOnOrder, newestOn } from './storedCases.js';
import { readOrder } from './storedOrders.js';

// Each round that fails lost to somebody who got on; after so many something is broken.
const MAX_ROUNDS = 20;

/**
 * Opens a case exactly once for a key, and at most one at a time on an order, though it takes two writes:
 * first the case is made, under a number that follows from its key, and counts for nothing yet;
 * then the order's record names it, if nobody else's came first. Whoever stops in between repeats both.
 */
export async function fileCase(
  records: Records,
  key: string,
  buyerId: string,
  asked: RefundRequest,
  now: number,
  outbox?: CaseOutbox,
): Promise<Opened> {
  const request = RefundRequest.parse(asked);
  if ((await readOrder(records, buyerId, request.orderId)) === undefined) return { kind: 'unknownOrder' };

  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    // The order first: read after the key, it could name a case of this very key that was opened in between.
    const before = await casesOnOrder(records, buyerId, request.orderId);
    const found = await findByKey(records, key);
    if (typeof found !== 'string' && !isSameFiling(found, buyerId, request)) return { kind: 'keyReused' };
    if (typeof found !== 'string' && before.opened.some(({ caseId }) => caseId === found.caseId)) {
      return { kind: 'opened', case: found };
    }
    const newest = await newestOn(records, before);
    if (newest !== undefined && isOpen(newest)) return { kind: 'alreadyOpen', case: newest };

    const made =
      typeof found !== 'string'
        ? found
        : await createCase(records, { caseId: found, reference: key, buyerId, request, now });
    if (made === undefined) continue;
    await outbox?.note(made.caseId, 1, 1);
    if (!(await nameOnOrder(records, before, made))) continue;
    outbox?.wake();
    return { kind: 'opened', case: made };
  }
  throw new Error(`cases: order ${request.orderId} moved ${MAX_ROUNDS} times while a case was being opened`);
}

/** Both were parsed by one schema, which puts their fields in one order. */
function isSameFiling(made: RefundCase, buyerId: string, request: RefundRequest): boolean {
  return made.buyerId === buyerId && JSON.stringify(made.request) === JSON.stringify(request);
}
