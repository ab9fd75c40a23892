import { firstDeadlines } from './caseClocks.js';
import type { CaseId } from './ids.js';
import type { RefundCase } from './refundCase.js';
import type { RefundRequest } from './refundRequest.js';
import { RULES, type RuleNumbers } from './ruleNumbers.js';

export type NewCase = {
  readonly caseId: CaseId;
  /** The idempotency key it is opened with. */
  readonly reference: string;
  readonly buyerId: string;
  readonly request: RefundRequest;
  /** When the buyer confirmed, ms since epoch. */
  readonly now: number;
};

/** A case as it is on its first day. */
export function newCase(opening: NewCase, rules: RuleNumbers = RULES): RefundCase {
  const { caseId, reference, buyerId, request, now } = opening;
  return {
    caseId,
    reference,
    buyerId,
    request,
    state: 'awaitingSeller',
    hold: 'none',
    openedAt: now,
    deadlines: firstDeadlines(now, rules),
    history: [{ at: now, actor: 'buyer', event: 'opened' }],
  };
}
