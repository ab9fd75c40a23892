import type { FilingFacts } from '../../services/content/copy.js';
import { RefundRequest } from '../../services/refunds/refundRequest.js';
import { orderOf } from './draft.js';
import type { RefundDraft } from './refundDraft.js';

/** What the draft says, complete. Throws when something is still to be asked. */
export function filingFacts(draft: RefundDraft): FilingFacts {
  const { problem, description, seller, remedy } = draft;
  if (!problem || !seller || !remedy) throw new Error('the draft is not complete');
  return {
    order: orderOf(draft),
    problem,
    affected: draft.affected,
    description: description ?? '',
    noticedOn: draft.noticedOn,
    seller,
    remedy,
    amount: draft.amount ?? (remedy === 'fullRefund' || remedy === 'returnAndRefund' ? orderOf(draft).paid : undefined),
    evidenceLinks: draft.evidenceLinks ?? [],
  };
}

/** Exactly what was shown on the review, as it goes to the backend. Throws when it does not fit the request's form. */
export function toRefundRequest(facts: FilingFacts): RefundRequest {
  const { order, ...rest } = facts;
  return RefundRequest.parse(JSON.parse(JSON.stringify({ ...rest, orderId: order.orderId })));
}
