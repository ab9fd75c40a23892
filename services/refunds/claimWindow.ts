import { addDays, BEIJING, dayAt, endOfDay, isTimeZone } from './calendarDay.js';
import type { CalendarDay } from './refundTerms.js';

/** Times are ms since epoch, each the last one that counts. */
export type ClaimWindow = {
  /** The last day, in the buyer's time zone. */
  readonly lastDay: CalendarDay;
  /** Its end. */
  readonly closesAt: number;
  /** Until here it is open by the buyer's calendar and by Beijing's: the rules do not say whose counts. */
  readonly sureUntil: number;
  /** After this it is closed by both. */
  readonly closedAfter: number;
};

/**
 * `days` calendar days after the day of `from`, to the end of the last one. The day of `from` is day 0.
 * Source of the count: H-20155175, 2026-11. Without a known time zone Beijing's alone is counted.
 */
export function claimWindow(from: number, days: number, timeZone?: string): ClaimWindow {
  const zone = timeZone !== undefined && isTimeZone(timeZone) ? timeZone : BEIJING;
  const lastDay = addDays(dayAt(from, zone), days);
  const closesAt = endOfDay(lastDay, zone);
  const inBeijing = zone === BEIJING ? closesAt : endOfDay(addDays(dayAt(from, BEIJING), days), BEIJING);
  return {
    lastDay,
    closesAt,
    sureUntil: Math.min(closesAt, inBeijing),
    closedAfter: Math.max(closesAt, inBeijing),
  };
}

/** closing: over by one of the two calendars and not by the other. */
export function windowState(window: ClaimWindow, now: number): 'open' | 'closing' | 'closed' {
  if (now <= window.sureUntil) return 'open';
  return now <= window.closedAfter ? 'closing' : 'closed';
}
