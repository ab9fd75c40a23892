import { type Deadline, isInKind, type RefundCase } from './refundCase.js';
import type { Actor } from './refundTerms.js';

export type Doing =
  | 'answerTheClaim'
  /** The answer is overdue, and escalation opens at `after.from`. */
  | 'answerOverdue'
  | 'escalateOrWait'
  | 'answerTheProposal'
  | 'answerTheRefusal'
  | 'takeUpTheCase'
  | 'arrangeTheRefund'
  /** Goods are to go back, and nobody has said yet where to. */
  | 'nameTheAddress'
  /** What was agreed is no money. */
  | 'sendWhatWasAgreed'
  | 'weighTheCase'
  | 'sendEvidence'
  | 'readTheDecision'
  | 'arbitrate'
  | 'carryOutTheDecision'
  | 'sendTheGoodsBack'
  | 'confirmTheReturn'
  | 'startTheRefund'
  | 'payOut'
  | 'repeatTheRefund'
  | 'liftTheHold'
  /** The platform uses a word that we do not know. */
  | 'tellWhereItIs'
  | 'nothing';

/** Times are ms since epoch. */
export type CaseNextStep = {
  /** Whose turn it is. */
  readonly turn: Actor;
  readonly what: Doing;
  /** When it should be done; absent where nobody has said. */
  readonly by?: number;
  /** That date was named by the platform; else it is counted from a rule. */
  readonly isNamed?: true;
  /** What comes after it, or if it is not done. */
  readonly after?: { readonly turn: Actor; readonly what: Doing; readonly from?: number };
};

/** Whose turn it is, by when, and what comes then. `now`: ms since epoch. */
export function nextStep(refundCase: RefundCase, now: number): CaseNextStep {
  const by = (kind: Deadline['kind']) => byDeadline(refundCase, kind, now);
  if (refundCase.hold !== 'none') return { turn: 'system', what: 'liftTheHold' };
  switch (refundCase.state) {
    case 'awaitingSeller':
      return sellersAnswer(refundCase, now);
    case 'proposalPending':
      return {
        turn: 'buyer',
        what: refundCase.proposal === undefined ? 'answerTheRefusal' : 'answerTheProposal',
        ...by('autoEscalation'),
        after: { turn: 'mediator', what: 'takeUpTheCase' },
      };
    case 'agreed':
      if (refundCase.settlement?.remedy === 'returnAndRefund') return { turn: 'seller', what: 'nameTheAddress' };
      if (isInKind(refundCase)) return { turn: 'seller', what: 'sendWhatWasAgreed' };
      return { turn: 'system', what: 'arrangeTheRefund', ...by('refundInitiation') };
    case 'mediation':
      return { turn: 'mediator', what: 'weighTheCase', ...by('mediatorFirstTouch'), ...by('mediatorReview') };
    case 'awaitingEvidence':
      // How long is not published: only the platform's own date counts, and missing it cancels the request.
      return {
        turn: 'buyer',
        what: 'sendEvidence',
        ...by('evidence'),
        after: { turn: 'mediator', what: 'weighTheCase' },
      };
    case 'decided':
      return { turn: 'buyer', what: 'readTheDecision', after: { turn: 'system', what: 'carryOutTheDecision' } };
    case 'arbitration':
      return { turn: 'arbitrator', what: 'arbitrate', after: { turn: 'system', what: 'carryOutTheDecision' } };
    case 'decidedFinal':
      return { turn: 'system', what: 'carryOutTheDecision' };
    case 'awaitingReturn':
      return {
        turn: 'buyer',
        what: 'sendTheGoodsBack',
        ...by('sendBack'),
        after: { turn: 'seller', what: 'confirmTheReturn' },
      };
    case 'returnInTransit':
      return { turn: 'seller', what: 'confirmTheReturn', after: { turn: 'paymentProvider', what: 'startTheRefund' } };
    case 'refundPending':
      return refundCase.refund?.startedAt === undefined
        ? { turn: 'paymentProvider', what: 'startTheRefund', ...by('refundInitiation') }
        : { turn: 'paymentProvider', what: 'payOut', ...by('payout') };
    case 'refundFailed':
      return { turn: 'paymentProvider', what: 'repeatTheRefund' };
    case 'unknown':
      return { turn: 'system', what: 'tellWhereItIs' };
    case 'refunded':
    case 'rejected':
    case 'withdrawn':
    case 'expired':
    case 'closedOther':
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

function byDeadline(refundCase: RefundCase, wanted: Deadline['kind'], now: number): { by?: number; isNamed?: true } {
  const found = refundCase.deadlines.find(({ kind }) => kind === wanted);
  if (!found || found.at <= now) return {};
  return { by: found.at, ...(found.source === 'platform' ? { isNamed: true } : {}) };
}
