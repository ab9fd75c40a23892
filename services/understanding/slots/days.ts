import { CalendarDay } from '../../refunds/refundTerms.js';
import type { Token } from '../tokens.js';
import { type DayNumber, dayOf, isoOf, monthsBefore, weekdayOf, yearOf } from './calendar.js';
import { wholeNumber } from './numbers.js';

/**
 * The day when it was received or noticed: "yesterday", "last Friday", "on 3 Oct", "two weeks ago", "2026-10-03".
 * Never after `now` (the buyer's own today). A day on which something was ordered, sent or written is not it.
 * `bare`: the open question asks for the day, so any day is the answer. "03/10" counts only if one order of day and
 * month is possible, or the locale says which.
 */
export function readDay(
  tokens: readonly Token[],
  now: DayNumber,
  options: { readonly bare: boolean; readonly locale: string },
): CalendarDay | undefined {
  let best: DayNumber | undefined;
  let other: DayNumber | undefined;
  for (let at = 0; at < tokens.length; at += 1) {
    const read =
      readRelative(tokens, at, now) ?? readNamed(tokens, at, now) ?? readDigits(tokens, at, now, options.locale);
    if (read === undefined) continue;
    if (read.day !== undefined && read.day <= now) {
      const about = whatHappened(tokens, at);
      if (about === 'received') best = read.day;
      else if (about === 'unsaid') best ??= read.day;
      else if (about === 'elsewhen') other = read.day;
    }
    at = read.next - 1;
  }
  const day = best ?? (options.bare ? other : undefined);
  return day === undefined ? undefined : CalendarDay.parse(isoOf(day));
}

/** A word that only makes sense in a date: if no scanner read one, the second opinion may. */
export function hasDayWord(tokens: readonly Token[]): boolean {
  return tokens.some((token) => monthOf(token.text) !== undefined || WEEKDAYS.has(token.text) || token.text === 'ago');
}

/** Is it the day of "October 3", or the year of "3 January 1990"? Those count nothing. */
export function isPartOfDate(tokens: readonly Token[], at: number): boolean {
  const text = tokens[at]?.text ?? '';
  if (Number(text) <= 31) return monthOf(tokens[at - 1]?.text ?? '') !== undefined;
  const isYear = /^(?:19|20|21)\d\d$/.test(text);
  return isYear && tokens.slice(Math.max(0, at - 4), at).some((token) => monthOf(token.text) !== undefined);
}

type Read = { readonly day: DayNumber | undefined; readonly next: number };

const UNITS: ReadonlyMap<string, number> = new Map([
  ['day', 1],
  ['days', 1],
  ['d', 1],
  ['week', 7],
  ['weeks', 7],
  ['w', 7],
  ['fortnight', 14],
]);

/** "today", "yesterday", "the day before yesterday", "3 days ago", "a month ago". */
function readRelative(tokens: readonly Token[], at: number, now: DayNumber): Read | undefined {
  const text = tokens[at]?.text;
  if (text === 'today' || text === 'tonight') return { day: now, next: at + 1 };
  if (text === 'yesterday') {
    const before = tokens[at - 1]?.text === 'before' && tokens[at - 2]?.text === 'day';
    return { day: now - (before ? 2 : 1), next: at + 1 };
  }
  const count = text === 'a' || text === 'one' || text === 'an' ? 1 : wholeNumber(tokens, at);
  if (count === undefined || count > 3_650 || tokens[at + 2]?.text !== 'ago') return undefined;
  const unit = tokens[at + 1]?.text ?? '';
  const days = UNITS.get(unit);
  if (days !== undefined) return { day: now - count * days, next: at + 3 };
  if (unit === 'month' || unit === 'months') return { day: monthsBefore(now, count), next: at + 3 };
  return undefined;
}

const WEEKDAYS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    sunday: 0,
    monday: 1,
    tuesday: 2,
    wednesday: 3,
    thursday: 4,
    friday: 5,
    saturday: 6,
    mon: 1,
    tue: 2,
    tues: 2,
    wed: 3,
    thu: 4,
    thur: 4,
    thurs: 4,
    fri: 5,
    sat: 6,
    sun: 0,
  }),
);

/** "it sat in customs", "left in the sun": these are days only behind "on" or "last". */
const ALSO_WORDS = new Set(['sat', 'sun', 'wed']);

const MONTHS = 'january february march april may june july august september october november december'.split(' ');

function monthOf(word: string): number | undefined {
  // "may" and "march" are mostly verbs: they count only beside a number, which readNamed asks for.
  if (word === 'sept') return 9;
  if (word.length < 3) return undefined;
  const index = MONTHS.findIndex((month) => month === word || (word.length === 3 && month.startsWith(word)));
  return index === -1 ? undefined : index + 1;
}

/** "last Friday", "the Friday before last", "on Friday", "3 Oct", "October 3rd, 2026", "the 3rd of October". */
function readNamed(tokens: readonly Token[], at: number, now: DayNumber): Read | undefined {
  const weekday = WEEKDAYS.get(tokens[at]?.text ?? '');
  if (weekday !== undefined) return readWeekday(tokens, at, now, weekday);
  const month = monthOf(tokens[at]?.text ?? '');
  if (month !== undefined) {
    const day = smallNumber(tokens[at + 1], 31);
    if (day === undefined) return undefined;
    const next = ORDINALS.has(tokens[at + 2]?.text ?? '') ? at + 3 : at + 2;
    return withYear(tokens, next, now, month, day);
  }
  const day = smallNumber(tokens[at], 31);
  if (day === undefined) return undefined;
  let next = at + 1;
  if (ORDINALS.has(tokens[next]?.text ?? '')) next += 1;
  if (tokens[next]?.text === 'of' || tokens[next]?.text === '-' || tokens[next]?.text === '.') next += 1;
  const named = monthOf(tokens[next]?.text ?? '');
  return named === undefined ? undefined : withYear(tokens, next + 1, now, named, day);
}

const ORDINALS = new Set(['st', 'nd', 'rd', 'th']);

function readWeekday(tokens: readonly Token[], at: number, now: DayNumber, weekday: number): Read {
  const since = (((weekdayOf(now) - weekday) % 7) + 7) % 7;
  const before = tokens[at - 1]?.text;
  if (ALSO_WORDS.has(tokens[at]?.text ?? '') && !['last', 'on', 'this'].includes(before ?? '')) {
    return { day: undefined, next: at + 1 };
  }
  if (before === 'next' || before === 'by' || before === 'until' || before === 'till')
    return { day: undefined, next: at + 1 };
  const strictlyPast = since === 0 ? 7 : since;
  if (tokens[at + 1]?.text === 'before' && tokens[at + 2]?.text === 'last')
    return { day: now - strictlyPast - 7, next: at + 3 };
  return { day: now - (before === 'last' ? strictlyPast : since), next: at + 1 };
}

/** The year as it is said, else the latest one that is not in the future. */
function withYear(tokens: readonly Token[], at: number, now: DayNumber, month: number, day: number): Read {
  let from = at;
  while (from < at + 2 && [',', '-', 'of', '.'].includes(tokens[from]?.text ?? '')) from += 1;
  const year = fullYear(tokens[from]);
  if (year !== undefined) return { day: dayOf(year, month, day), next: from + 1 };
  const thisYear = dayOf(yearOf(now), month, day);
  const past = thisYear !== undefined && thisYear <= now ? thisYear : dayOf(yearOf(now) - 1, month, day);
  return { day: past, next: at };
}

/** "2026-10-03", "2026/10/03", "03.10.2026", "10/03/2026". */
function readDigits(tokens: readonly Token[], at: number, now: DayNumber, locale: string): Read | undefined {
  const parts = digitParts(tokens, at);
  if (parts === undefined) return undefined;
  const { numbers, dotted, next } = parts;
  const [a = 0, b = 0, c = 0] = numbers;
  if (a >= 2000) return { day: dayOf(a, b, c), next };
  const year = c < 100 ? 2000 + c : c;
  const dayFirst = dayOf(year, b, a);
  const monthFirst = dayOf(year, a, b);
  if (dotted || locale.toLowerCase() === 'en-gb') return { day: dayFirst, next };
  if (locale.toLowerCase() === 'en-us') return { day: monthFirst, next };
  const possible = [dayFirst, monthFirst].filter((day) => day !== undefined && day <= now);
  return { day: possible.length === 1 || dayFirst === monthFirst ? possible[0] : undefined, next };
}

/** Three numbers with one kind of separator between them. "03.10.2026" is one token, "2026-10-03" is five. */
function digitParts(
  tokens: readonly Token[],
  at: number,
): { numbers: number[]; dotted: boolean; next: number } | undefined {
  const first = tokens[at];
  if (first?.kind !== 'number') return undefined;
  const dotted = first.text.split('.');
  if (dotted.length === 3 && first.text.length <= 10)
    return { numbers: dotted.map(Number), dotted: true, next: at + 1 };
  const separator = tokens[at + 1]?.text;
  if ((separator !== '-' && separator !== '/') || tokens[at + 3]?.text !== separator) return undefined;
  const second = tokens[at + 2];
  const third = tokens[at + 4];
  if (second?.kind !== 'number' || third?.kind !== 'number') return undefined;
  if (tokens[at + 5]?.text === separator || tokens[at - 1]?.text === separator) return undefined;
  return { numbers: [first, second, third].map((part) => Number(part.text)), dotted: false, next: at + 5 };
}

function fullYear(token: Token | undefined): number | undefined {
  return token?.kind === 'number' && token.text.length === 4 ? Number(token.text) : undefined;
}

function smallNumber(token: Token | undefined, limit: number): number | undefined {
  if (token?.kind !== 'number' || token.text.length > 2) return undefined;
  const value = Number(token.text);
  return value >= 1 && value <= limit ? value : undefined;
}

const RECEIVED = new Set(
  'received arrived came got delivered delivery noticed opened unpacked saw discovered found unboxed arrive receive'.split(
    ' ',
  ),
);
/** "Order date: 2026-10-02", of a pasted page: no answer to any question of ours. */
const LABELS = new Set('order payment shipping shipment ship dispatch purchase invoice due'.split(' '));
const ELSEWHEN = new Set(
  'ordered bought purchased paid placed payed shipped dispatched sent wrote written contacted messaged asked told emailed called promised replied answered said complained since reported until by'.split(
    ' ',
  ),
);

/** What happened on that day: the nearest verb before it in the same sentence, else the first one after it. */
function whatHappened(tokens: readonly Token[], at: number): 'received' | 'elsewhen' | 'labelled' | 'unsaid' {
  for (let back = at - 1; back >= 0 && back >= at - 9; back -= 1) {
    const text = tokens[back]?.text ?? '';
    if (text === '.' || text === '\n' || text === '!' || text === '?') break;
    if (text === 'date' && LABELS.has(tokens[back - 1]?.text ?? '')) return 'labelled';
    if (RECEIVED.has(text)) return 'received';
    if (ELSEWHEN.has(text)) return 'elsewhen';
  }
  for (let after = at + 1; after < at + 7; after += 1) {
    const text = tokens[after]?.text ?? '.';
    if (text === '.' || text === ',' || text === '\n') break;
    if (RECEIVED.has(text)) return 'received';
    if (ELSEWHEN.has(text)) return 'elsewhen';
  }
  return 'unsaid';
}
