import type { Money } from '../refunds/money.js';

/** "US$1,200.00": with the currency's own number of decimals. */
export function formatMoney(locale: string): (money: Money) => string {
  const formats = new Map<string, Intl.NumberFormat>();
  return ({ minor, currency }) => {
    let format = formats.get(currency);
    if (!format) {
      format = new Intl.NumberFormat(`${locale}-GB`, { style: 'currency', currency });
      // Currencies are three letters from outside: a few hundred at most, unless somebody makes them up.
      if (formats.size < 300) formats.set(currency, format);
    }
    const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
    return format.format(minor / 10 ** decimals);
  };
}
