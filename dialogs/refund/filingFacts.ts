import { createHash } from 'node:crypto';
import type { FilingFacts } from '../../services/content/copy.js';
import { RefundRequest } from '../../services/refunds/refundRequest.js';
import { asksFor, orderOf } from './draft.js';
import type { RefundDraft } from './refundDraft.js';

/** What the draft says, complete. Throws when something is still to be asked. */
export function filingFacts(draft: RefundDraft): FilingFacts {
  const { problem, description, seller, remedy } = draft;
  if (!problem || !seller || !remedy) throw new Error('the draft is not complete');
  // What was said beside the question and this problem does not need is left out.
  const asks = asksFor(draft);
  return {
    order: orderOf(draft),
    problem,
    affected: asks.includes('affected') ? draft.affected : undefined,
    description: description ?? '',
    noticedOn: asks.includes('noticedOn') ? draft.noticedOn : undefined,
    seller,
    sellerActs: draft.sellerActs,
    remedy,
    amount: draft.amount ?? (remedy === 'fullRefund' || remedy === 'returnAndRefund' ? orderOf(draft).paid : undefined),
    evidenceLinks: draft.evidenceLinks ?? [],
    evidenceFiles: (draft.evidenceFiles ?? []).map(({ fileId, name, type }) => ({ fileId, name, type })),
  };
}

/** A short mark of what a review shows: a button of an older review is not a yes to a newer one. */
export function reviewMark(facts: FilingFacts): string {
  return createHash('sha256')
    .update(JSON.stringify(toRefundRequest(facts)))
    .digest('base64url')
    .slice(0, 12);
}

/** Exactly what was shown on the review, as it goes to the backend. Throws when it does not fit the request's form. */
export function toRefundRequest(facts: FilingFacts): RefundRequest {
  const { order, seller, sellerActs, ...rest } = facts;
  const acts = sellerActs?.length ? { acts: sellerActs.map(({ act }) => act) } : {};
  const request = { ...rest, seller: { ...seller, ...acts }, orderId: order.orderId };
  return RefundRequest.parse(JSON.parse(JSON.stringify(request)));
}
