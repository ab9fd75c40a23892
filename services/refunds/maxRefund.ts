import type { Money } from './money.js';
import type { Order } from './order.js';
import type { Affected, Remedy } from './refundTerms.js';
import type { RuleNumbers } from './ruleNumbers.js';

export type AskedAmount =
  | { readonly kind: 'ok'; readonly amount: Money }
  /** More than the most there can be. */
  | { readonly kind: 'over'; readonly most: Money }
  /** Nothing, less than nothing, or not a whole number of minor units. */
  | { readonly kind: 'zero' }
  | { readonly kind: 'wrongCurrency'; readonly expected: string };

/**
 * The most that can be asked for: what was paid, never more (H-14414285, 2026-11); for a delay no more than the credit of
 * guaranteed delivery, where that is of the order's currency (nobody says at which rate it would be converted).
 */
export function maxRefund(order: Order, remedy: Remedy | undefined, rules: RuleNumbers): Money {
  const credit = rules.guaranteedDeliveryMaxCredit.value;
  const isCapped = remedy === 'compensationForDelay' && credit.currency === order.paid.currency;
  return isCapped && credit.minor < order.paid.minor ? credit : order.paid;
}

/** Checks an amount the buyer named, in minor units, against the most there can be; without a currency it is that one's. */
export function checkAmount(
  asked: { readonly minor: number; readonly currency?: string | undefined },
  most: Money,
): AskedAmount {
  if (asked.currency !== undefined && asked.currency.toUpperCase() !== most.currency) {
    return { kind: 'wrongCurrency', expected: most.currency };
  }
  if (asked.minor > most.minor) return { kind: 'over', most };
  if (!Number.isInteger(asked.minor) || asked.minor <= 0) return { kind: 'zero' };
  return { kind: 'ok', amount: { minor: asked.minor, currency: most.currency } };
}

/**
 * The part of what was paid that n of N units stand for, to the nearest minor unit, never above what was paid.
 * A suggestion: the buyer may ask for any part. Source for a share of the batch: CJO's articles on partial refunds, 2026-11.
 */
export function proportionalRefund(order: Order, affected: Affected): Money {
  const most = order.paid;
  const total = BigInt(affected.total);
  const count = BigInt(Math.min(affected.count, affected.total));
  // Cents times units can pass 2^53.
  const minor = (BigInt(most.minor) * count * 2n + total) / (total * 2n);
  return { minor: Number(minor), currency: most.currency };
}
