import type { CaseId } from './ids.js';
import type { OrderStage } from './orderStage.js';
import type { ProblemType } from './refundTerms.js';
import type { RuleSource } from './ruleSources.js';

/** Times are ms since epoch. */
export type EligibilityReason =
  /** Receipt was confirmed, and the claim window is open. */
  | { readonly kind: 'inWindow' }
  /** Delivered and not confirmed: the window has not even begun to run. */
  | { readonly kind: 'notYetConfirmed' }
  | { readonly kind: 'shipDateMissed'; readonly shipBy: number }
  | { readonly kind: 'deliveryDateMissed'; readonly promisedAt: number }
  /** The carrier knows nothing of the tracking number. */
  | { readonly kind: 'noTrackingRecord' }
  /** Not shipped, so the money can be asked back; the seller must agree. */
  | { readonly kind: 'notShippedYet' }
  /** The last day is over by one calendar, Beijing's or the buyer's, and not by the other: now or never. */
  | { readonly kind: 'windowClosing'; readonly closedAt: number }
  /** `windowDays`: how long it was. */
  | { readonly kind: 'windowClosed'; readonly closedAt: number; readonly windowDays: number }
  | { readonly kind: 'shipDateNotReached'; readonly shipBy: number }
  | { readonly kind: 'shippedInTime'; readonly shippedAt: number }
  | { readonly kind: 'alreadyShipped' }
  | { readonly kind: 'stillInTransit'; readonly promisedAt?: number }
  /** The buyer speaks of goods in hand, the order's record has them elsewhere: is it this order? */
  | { readonly kind: 'notDeliveredByRecord'; readonly stage: OrderStage }
  /** When it was shipped is not in the order's record. */
  | { readonly kind: 'shipDateUnknown' }
  /** The official reason decides: caused by the seller it is covered, costs at the destination are not. */
  | { readonly kind: 'customsReasonUnknown' }
  /** The rules that were seen say nothing of it. */
  | { readonly kind: 'notInTheRules' }
  | { readonly kind: 'dependsOnProblem' }
  | { readonly kind: 'caseOpen'; readonly caseId: CaseId }
  | { readonly kind: 'directPay' }
  | { readonly kind: 'offPlatform' }
  | { readonly kind: 'changeOfMind' }
  /** Fraud or a charge nobody made: a bank's and a person's matter, not a case. */
  | { readonly kind: 'needsPerson' };

/** offlineDispute: the platform's complaint form for what Trade Assurance does not take. */
export type WayOut = 'offlineDispute' | 'askSeller' | 'bank' | 'person';

export type Eligibility = {
  /**
   * yes: a case can be filed. no: it cannot, and `wayOut` says what can be done.
   * unknown: the facts at hand do not say. It may be filed, with that said; the platform decides.
   */
  readonly eligible: 'yes' | 'no' | 'unknown';
  readonly reason: EligibilityReason;
  /** The last ms at which it can be claimed, where that is known. */
  readonly closesAt?: number;
  /** The first ms at which it can be claimed, where it cannot yet. */
  readonly opensAt?: number;
  readonly route: 'tradeAssurance' | 'easyReturn' | 'directPay' | 'offline' | 'paymentProvider';
  /** Beside a yes or an unknown: what is offered as well. */
  readonly wayOut?: WayOut;
  /** The problem under which it could be claimed now. */
  readonly instead?: ProblemType;
  /** Where the rules behind it were read. */
  readonly ruleSources: readonly RuleSource[];
};
