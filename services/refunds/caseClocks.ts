import { endOfWorkingDay } from './businessDays.js';
import { BEIJING, DAY_MS } from './calendarDay.js';
import type { CaseEvent, PayoutMethod } from './caseEvent.js';
import { type Deadline, isInKind, type RefundCase } from './refundCase.js';
import type { DayRange, RuleNumber, RuleNumbers } from './ruleNumbers.js';

export const ON_EXPIRY: Readonly<Record<Deadline['kind'], Deadline['onExpiry']>> = {
  sellerResponse: 'buyerMayEscalate',
  escalationOpens: 'buyerMayEscalate',
  autoEscalation: 'platformSteps',
  mediatorFirstTouch: 'platformIsOverdue',
  mediatorReview: 'platformIsOverdue',
  evidence: 'caseCloses',
  sendBack: 'caseCloses',
  refundInitiation: 'sellerBalanceIsAsked',
  payout: 'bankIsTraced',
};

/** Counted from the platform's published rules; days are of 24 hours, since the rules name no clock for them. */
export function firstDeadlines(openedAt: number, rules: RuleNumbers): Deadline[] {
  const after = (days: number) => openedAt + days * DAY_MS;
  return [
    estimated('sellerResponse', after(rules.sellerResponseDays.value)),
    estimated('escalationOpens', after(rules.escalateFromDay.value)),
    estimated('autoEscalation', after(rules.autoEscalateAfterDays.value)),
  ];
}

/**
 * The dates after the event. Working days are Beijing's, as the platform counts. What no rule names has no date: how long
 * evidence may take, and how long a seller has after a counter-proposal, only the platform itself can say.
 */
export function deadlinesAfter(
  before: RefundCase,
  { state, deadlines, hold, settlement }: RefundCase,
  event: CaseEvent,
  at: number,
  rules: RuleNumbers,
): Deadline[] {
  if (event.kind === 'holdLifted') return afterHold(before, at);
  if (event.kind === 'holdSet' || hold !== 'none') return [...deadlines];
  const holidays = new Set(rules.holidays.value);
  const workingDays = (days: number) => endOfWorkingDay(at, days, BEIJING, holidays);
  switch (state) {
    case 'awaitingSeller':
    case 'proposalPending':
      // The seller has answered; the ways up stay open from the days they were open from.
      return deadlines.filter(({ kind }) => kind === 'escalationOpens' || kind === 'autoEscalation');
    case 'mediation': {
      const isNew = before.state !== 'awaitingEvidence';
      return isNew
        ? [estimated('mediatorFirstTouch', workingDays(rules.mediatorFirstTouchWorkingDays.value))]
        : [estimated('mediatorReview', workingDays(rules.mediatorReviewWorkingDays.value))];
    }
    case 'awaitingEvidence':
      return event.kind === 'mediatorAsksEvidence' && event.by !== undefined ? [named('evidence', event.by)] : [];
    case 'awaitingReturn':
      return event.kind === 'returnOrdered' && event.by !== undefined ? [named('sendBack', event.by)] : [];
    case 'agreed':
      // Goods come first, or instead: no rule says by when.
      if (settlement?.remedy === 'returnAndRefund' || isInKind({ settlement })) return [];
      return [estimated('refundInitiation', workingDays(rules.refundInitiationBusinessDays.value))];
    case 'refundPending':
      if (event.kind !== 'refundStarts')
        return [estimated('refundInitiation', workingDays(rules.refundInitiationBusinessDays.value))];
      return event.method === undefined
        ? []
        : [estimated('payout', workingDays(payoutDays(event.method, rules).value.to))];
    default:
      return [];
  }
}

/** While nothing moves no time runs out: what was left when the hold began is left when it ends. */
function afterHold({ deadlines, history }: RefundCase, at: number): Deadline[] {
  const since = history.findLast(({ event }) => event === 'holdSet')?.at ?? at;
  return deadlines.map((each) => (each.at > since ? { ...each, at: each.at + (at - since) } : each));
}

/** How many business days money usually takes by this way. */
function payoutDays(method: PayoutMethod, rules: RuleNumbers): RuleNumber<DayRange> {
  switch (method) {
    case 'card':
      return rules.payoutBusinessDaysCard;
    case 'bankTransfer':
      return rules.payoutBusinessDaysBankTransfer;
    case 'onlineBank':
      return rules.payoutBusinessDaysOnlineBank;
  }
}

function estimated(kind: Deadline['kind'], at: number): Deadline {
  return { kind, at, onExpiry: ON_EXPIRY[kind], source: 'estimated' };
}

function named(kind: Deadline['kind'], at: number): Deadline {
  return { kind, at, onExpiry: ON_EXPIRY[kind], source: 'platform' };
}
