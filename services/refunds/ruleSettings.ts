import { z } from 'zod';
import type { BuyerTier } from './order.js';
import { CalendarDay } from './refundTerms.js';
import type { RuleNumber, RuleNumbers } from './ruleNumbers.js';

const Days = z.int().min(1).max(365);
/** US dollars, whole or with cents: the programmes are in no other currency. */
const UsDollars = z.number().min(0.01).max(1_000_000).multipleOf(0.01, 'expected US dollars with at most two decimals');
const Country = z.string().regex(/^[A-Z]{2}$/, 'expected two capital letters (ISO 3166), such as DE');

/** An object in which a name that is not one of its own is refused, because a misspelt rule would silently not hold. */
function only<T extends z.ZodRawShape>(shape: T) {
  const names = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? `unknown name ${issue.keys.join(', ')}: there are ${names}` : undefined,
  });
}

const Tier = only({ claimWindowDays: Days });
const EasyReturn = only({
  applies: z.boolean(),
  limitUsd: UsDollars,
  windowDays: Days,
  claimsPerOrder: z.int().min(1).max(100),
  countries: z.array(Country).min(1).max(250),
}).partial();
const GuaranteedDelivery = only({
  applies: z.boolean(),
  maxCreditUsd: UsDollars,
  claimDays: Days,
  claimsPerOrder: z.int().min(1).max(100),
}).partial();

/**
 * What an operator may set: the claim window of each buyer tier, which programmes apply, and their limits, the days off. What is left
 * out stays as published. `source` and `seenOn` (YYYY-MM) say where these numbers are from; buyers read them.
 */
export const RuleSettings = only({
  source: z.string().trim().min(1).max(200),
  seenOn: z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'expected a month, such as 2026-11'),
  tiers: only({ standard: Tier, enterprise: Tier, enterprisePro: Tier } satisfies Record<BuyerTier, z.ZodType>)
    .partial()
    .default({}),
  /** Days on which the platform does not work, beside Saturdays and Sundays. */
  holidays: z.array(CalendarDay).max(400).optional(),
  programmes: only({ easyReturn: EasyReturn, guaranteedDelivery: GuaranteedDelivery }).partial().default({}),
});
export type RuleSettings = z.infer<typeof RuleSettings>;

/** The published numbers with the operator's over them; each that was set says so, and where it is from. */
export function withSettings(published: RuleNumbers, settings: RuleSettings): RuleNumbers {
  const { tiers, programmes, holidays, source, seenOn } = settings;
  const { easyReturn = {}, guaranteedDelivery = {} } = programmes;
  const set = <T>(number: RuleNumber<T>, value: T | undefined): RuleNumber<T> =>
    value === undefined ? number : { value, source: 'operator', title: source, seenOn, confidence: 'operator' };
  const usd = (dollars: number | undefined) =>
    dollars === undefined ? undefined : { minor: Math.round(dollars * 100), currency: 'USD' };
  return {
    ...published,
    holidays: set(published.holidays, holidays),
    claimWindowDays: set(published.claimWindowDays, tiers.standard?.claimWindowDays),
    claimWindowDaysEnterprise: set(published.claimWindowDaysEnterprise, tiers.enterprise?.claimWindowDays),
    claimWindowDaysEnterprisePro: set(published.claimWindowDaysEnterprisePro, tiers.enterprisePro?.claimWindowDays),
    easyReturnApplies: set(published.easyReturnApplies, easyReturn.applies),
    easyReturnLimit: set(published.easyReturnLimit, usd(easyReturn.limitUsd)),
    easyReturnWindowDays: set(published.easyReturnWindowDays, easyReturn.windowDays),
    easyReturnClaimsPerOrder: set(published.easyReturnClaimsPerOrder, easyReturn.claimsPerOrder),
    easyReturnCountries: set(published.easyReturnCountries, easyReturn.countries),
    guaranteedDeliveryApplies: set(published.guaranteedDeliveryApplies, guaranteedDelivery.applies),
    guaranteedDeliveryMaxCredit: set(published.guaranteedDeliveryMaxCredit, usd(guaranteedDelivery.maxCreditUsd)),
    guaranteedDeliveryClaimDays: set(published.guaranteedDeliveryClaimDays, guaranteedDelivery.claimDays),
    guaranteedDeliveryClaimsPerOrder: set(
      published.guaranteedDeliveryClaimsPerOrder,
      guaranteedDelivery.claimsPerOrder,
    ),
  };
}
