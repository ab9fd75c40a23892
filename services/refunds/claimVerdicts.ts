import { BEIJING, dayAt, endOfDay, isTimeZone } from './calendarDay.js';
import { claimWindow } from './claimWindow.js';
import type { Eligibility } from './eligibility.js';
import type { Order } from './order.js';
import { type OrderStage, shipByEnd } from './orderStage.js';
import { type ProblemRow, problemRow } from './problemTypes.js';
import { hasGuaranteedDelivery } from './programmes.js';
import type { RefundCase } from './refundCase.js';
import type { ProblemType } from './refundTerms.js';
import type { RuleNumber, RuleNumbers } from './ruleNumbers.js';

export type Claim = {
  readonly order: Order;
  readonly problem: ProblemType | undefined;
  readonly about: ProblemRow['about'] | 'undecided';
  readonly now: number;
  readonly rules: RuleNumbers;
  /** The claim window of this buyer. */
  readonly days: RuleNumber;
  readonly earlierCases: readonly RefundCase[];
  readonly timeZone: string | undefined;
  /** The end of the claim window, which is open; undefined: it has not begun. */
  readonly closesAt: number | undefined;
};
type Verdict = (claim: Claim) => Eligibility;

/** What is said of a claim on a Trade Assurance order, by what it is about and how far the order has come. */
export function stageVerdict(claim: Claim, stage: OrderStage): Eligibility {
  const verdict = VERDICTS[claim.about][STAGES.indexOf(stage)] ?? depends;
  return verdict(claim);
}

// Each row reads along the life of an order.
const STAGES = ['beforeShipBy', 'pastShipBy', 'untraceable', 'inTransit', 'delivered', 'confirmed'] as const;
type Row = readonly [Verdict, Verdict, Verdict, Verdict, Verdict, Verdict];

const VERDICTS: Record<Claim['about'], Row> = {
  goods: [notHere('beforeShipBy'), notHere('pastShipBy'), notHere('untraceable'), notHere('inTransit'), goods, goods],
  notShipped: [tooEarly, shipDateMissed, noRecord, onItsWay, claimable, claimable],
  lateShipment: [tooEarly, shipDateMissed, noRecord, shippedLate, shippedLate, shippedLate],
  notReceived: [tooEarly, shipDateMissed, noRecord, onItsWay, claimable, claimable],
  falseTracking: [tooEarly, shipDateMissed, noRecord, trackingMoves, claimable, claimable],
  cancellation: [cancellable, shipDateMissed, noRecord, alreadyShipped, alreadyShipped, alreadyShipped],
  customs: [customs, customs, customs, customs, customs, customs],
  payment: [money, money, money, money, money, money],
  anything: [depends, shipDateMissed, depends, depends, claimable, claimable],
  undecided: [depends, depends, depends, depends, claimable, claimable],
  nothing: [depends, depends, depends, depends, depends, depends],
};

function claimable({ closesAt, days }: Claim): Eligibility {
  return {
    eligible: 'yes',
    reason: { kind: closesAt === undefined ? 'notYetConfirmed' : 'inWindow' },
    ...(closesAt === undefined ? {} : { closesAt }),
    route: 'tradeAssurance',
    ruleSources: [days.source, 'H-20153048'],
  };
}

function goods(claim: Claim): Eligibility {
  const plain = claimable(claim);
  const row = claim.problem === undefined ? undefined : problemRow(claim.problem);
  const easy = row?.easyReturn === true ? easyReturnUntil(claim) : undefined;
  return {
    ...plain,
    // Easy Return is the shorter way while it lasts; its days run from receipt, not from the confirmation.
    ...(easy === undefined
      ? {}
      : { route: 'easyReturn', closesAt: easy, ruleSources: [...plain.ruleSources, 'S-d6fqgb4fh'] }),
    ...(row?.personOffered === true ? { wayOut: 'person' } : {}),
  };
}

/** The last ms of Easy Return, if the order surely qualifies for it now. A case for the like before may have used it up. */
function easyReturnUntil({ order, rules, now, timeZone, earlierCases }: Claim): number | undefined {
  const limit = rules.easyReturnLimit.value;
  const before = earlierCases.filter(({ request }) => problemRow(request.problem).easyReturn === true);
  const qualifies =
    rules.easyReturnApplies.value &&
    before.length < rules.easyReturnClaimsPerOrder.value &&
    order.programmes.includes('easyReturn') &&
    order.paid.currency === limit.currency &&
    order.paid.minor <= limit.minor &&
    order.shipTo !== undefined &&
    rules.easyReturnCountries.value.includes(order.shipTo);
  if (!qualifies || order.deliveredAt === undefined) return undefined;
  const window = claimWindow(order.deliveredAt, rules.easyReturnWindowDays.value, timeZone);
  return now <= window.sureUntil ? window.closesAt : undefined;
}

function notHere(stage: OrderStage): Verdict {
  return () => ({
    eligible: 'unknown',
    reason: { kind: 'notDeliveredByRecord', stage },
    route: 'tradeAssurance',
    ruleSources: ['H-20155175'],
  });
}

function tooEarly({ order }: Claim): Eligibility {
  return {
    eligible: 'no',
    reason: { kind: 'shipDateNotReached', shipBy: order.shipBy },
    opensAt: shipByEnd(order) + 1,
    route: 'tradeAssurance',
    wayOut: 'askSeller',
    instead: 'cancelBeforeShipment',
    ruleSources: ['AFAQ'],
  };
}

function shipDateMissed({ order, closesAt }: Claim): Eligibility {
  return {
    eligible: 'yes',
    reason: { kind: 'shipDateMissed', shipBy: order.shipBy },
    ...(closesAt === undefined ? {} : { closesAt }),
    route: 'tradeAssurance',
    // A delay the buyer agreed to in the chat is no breach: H-20328902.
    ruleSources: ['AFAQ', 'H-20328902'],
  };
}

function noRecord({ order, now }: Claim): Eligibility {
  // Until the ship-by day is over the seller may still ship: nobody can say yet that the number is false.
  const early = now <= shipByEnd(order);
  return {
    eligible: early ? 'unknown' : 'yes',
    reason: { kind: 'noTrackingRecord' },
    ...(early ? { opensAt: shipByEnd(order) + 1, wayOut: 'askSeller' } : {}),
    route: 'tradeAssurance',
    ruleSources: ['H-20111776', 'R-3310'],
  };
}

function onItsWay(claim: Claim): Eligibility {
  const { deliverBy } = claim.order;
  if (deliverBy === undefined) return trackingMoves(claim);
  const promisedUntil = deliverByEnd(claim, deliverBy);
  if (claim.now > promisedUntil) return deliveryDateMissed(deliverBy);
  return {
    ...trackingMoves(claim),
    eligible: 'no',
    reason: { kind: 'stillInTransit', promisedAt: deliverBy },
    opensAt: promisedUntil + 1,
  };
}

function trackingMoves({ order }: Claim): Eligibility {
  return {
    eligible: 'unknown',
    reason: { kind: 'stillInTransit', ...(order.deliverBy === undefined ? {} : { promisedAt: order.deliverBy }) },
    route: 'tradeAssurance',
    wayOut: 'askSeller',
    ruleSources: ['H-20111776'],
  };
}

/** Shipped late is a breach; shipped in time and late on the way is one only where the delivery date was promised. */
function shippedLate(claim: Claim): Eligibility {
  const { order, now, rules, timeZone, earlierCases } = claim;
  if (order.shippedAt !== undefined && order.shippedAt > shipByEnd(order)) return shipDateMissed(claim);
  const before = earlierCases.filter(({ request }) => problemRow(request.problem).about === 'lateShipment');
  const isFirst = before.length < rules.guaranteedDeliveryClaimsPerOrder.value;
  if (hasGuaranteedDelivery(order, rules) && isFirst && order.deliverBy !== undefined) {
    const arrived = order.deliveredAt ?? now;
    const window = claimWindow(order.deliverBy, rules.guaranteedDeliveryClaimDays.value, timeZone);
    if (arrived > deliverByEnd(claim, order.deliverBy) && now <= window.sureUntil) {
      return { ...deliveryDateMissed(order.deliverBy), closesAt: window.closesAt };
    }
  }
  const { shippedAt } = order;
  return {
    eligible: shippedAt === undefined ? 'unknown' : 'no',
    reason: shippedAt === undefined ? { kind: 'shipDateUnknown' } : { kind: 'shippedInTime', shippedAt },
    route: 'tradeAssurance',
    wayOut: 'askSeller',
    ...(order.deliveredAt === undefined && order.confirmedAt === undefined ? { instead: 'notReceived' } : {}),
    ruleSources: ['AFAQ'],
  };
}

function deliveryDateMissed(promisedAt: number): Eligibility {
  return {
    eligible: 'yes',
    reason: { kind: 'deliveryDateMissed', promisedAt },
    route: 'tradeAssurance',
    ruleSources: ['S-dkytzdtjl', 'H-20111776'],
  };
}

function cancellable(): Eligibility {
  return {
    eligible: 'yes',
    reason: { kind: 'notShippedYet' },
    route: 'tradeAssurance',
    ruleSources: ['H-14388850'],
  };
}

function alreadyShipped(): Eligibility {
  return {
    eligible: 'no',
    reason: { kind: 'alreadyShipped' },
    route: 'tradeAssurance',
    wayOut: 'askSeller',
    ruleSources: ['H-14388850'],
  };
}

function customs({ closesAt }: Claim): Eligibility {
  return {
    eligible: 'unknown',
    reason: { kind: 'customsReasonUnknown' },
    ...(closesAt === undefined ? {} : { closesAt }),
    route: 'tradeAssurance',
    wayOut: 'askSeller',
    ruleSources: ['AliExpress-evidence', 'H-20328902'],
  };
}

function money(): Eligibility {
  return {
    eligible: 'unknown',
    reason: { kind: 'notInTheRules' },
    route: 'paymentProvider',
    wayOut: 'bank',
    ruleSources: ['H-14414285', 'H-21378599'],
  };
}

function depends(): Eligibility {
  return {
    eligible: 'unknown',
    reason: { kind: 'dependsOnProblem' },
    route: 'tradeAssurance',
    ruleSources: ['H-20153048'],
  };
}

function deliverByEnd({ timeZone }: Claim, deliverBy: number): number {
  const zone = timeZone !== undefined && isTimeZone(timeZone) ? timeZone : BEIJING;
  return endOfDay(dayAt(deliverBy, zone), zone);
}
