import type { Money } from './money.js';
import type { CalendarDay } from './refundTerms.js';
import type { RuleSource } from './ruleSources.js';

/**
 * A number of the platform's rules. `seenOn` is the month it was read.
 * `confidence`: official page; repost of an official text or a law firm's summary; hearsay from elsewhere; what the
 * operator has set, with the operator's own word on where it is from as its `title`.
 */
export type RuleNumber<T = number> = {
  readonly value: T;
  readonly source: RuleSource;
  readonly seenOn: string;
  readonly confidence: 'official' | 'repost' | 'hearsay' | 'operator';
  readonly title?: string;
};
export type DayRange = { readonly from: number; readonly to: number };

/**
 * Every number of the rules as published, in one place; the operator's settings are put over it (ruleSettings.ts). Days are calendar days unless the name says otherwise.
 * Where sources differ the newest official one is taken. What no source states is not here: an unknown stays unknown.
 */
export const RULES = {
  /** After confirmed receipt; a shipping method may shorten it, nothing lengthens it. */
  claimWindowDays: official(30, 'H-20155175'),
  claimWindowDaysEnterprise: hearsay(60, 'SHOPDAY'),
  claimWindowDaysEnterprisePro: hearsay(60, 'SHOPDAY'),
  claimWindowDaysAfterPlatformClosure: repost(30, 'DONG'),

  sellerResponseDays: official(3, 'H-20155175'),
  /** The day of filing is day 0. */
  escalateFromDay: official(4, 'H-20155175'),
  /** 8 in the older version of the same page: buyers are told "about a week". */
  autoEscalateAfterDays: official(7, 'H-20155175'),
  mediatorFirstTouchWorkingDays: official(2, 'H-1000060198'),
  mediatorReviewWorkingDays: official(2, 'H-1000060198'),

  /** No page of the platform names its days off: without the operator's (docs/rules.md) a working day is Monday to Friday. */
  holidays: official<readonly CalendarDay[]>([], 'H-1000060198'),
  refundInitiationBusinessDays: official(7, 'H-14414285'),
  /** 10 on H-20454474, 12 on H-21378599: "about 10 to 12". */
  payoutBusinessDaysCard: official<DayRange>({ from: 10, to: 12 }, 'H-21378599'),
  payoutBusinessDaysBankTransfer: official<DayRange>({ from: 3, to: 7 }, 'H-21378599'),
  payoutBusinessDaysOnlineBank: official<DayRange>({ from: 3, to: 4 }, 'H-21378599'),
  bankTraceAfterWorkingDays: repost(10, 'B2BW'),

  autoCancelUnconfirmedDays: official(30, 'H-14388850'),
  autoCancelUnpaidDays: official(60, 'H-14388850'),

  /** Whether this rule of 2022 still holds is not known: it may be mentioned, nothing may be counted on it. */
  fastRefundSellerSilentDays: repost(5, 'DSB'),
  fastRefundLimitHigherTier: repost<Money>({ minor: 100_000, currency: 'USD' }, 'DSB'),
  fastRefundLimit: repost<Money>({ minor: 50_000, currency: 'USD' }, 'DSB'),

  /** Whether the programme is there at all. */
  easyReturnApplies: official<boolean>(true, 'S-d6fqgb4fh'),
  /** Goods before tax, plus shipping. */
  easyReturnLimit: official<Money>({ minor: 300_000, currency: 'USD' }, 'S-d6fqgb4fh'),
  /** After receipt, not after its confirmation. */
  easyReturnWindowDays: official(30, 'S-d6fqgb4fh'),
  easyReturnClaimsPerOrder: official(1, 'S-d6fqgb4fh'),
  /** Ship-to countries, ISO 3166. */
  easyReturnCountries: official<readonly string[]>(
    'AU CA DE IT NL RU GB US FR ES PL BE CZ PT MX KR JP CL SA AE PK IL UA CH'.split(' '),
    'S-d6fqgb4fh',
  ),
  easyReturnAnswerHours: repost(48, 'B2BW'),
  easyReturnSendBackDays: repost(15, 'B2BW'),

  guaranteedDeliveryApplies: official<boolean>(true, 'S-dkytzdtjl'),
  /** After the promised date. */
  guaranteedDeliveryClaimDays: official(30, 'S-dkytzdtjl'),
  /** Credit for future orders, not money back. */
  guaranteedDeliveryMaxCredit: official<Money>({ minor: 10_000, currency: 'USD' }, 'S-dkytzdtjl'),
  guaranteedDeliveryClaimsPerOrder: official(1, 'S-dkytzdtjl'),

  /** After the agreed date of payment or of delivery, whichever is later. */
  offlineFileByDays: official(90, 'R-2061'),
  offlineSellerResponseDays: official(5, 'H-20111775'),
  offlineEscalateFromDay: official(6, 'H-20111775'),
  offlineAutoEscalateAfterDays: official(10, 'H-20111775'),
  offlineRecordShownDays: official(90, 'H-20111775'),

  cardFeePercent: official(2.95, 'H-20111762'),

  reviewWithinDays: official(30, 'R-11000649'),
  reviewEdits: official(1, 'R-11000649'),
  reviewReplyDays: official(30, 'R-11000649'),
} as const;
export type RuleNumbers = typeof RULES;

function official<T = number>(value: T, source: RuleSource): RuleNumber<T> {
  return { value, source, seenOn: '2026-11', confidence: 'official' };
}
function repost<T = number>(value: T, source: RuleSource): RuleNumber<T> {
  return { value, source, seenOn: '2026-11', confidence: 'repost' };
}
function hearsay<T = number>(value: T, source: RuleSource): RuleNumber<T> {
  return { value, source, seenOn: '2026-11', confidence: 'hearsay' };
}
