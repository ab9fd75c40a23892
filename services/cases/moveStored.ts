import type { CaseEvent } from '../refunds/caseEvent.js';
import { type Happening, type Moved, moveCase } from '../refunds/caseMoves.js';
import type { CaseId } from '../refunds/ids.js';
import type { Money } from '../refunds/money.js';
import type { RefundCase } from '../refunds/refundCase.js';
import { RULES, type RuleNumbers } from '../refunds/ruleNumbers.js';
import type { Records } from '../storage/records.js';
import type { CaseOutbox } from './caseOutbox.js';
import { readStoredCase, replaceCase } from './storedCases.js';
import { readOrder } from './storedOrders.js';

// Each round that fails lost to somebody who got on; after so many something is broken.
const MAX_ROUNDS = 50;

/** `changed`: what is to happen was decided on an older state of the case. `keyReused`: the id is another event's. */
export type MovedStored =
  | Moved
  | { readonly kind: 'changed'; readonly case: RefundCase }
  | { readonly kind: 'keyReused'; readonly case: RefundCase };

/** `seen`: how long the case's history was when it was decided; absent: whatever it is. */
export type StoredHappening = Happening & { readonly seen?: number | undefined };

/**
 * Moves a case that is kept in our own records, once for an id, whoever else moves it at the same moment; undefined: there is
 * no such case. `outbox`: who else is to hear of it. What follows by itself (an agreement on money orders the refund) follows in the same write.
 */
export async function moveStored(
  records: Records,
  caseId: CaseId,
  event: CaseEvent,
  { at, id, seen }: StoredHappening,
  outbox?: CaseOutbox,
  rules: RuleNumbers = RULES,
): Promise<MovedStored | undefined> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const stored = await readStoredCase(records, caseId);
    if (!stored) return undefined;
    const { refundCase, version } = stored;
    const before = id === undefined ? undefined : refundCase.history.find(({ sourceEventId }) => sourceEventId === id);
    if (before && before.event !== event.kind) return { kind: 'keyReused', case: refundCase };
    if (!before && seen !== undefined && seen !== refundCase.history.length)
      return { kind: 'changed', case: refundCase };
    const moved = moveCase(refundCase, event, { at, id }, rules);
    if (moved.kind !== 'moved') return moved;
    if (await isTooMuch(records, refundCase, event))
      return { kind: 'notAllowed', state: refundCase.state, why: 'amount' };
    const settled = await followedUp(records, moved.case, at, rules);
    await outbox?.note(caseId, refundCase.history.length + 1, settled.history.length);
    if (!(await replaceCase(records, version, settled, refundCase))) continue;
    outbox?.wake();
    return { kind: 'moved', case: settled };
  }
  throw new Error(`cases: ${caseId} was moved ${MAX_ROUNDS} times while it was to be moved`);
}

/** More than was paid for the order, or another currency: nobody can mean that (H-14414285, 2026-11). */
async function isTooMuch(records: Records, { buyerId, request }: RefundCase, event: CaseEvent): Promise<boolean> {
  const amount = amountIn(event);
  const paid = amount && (await readOrder(records, buyerId, request.orderId))?.paid;
  return paid !== undefined && (amount?.currency !== paid.currency || amount.minor > paid.minor);
}

function amountIn(event: CaseEvent): Money | undefined {
  if ('proposal' in event) return event.proposal.amount;
  if ('decision' in event) return event.decision.amount;
  return 'amount' in event ? event.amount : undefined;
}

/** Where both agreed on money and nothing has to go back, the refund is ordered at once. */
async function followedUp(
  records: Records,
  refundCase: RefundCase,
  at: number,
  rules: RuleNumbers,
): Promise<RefundCase> {
  if (refundCase.state !== 'agreed' || refundCase.settlement?.remedy === 'returnAndRefund') return refundCase;
  const amount = await amountOf(records, refundCase);
  if (!amount) return refundCase;
  const ordered = moveCase(refundCase, { kind: 'refundOrdered', amount }, { at }, rules);
  return ordered.kind === 'moved' ? ordered.case : refundCase;
}

/** What was agreed on or decided, in money; undefined: it is not about money. */
async function amountOf(records: Records, refundCase: RefundCase): Promise<Money | undefined> {
  const { settlement, buyerId, request } = refundCase;
  if (settlement?.amount) return settlement.amount;
  const isAll = settlement?.remedy === 'fullRefund' || settlement?.remedy === 'cancelOrder';
  if (!isAll && settlement?.remedy !== 'returnAndRefund') return undefined;
  return (await readOrder(records, buyerId, request.orderId))?.paid;
}
