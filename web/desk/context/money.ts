import type { Context } from '../../../services/desk/deskApi.js';

type Money = NonNullable<Context['order']>['paid'];

/** "US$1,200.00": with the currency's own number of decimals. */
export function moneyWords({ minor, currency }: Money): string {
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
