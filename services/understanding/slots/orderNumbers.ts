import { OrderId } from '../../refunds/ids.js';
import type { Token } from '../tokens.js';

/** More order numbers than this in one message are a pasted list; the dialog asks which one anyway. */
const MAX_ORDERS = 20;

/**
 * Every order number, in order, without repeats: 9 to 20 digits, also written in groups ("2341-9341-0001-0288-93").
 * Not taken: numbers that read as a phone, a tracking number, money, or a count of something.
 */
export function readOrderNumbers(tokens: readonly Token[]): OrderId[] {
  const found = new Set<OrderId>();
  let at = 0;
  while (at < tokens.length && found.size < MAX_ORDERS) {
    const run = digitRun(tokens, at);
    if (run === undefined) {
      at += 1;
      continue;
    }
    const id = OrderId.safeParse(run.digits);
    if (id.success && isOrder(tokens, at, run)) found.add(id.data);
    at = run.next;
  }
  return [...found];
}

type Run = { readonly digits: string; readonly groups: number; readonly next: number };

/** The digits from `at` on, joined over single blanks or dashes where they can only be one number. */
function digitRun(tokens: readonly Token[], at: number): Run | undefined {
  const first = digitsOf(tokens[at]);
  if (first === undefined) return undefined;
  const groups = [first];
  const ends = [at + 1];
  let next = at + 1;
  for (;;) {
    const dashed = tokens[next]?.text === '-' && digitsOf(tokens[next + 1]) !== undefined;
    const following = dashed ? next + 1 : next;
    const digits = digitsOf(tokens[following]);
    if (digits === undefined || groups.length >= 10) break;
    groups.push(digits);
    next = following + 1;
    ends.push(next);
  }
  return longestWhole(groups, ends, tokens, at);
}

/**
 * "234193410001028893 500" is a number and a count; "234193410 001028893" is one number in two groups. The longest
 * joining that gives a typical length (18 or 19) wins; else the first group if it can stand alone; else all of them.
 */
function longestWhole(groups: readonly string[], ends: readonly number[], tokens: readonly Token[], at: number): Run {
  const first = groups[0] ?? '';
  const alone: Run = { digits: first, groups: 1, next: at + 1 };
  let joined = '';
  let typical: Run | undefined;
  for (let n = 0; n < groups.length; n += 1) {
    joined += groups[n] ?? '';
    if (joined.length === 18 || joined.length === 19) {
      typical = { digits: joined, groups: n + 1, next: ends[n] ?? at + 1 };
    }
  }
  if (first.length >= 15) return alone;
  if (typical !== undefined) return typical;
  if (first.length >= 9 && tokens[at + 1]?.text !== '-') return alone;
  return { digits: joined, groups: groups.length, next: ends.at(-1) ?? at + 1 };
}

function digitsOf(token: Token | undefined): string | undefined {
  if (token?.kind !== 'number') return undefined;
  for (const char of token.text) if (char < '0' || char > '9') return undefined;
  return token.text;
}

const ORDER_WORDS = new Set(
  'order orders ordernumber orderno number no nr num id trade transaction purchase po'.split(' '),
);
const OTHER_NUMBERS = new Set(
  'tracking track awb waybill parcel shipment phone tel telephone mobile cell call whatsapp wechat viber telegram fax iban account acct card swift ean upc barcode imei invoice'.split(
    ' ',
  ),
);
const COUNTED = new Set('% pcs pieces units usd eur gbp dollars dollar euros euro pounds days'.split(' '));
const CURRENCY_SIGNS = new Set(['$', '€', '£', '¥', '₹', '₽']);

function isOrder(tokens: readonly Token[], at: number, run: Run): boolean {
  const before = tokens[at - 1]?.text ?? '';
  const after = tokens[run.next]?.text ?? '';
  if (before === '+' || CURRENCY_SIGNS.has(before) || CURRENCY_SIGNS.has(after) || COUNTED.has(after)) return false;
  // RD-1234-5678 is a case of ours; TQ104265... is another platform's refund.
  if (before === '-' && tokens[at - 2]?.text === 'rd') return false;
  const cue = nearestCue(tokens, at);
  if (cue === 'other') return false;
  if (cue === 'order') return true;
  if (run.groups > 1) return run.digits.length >= 15;
  const looksLikePhone = run.digits.startsWith('0') && run.digits.length <= 15;
  return !looksLikePhone;
}

/** Which kind of number the words just before announce: the nearest of the last five tokens that says so. */
function nearestCue(tokens: readonly Token[], at: number): 'order' | 'other' | undefined {
  let sawNumberWord = false;
  for (let back = at - 1; back >= 0 && back >= at - 6; back -= 1) {
    const token = tokens[back];
    if (token === undefined || token.text === '\n') break;
    if (token.kind === 'number' && token.text.length >= 9) break;
    if (OTHER_NUMBERS.has(token.text)) return 'other';
    // "tracking number 123456789": "number" alone does not tell whose number it is.
    if (token.text === 'number' || token.text === 'no' || token.text === 'id' || token.text === '#')
      sawNumberWord = true;
    else if (ORDER_WORDS.has(token.text)) return 'order';
  }
  return sawNumberWord ? 'order' : undefined;
}
