import { CalendarDay } from './refundTerms.js';

/** The clock of the platform's shipment dates. Source: AFAQ, 2026-11. China has no summer time. */
export const BEIJING = 'Asia/Shanghai';
export const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** The calendar day at an instant (ms since epoch) in an IANA time zone. Throws RangeError for a zone that is none. */
export function dayAt(at: number, timeZone: string): CalendarDay {
  return CalendarDay.parse(new Date(wallClock(at, timeZone)).toISOString().slice(0, 10));
}

/** The first millisecond of a day in a zone: not always midnight, where the clocks are changed at midnight. */
export function startOfDay(day: CalendarDay, timeZone: string): number {
  const midnight = utcOf(day) - (wallClock(utcOf(day), timeZone) - utcOf(day));
  if (begins(day, midnight, timeZone)) return midnight;
  // The clocks are changed about then: look for it. Zones lie between UTC-12 and UTC+14, and days only grow with time.
  let before = utcOf(day) - 15 * HOUR_MS;
  let from = utcOf(day) + 37 * HOUR_MS;
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (dayAt(middle, timeZone) < day) before = middle;
    else from = middle;
  }
  return from;
}

/** The last millisecond of a day in a zone. */
export function endOfDay(day: CalendarDay, timeZone: string): number {
  return startOfDay(addDays(day, 1), timeZone) - 1;
}

export function addDays(day: CalendarDay, days: number): CalendarDay {
  return CalendarDay.parse(new Date(utcOf(day) + days * DAY_MS).toISOString().slice(0, 10));
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return (utcOf(to) - utcOf(from)) / DAY_MS;
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(day: CalendarDay): number {
  return new Date(utcOf(day)).getUTCDay() || 7;
}

/** Does the name stand for a time zone that can be counted in? */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

function utcOf(day: CalendarDay): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function begins(day: CalendarDay, at: number, timeZone: string): boolean {
  return dayAt(at, timeZone) === day && dayAt(at - 1, timeZone) < day;
}

/** What the clocks of the zone show, written as if it were UTC. */
function wallClock(at: number, timeZone: string): number {
  const shown = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map((part) => [part.type, Number(part.value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

// A format costs a hundred times more to make than to use. Bounded: the names come from outside.
const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const numeric = 'numeric';
  const made = new Intl.DateTimeFormat('en-US-u-ca-iso8601-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
  if (formats.size >= 200) formats.clear();
  formats.set(timeZone, made);
  return made;
}
