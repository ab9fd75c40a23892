import { isOpen } from './caseMoves.js';
import { stageVerdict } from './claimVerdicts.js';
import { claimWindow, windowState } from './claimWindow.js';
import type { Eligibility } from './eligibility.js';
import type { BuyerTier, Order } from './order.js';
import { orderStage } from './orderStage.js';
import { problemRow } from './problemTypes.js';
import type { RefundCase } from './refundCase.js';
import type { ProblemType } from './refundTerms.js';
import type { RuleNumber, RuleNumbers } from './ruleNumbers.js';

export type PolicyFacts = {
  readonly order: Order;
  /** Absent: what can be said before the buyer has told what went wrong. */
  readonly problem?: ProblemType | undefined;
  /** The case on this order, if there is one; one that is closed does not count. */
  readonly openCase?: RefundCase | undefined;
  /** Cases that were opened on this order before and are closed: some programmes are for once. */
  readonly earlierCases?: readonly RefundCase[] | undefined;
  /** The buyer's, IANA; the last day of the window is named in it. */
  readonly timeZone?: string | undefined;
};

export type { Eligibility } from './eligibility.js';

/**
 * May a case be filed on this order for this problem, why, until when, and what else is there? `now`: ms since epoch.
 * `rules`: the ones in force, the published numbers (RULES) with the operator's settings over them.
 */
export function decide(facts: PolicyFacts, now: number, rules: RuleNumbers): Eligibility {
  const { order, problem } = facts;
  if (problem !== undefined && problemRow(problem).opens === 'person') return fraud();
  if (facts.openCase !== undefined && isOpen(facts.openCase)) return onePerOrder(facts.openCase);
  if (problem === 'changeOfMind') return changeOfMind(order, now);
  if (problem === 'offPlatformPayment' || order.route === 'offPlatform')
    return outside(facts, 'offPlatform', now, rules);
  if (order.route === 'directPay') return outside(facts, 'directPay', now, rules);
  return protectedOrder(facts, now, rules);
}

/** Trade Assurance: the claim window first, where it has begun, then the table of problems and stages. */
function protectedOrder(facts: PolicyFacts, now: number, rules: RuleNumbers): Eligibility {
  const { order, problem, timeZone } = facts;
  const about = problem === undefined ? 'undecided' : problemRow(problem).about;
  const days = claimDays(order.buyerTier, rules);
  const earlierCases = facts.earlierCases ?? [];
  const verdictOf = (closesAt?: number) =>
    stageVerdict({ order, problem, about, now, rules, days, timeZone, closesAt, earlierCases }, orderStage(order, now));
  // Money that was agreed and did not come is not a claim on the goods, and what came is not cancelled in any window.
  if (order.confirmedAt === undefined || about === 'payment' || about === 'cancellation') return verdictOf();

  const window = claimWindow(order.confirmedAt, days.value, timeZone);
  const state = windowState(window, now);
  if (state === 'open') return verdictOf(window.closesAt);
  return {
    ...(state === 'closed'
      ? { eligible: 'no', reason: { kind: 'windowClosed', closedAt: window.closesAt, windowDays: days.value } }
      : { eligible: 'unknown', reason: { kind: 'windowClosing', closedAt: window.closesAt } }),
    closesAt: window.closesAt,
    route: 'tradeAssurance',
    // Taken with proof that the goods really came later, or where the seller broke an after-sales promise.
    // Where fraud is suspected the platform may drop the limit: that is for a person to ask (DONG, 2026-11).
    wayOut: problem !== undefined && problemRow(problem).personOffered ? 'person' : 'offlineDispute',
    ruleSources: [days.source, 'H-1000063651'],
  };
}

/** The claim window of a buyer's tier. */
function claimDays(tier: BuyerTier = 'standard', rules: RuleNumbers): RuleNumber {
  switch (tier) {
    case 'standard':
      return rules.claimWindowDays;
    case 'enterprise':
      return rules.claimWindowDaysEnterprise;
    case 'enterprisePro':
      return rules.claimWindowDaysEnterprisePro;
  }
}

/** What is known without any order: fraud is no case, whatever was ordered. Undefined: it takes an order to say. */
export function decideBeforeOrder(problem: ProblemType | undefined): Eligibility | undefined {
  return problem !== undefined && problemRow(problem).opens === 'person' ? fraud() : undefined;
}

function fraud(): Eligibility {
  return {
    eligible: 'no',
    reason: { kind: 'needsPerson' },
    route: 'paymentProvider',
    wayOut: 'bank',
    ruleSources: ['H-20232487'],
  };
}

function onePerOrder(openCase: RefundCase): Eligibility {
  return {
    eligible: 'no',
    reason: { kind: 'caseOpen', caseId: openCase.caseId },
    route: 'tradeAssurance',
    ruleSources: ['H-1000060198'],
  };
}

function changeOfMind(order: Order, now: number): Eligibility {
  const shipped = !['beforeShipBy', 'pastShipBy'].includes(orderStage(order, now));
  return {
    eligible: 'no',
    reason: { kind: 'changeOfMind' },
    route: ({ tradeAssurance: 'tradeAssurance', directPay: 'directPay', offPlatform: 'offline' } as const)[order.route],
    wayOut: 'askSeller',
    ...(!shipped && order.route === 'tradeAssurance' ? { instead: 'cancelBeforeShipment' } : {}),
    ruleSources: ['H-20328902', ...(shipped ? [] : (['H-14388850'] as const))],
  };
}

/** Paid past Trade Assurance: the platform does not judge, and takes a complaint for a few problems only. */
function outside(facts: PolicyFacts, kind: 'directPay' | 'offPlatform', now: number, rules: RuleNumbers): Eligibility {
  const { order, problem } = facts;
  const fileBy = claimWindow(
    Math.max(order.paidAt, order.deliverBy ?? order.shipBy),
    rules.offlineFileByDays.value,
    facts.timeZone,
  );
  const taken = isTaken(facts, kind, now) && windowState(fileBy, now) !== 'closed';
  const money = problem === 'overchargedOrDuplicate';
  return {
    eligible: 'no',
    reason: { kind },
    ...(taken ? { closesAt: fileBy.closesAt } : {}),
    route: kind === 'directPay' ? 'directPay' : 'offline',
    wayOut: taken ? 'offlineDispute' : money ? 'bank' : 'askSeller',
    ruleSources:
      kind === 'directPay'
        ? ['B2BW']
        : ['H-20328873', 'H-20111775', 'H-20154315', ...(taken ? [rules.offlineFileByDays.source] : [])],
  };
}

/** Taken is what was paid and did not come, or not all of it: that it came late is no complaint any more. */
function isTaken({ order, problem }: PolicyFacts, kind: 'directPay' | 'offPlatform', now: number): boolean {
  const stage = orderStage(order, now);
  if (stage === 'beforeShipBy') return false;
  if (problem === undefined || problem === 'offPlatformPayment')
    return stage === 'pastShipBy' || stage === 'untraceable';
  if (problem === 'lateShipment' && (stage === 'delivered' || stage === 'confirmed')) return false;
  return problemRow(problem).takenAlsoFor?.includes(kind) ?? false;
}
