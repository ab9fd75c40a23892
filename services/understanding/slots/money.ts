import type { Token } from '../tokens.js';
import { isNegative } from './numbers.js';

/** `minor` as in the port: hundredths, or whole units for a currency without a smaller one; where it was asked for also 0 and less. */
export type Amount = { readonly minor: number; readonly currency?: string };

export type AmountAsked = { readonly bare: boolean; readonly corrects: boolean };

/**
 * The amount that the buyer asks for: "US$1,200.50", "1.200,50 EUR", "300 dollars". With `bare`, a number alone is an
 * amount too. What was paid, and what the seller offered, is not it; the last one said wins ("300, no, 350 dollars").
 * `corrects`: the amount was asked for before, so "-20" and "0 dollars" are a wish as well, though one that cannot be met.
 */
export function readAmount(tokens: readonly Token[], { bare, corrects }: AmountAsked): Amount | undefined {
  let wanted: Amount | undefined;
  let paid: Amount | undefined;
  for (let at = 0; at < tokens.length; at += 1) {
    const number = numberAt(tokens, at);
    if (number === undefined) continue;
    const currency = currencyAround(tokens, at, number.next);
    const isLess = isNegative(tokens, at) || (SIGNS.has(tokens[at - 1]?.text ?? '') && isNegative(tokens, at - 1));
    const isNamed = bare || isCalledAmount(tokens, at) || (corrects && isLess && tokens.length === 2);
    if (currency === undefined && !(isNamed && (isLess || isAlone(tokens, at, number.next)))) continue;
    const code = currency === UNKNOWN ? undefined : currency;
    const size = minorUnits(number.text, tokens[number.next]?.text === 'k', code);
    if (size === undefined) continue;
    const minor = isLess ? -size : size;
    // An answer that cannot be filed is told so; in a story it is nobody's wish.
    if (minor <= 0 && !bare && !corrects) continue;
    const amount: Amount = code === undefined ? { minor } : { minor, currency: code };
    if (isSomebodyElses(tokens, at)) paid ??= amount;
    else wanted = amount;
    at = number.next - 1;
  }
  return wanted ?? (bare ? paid : undefined);
}

/** A sign that several currencies share: the amount is known, the currency is not. */
const UNKNOWN = '';

const SIGNS: ReadonlyMap<string, string> = new Map([
  ['$', 'USD'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₹', 'INR'],
  ['₽', 'RUB'],
  ['₩', 'KRW'],
  ['¥', UNKNOWN],
]);
const DOLLARS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    us: 'USD',
    usd: 'USD',
    a: 'AUD',
    au: 'AUD',
    c: 'CAD',
    ca: 'CAD',
    hk: 'HKD',
    s: 'SGD',
    nz: 'NZD',
    r: 'BRL',
  }),
);
const CODES = new Set(
  'usd eur gbp cny jpy aud cad chf inr brl mxn pln sek nok dkk czk huf aed sar krw sgd hkd nzd try zar ils thb rub'.split(
    ' ',
  ),
);
const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    dollar: 'USD',
    dollars: 'USD',
    bucks: 'USD',
    euro: 'EUR',
    euros: 'EUR',
    pound: 'GBP',
    pounds: 'GBP',
    quid: 'GBP',
    yuan: 'CNY',
    rmb: 'CNY',
    rupees: 'INR',
    yen: 'JPY',
  }),
);
const WITHOUT_MINOR = new Set(['JPY', 'KRW']);

/** The number that starts at `at`; "1 200,50" in groups of three is one. */
function numberAt(tokens: readonly Token[], at: number): { text: string; next: number } | undefined {
  const first = tokens[at];
  if (first?.kind !== 'number') return undefined;
  let text = first.text;
  let next = at + 1;
  if (text.length > 3) return { text, next };
  for (;;) {
    const group = tokens[next];
    if (group?.kind !== 'number' || !group.gap || digitsBeforeSeparator(group.text) !== 3 || text.length > 9) break;
    text += group.text;
    next += 1;
  }
  // "5 500 dollars" could be five and 500; it is read as 5,500 only together with a currency, which the caller checks.
  return { text, next };
}

function digitsBeforeSeparator(text: string): number {
  let count = 0;
  while (count < text.length && text.charAt(count) >= '0' && text.charAt(count) <= '9') count += 1;
  return count;
}

function currencyAround(tokens: readonly Token[], at: number, next: number): string | undefined {
  const before = tokens[at - 1]?.text ?? '';
  if (before === '$') return DOLLARS.get(tokens[at - 2]?.text ?? '') ?? 'USD';
  const sign = SIGNS.get(before) ?? named(before);
  if (sign !== undefined) return sign;
  const after = tokens[next]?.text === 'k' ? next + 1 : next;
  const first = tokens[after]?.text ?? '';
  const second = tokens[after + 1]?.text ?? '';
  // "500 US dollars", "500 us$"
  if (DOLLARS.has(first) && (second === '$' || second.startsWith('dollar'))) return DOLLARS.get(first);
  return SIGNS.get(first) ?? named(first);
}

function named(word: string): string | undefined {
  return CODES.has(word) ? word.toUpperCase() : WORDS.get(word);
}

const NOT_MONEY = new Set(
  '% st nd rd th day days week weeks month months year years pcs pieces boxes cups units / -'.split(' '),
);

function isAlone(tokens: readonly Token[], at: number, next: number): boolean {
  return !NOT_MONEY.has(tokens[next]?.text ?? '') && !['/', '#', '-'].includes(tokens[at - 1]?.text ?? '');
}

/** "the amount is 300", "change the amount to 300": the words say what the number is. */
function isCalledAmount(tokens: readonly Token[], at: number): boolean {
  return tokens.slice(Math.max(0, at - 3), at).some(({ text }) => text === 'amount' || text === 'sum');
}

/** Minor units of a number as it is written, or nothing when it cannot be an amount. */
function minorUnits(text: string, thousands: boolean, currency: string | undefined): number | undefined {
  const separator = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  const decimals = separator === -1 ? 0 : text.length - separator - 1;
  const hasDecimals = decimals === 1 || decimals === 2;
  const written = hasDecimals ? text.slice(0, separator) : text;
  const whole = onlyDigits(written);
  if (whole.length > 9 || !isGrouped(written)) return undefined;
  const fraction = hasDecimals ? text.slice(separator + 1).padEnd(2, '0') : '00';
  const hundredths = (Number(whole) * 100 + Number(fraction)) * (thousands ? 1_000 : 1);
  return currency !== undefined && WITHOUT_MINOR.has(currency) ? Math.round(hundredths / 100) : hundredths;
}

/** "1,200", "1.200.000", "1,20,000"; not "0.001", "03.10.2026", "192.168.1.1". */
function isGrouped(written: string): boolean {
  const [first = '', ...groups] = written.split(/[.,']/);
  if (groups.length === 0) return true;
  if (first.length > 3 || first.startsWith('0')) return false;
  return groups.every(({ length }, index) => length === 3 || (length === 2 && index < groups.length - 1));
}

function onlyDigits(text: string): string {
  let digits = '';
  for (const char of text) if (char >= '0' && char <= '9') digits += char;
  return digits;
}

const PAID = new Set(
  'paid pay cost costs worth total spent price priced offered offers offering offer proposed gave fee invoice value'.split(
    ' ',
  ),
);
const ASKED = new Set('want refund back need claim request asking ask get'.split(' '));

/** The nearest of the five words before the number says whether it was paid or offered, or asked for. */
function isSomebodyElses(tokens: readonly Token[], at: number): boolean {
  for (let back = at - 1; back >= 0 && back >= at - 6; back -= 1) {
    const text = tokens[back]?.text ?? '';
    if (text === '\n' || text === '.') return false;
    if (ASKED.has(text)) return false;
    if (PAID.has(text)) return true;
  }
  return false;
}
