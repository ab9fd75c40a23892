import { DAY_MS } from './calendarDay.js';
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

/** A case as it is on its first day. Its deadlines are days of 24 hours from `now`: the rules name no clock for them. */
export function newCase(opening: NewCase, rules: RuleNumbers = RULES): RefundCase {
  const { caseId, reference, buyerId, request, now } = opening;
  const after = (days: number) => now + days * DAY_MS;
  return {
    caseId,
    reference,
    buyerId,
    request,
    state: 'awaitingSeller',
    openedAt: now,
    deadlines: [
      { kind: 'sellerResponse', at: after(rules.sellerResponseDays.value), source: 'estimated' },
      { kind: 'escalationOpens', at: after(rules.escalateFromDay.value), source: 'estimated' },
      { kind: 'autoEscalation', at: after(rules.autoEscalateAfterDays.value), source: 'estimated' },
    ],
    history: [{ at: now, actor: 'buyer', event: 'opened' }],
  };
}
