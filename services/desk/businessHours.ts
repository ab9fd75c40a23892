import { z } from 'zod';
import { addDays, DAY_MS, dayAt, isTimeZone, startOfDay, weekday } from '../refunds/calendarDay.js';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const MINUTE_MS = 60_000;
/** What is promised where the desk is always open. */
const ANSWER_WITHIN_MS = DAY_MS;

/** Minutes since midnight, from and to. */
type Shift = { readonly from: number; readonly to: number };
/** `always`, or the shifts of each day of the week, Monday first, in a time zone. */
export type BusinessHours =
  | { readonly kind: 'always' }
  | { readonly kind: 'week'; readonly timeZone: string; readonly days: readonly (readonly Shift[])[] };

export const ALWAYS: BusinessHours = { kind: 'always' };

export const HOURS_FORM =
  'expected always, or such as "Europe/Berlin Mon-Fri 09:00-12:30 13:30-18:00, Sat 10:00-14:00"';

/** The setting's text as hours. */
export const HoursText = z.string().transform((text, context): BusinessHours => {
  const hours = readHours(text);
  if (hours) return hours;
  context.addIssue({ code: 'custom', message: HOURS_FORM });
  return z.NEVER;
});

export function isOpenAt(hours: BusinessHours, at: number): boolean {
  return hours.kind === 'always' || shiftsAround(hours, at).some(({ from, to }) => from <= at && at < to);
}

/** The next time that people begin to work, `at` itself while they do. */
export function opensAt(hours: BusinessHours, at: number): number {
  if (isOpenAt(hours, at) || hours.kind === 'always') return at;
  return shiftsAround(hours, at).find(({ from }) => from > at)?.from ?? at;
}

/** By when an answer can be promised to who does not wait: the end of the first shift that begins after `at`. */
export function answerBy(hours: BusinessHours, at: number): number {
  if (hours.kind === 'always') return at + ANSWER_WITHIN_MS;
  return shiftsAround(hours, at).find(({ from }) => from > at)?.to ?? at + ANSWER_WITHIN_MS;
}

function readHours(text: string): BusinessHours | undefined {
  if (text.trim() === 'always') return ALWAYS;
  const [timeZone = '', ...rest] = text.trim().split(/\s+/);
  if (!isTimeZone(timeZone)) return undefined;
  const days: Shift[][] = DAYS.map(() => []);
  for (const part of rest.join(' ').split(/\s*,\s*/)) {
    const [names = '', ...shifts] = part.split(' ');
    const range = daysNamed(names);
    const read = shifts.map(readShift);
    if (!range || read.length === 0) return undefined;
    for (const shift of read) {
      if (!shift) return undefined;
      for (const day of range) days[day]?.push(shift);
    }
  }
  const inOrder = days.map((shifts) => shifts.sort((one, other) => one.from - other.from));
  const overlaps = inOrder.some((shifts) => shifts.some(({ from }, at) => from < (shifts[at - 1]?.to ?? 0)));
  return overlaps ? undefined : { kind: 'week', timeZone, days: inOrder };
}

function daysNamed(names: string): readonly number[] | undefined {
  const [first = '', last = first, more] = names.toLowerCase().split('-');
  const [from, to] = [DAYS.indexOf(first as (typeof DAYS)[number]), DAYS.indexOf(last as (typeof DAYS)[number])]; // -1 for any other text
  if (from < 0 || to < from || more !== undefined) return undefined;
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function readShift(text: string): Shift | undefined {
  const [, fromHour, fromMinute, toHour, toMinute] = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text) ?? [];
  const from = Number(fromHour) * 60 + Number(fromMinute);
  const to = Number(toHour) * 60 + Number(toMinute);
  const isTime = Number(fromMinute) < 60 && Number(toMinute) < 60 && to <= 24 * 60;
  return isTime && from < to ? { from, to } : undefined;
}

/** The shifts from a day before to eight days after, in order. Where the clocks change, a shift is an hour off at most. */
function shiftsAround({ timeZone, days }: Extract<BusinessHours, { kind: 'week' }>, at: number): readonly Shift[] {
  const today = dayAt(at, timeZone);
  return Array.from({ length: 10 }, (_, index) => addDays(today, index - 1)).flatMap((day) => {
    const midnight = startOfDay(day, timeZone);
    return (days[weekday(day) - 1] ?? []).map(({ from, to }) => ({
      from: midnight + from * MINUTE_MS,
      to: midnight + to * MINUTE_MS,
    }));
  });
}
