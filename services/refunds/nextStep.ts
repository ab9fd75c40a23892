import { endOfWorkingDay } from './businessDays.js';
import { BEIJING } from './calendarDay.js';
import type { Actor, Deadline, RefundCase } from './refundCase.js';
import { RULES, type RuleNumbers } from './ruleNumbers.js';

export type Doing =
  | 'answerTheClaim'
  /** The answer is overdue, and escalation opens at `after.from`. */
  | 'answerOverdue'
  | 'escalateOrWait'
  | 'answerTheProposal'
  | 'takeUpTheCase'
  | 'arrangeTheRefund'
  | 'weighTheCase'
  | 'sendEvidence'
  | 'readTheDecision'
  | 'arbitrate'
  | 'carryOutTheDecision'
  | 'sendTheGoodsBack'
  | 'confirmTheReturn'
  | 'startTheRefund'
  | 'repeatTheRefund'
  | 'nothing';

/** Times are ms since epoch. */
export type CaseNextStep = {
  /** Whose turn it is. */
  readonly turn: Actor;
  readonly what: Doing;
  /** When it should be done; absent where nobody has said. */
  readonly by?: number;
  /** What comes after it, or if it is not done. */
  readonly after?: { readonly turn: Actor; readonly what: Doing; readonly from?: number };
};

/** Whose turn it is, by when, and what comes then. `now`: ms since epoch. */
export function nextStep(refundCase: RefundCase, now: number, rules: RuleNumbers = RULES): CaseNextStep {
  const since = refundCase.history.at(-1)?.at ?? refundCase.openedAt;
  const workingDays = (days: number) => endOfWorkingDay(since, days, BEIJING);
  switch (refundCase.state) {
    case 'awaitingSeller':
      return sellersAnswer(refundCase, now);
    case 'proposalPending':
      return {
        turn: 'buyer',
        what: 'answerTheProposal',
        ...byDeadline(refundCase, 'autoEscalation', now),
        after: { turn: 'mediator', what: 'takeUpTheCase' },
      };
    case 'agreed':
      return { turn: 'system', what: 'arrangeTheRefund', by: workingDays(rules.refundInitiationBusinessDays.value) };
    case 'mediation':
      return { turn: 'mediator', what: 'weighTheCase', by: workingDays(rules.mediatorFirstTouchWorkingDays.value) };
    case 'awaitingEvidence':
      // How long is not published: only the platform's own date counts, and missing it cancels the request.
      return { turn: 'buyer', what: 'sendEvidence', after: { turn: 'mediator', what: 'weighTheCase' } };
    case 'decided':
      return { turn: 'buyer', what: 'readTheDecision', after: { turn: 'system', what: 'carryOutTheDecision' } };
    case 'arbitration':
      return { turn: 'arbitrator', what: 'arbitrate', after: { turn: 'system', what: 'carryOutTheDecision' } };
    case 'decidedFinal':
      return { turn: 'system', what: 'carryOutTheDecision' };
    case 'awaitingReturn':
      return { turn: 'buyer', what: 'sendTheGoodsBack', after: { turn: 'seller', what: 'confirmTheReturn' } };
    case 'returnInTransit':
      return { turn: 'seller', what: 'confirmTheReturn', after: { turn: 'paymentProvider', what: 'startTheRefund' } };
    case 'refundPending':
      return {
        turn: 'paymentProvider',
        what: 'startTheRefund',
        by: workingDays(rules.refundInitiationBusinessDays.value),
      };
    case 'refundFailed':
      return { turn: 'paymentProvider', what: 'repeatTheRefund' };
    case 'refunded':
    case 'rejected':
    case 'withdrawn':
    case 'expired':
      return { turn: 'system', what: 'nothing' };
  }
}

/** Seller's three days, then a wait until the fourth, then the buyer may escalate, then the clock does. */
function sellersAnswer(refundCase: RefundCase, now: number): CaseNextStep {
  const answer = deadline(refundCase, 'sellerResponse');
  const escalation = deadline(refundCase, 'escalationOpens');
  const automatic = deadline(refundCase, 'autoEscalation');
  const from = (at: number | undefined) => (at === undefined ? {} : { from: at });
  if (automatic !== undefined && now >= automatic) return { turn: 'mediator', what: 'takeUpTheCase' };
  if (escalation !== undefined && now >= escalation) {
    return {
      turn: 'buyer',
      what: 'escalateOrWait',
      ...byDeadline(refundCase, 'autoEscalation', now),
      after: { turn: 'mediator', what: 'takeUpTheCase', ...from(automatic) },
    };
  }
  const overdue = answer !== undefined && now > answer;
  return {
    turn: 'seller',
    what: overdue ? 'answerOverdue' : 'answerTheClaim',
    ...(answer === undefined || overdue ? {} : { by: answer }),
    after: { turn: 'buyer', what: 'escalateOrWait', ...from(escalation) },
  };
}

function deadline(refundCase: RefundCase, kind: Deadline['kind']): number | undefined {
  return refundCase.deadlines.find((each) => each.kind === kind)?.at;
}

function byDeadline(refundCase: RefundCase, kind: Deadline['kind'], now: number): { by?: number } {
  const at = deadline(refundCase, kind);
  return at === undefined || at <= now ? {} : { by: at };
}
