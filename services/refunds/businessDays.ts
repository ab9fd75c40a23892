import { addDays, dayAt, endOfDay, weekday } from './calendarDay.js';
import type { CalendarDay } from './refundTerms.js';

/**
 * The end of the n-th working day after an instant, ms since epoch: the day of the instant itself does not count.
 * Monday to Friday, less the holidays given. The rules name no calendar of holidays, so without the operator's this is an estimate.
 */
export function endOfWorkingDay(
  from: number,
  workingDays: number,
  timeZone: string,
  holidays: ReadonlySet<CalendarDay> = new Set(),
): number {
  let day = dayAt(from, timeZone);
  for (let left = workingDays; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, holidays)) left -= 1;
  }
  return endOfDay(day, timeZone);
}

/** Monday to Friday and no holiday. */
function isWorkingDay(day: CalendarDay, holidays: ReadonlySet<CalendarDay> = new Set()): boolean {
  return weekday(day) <= 5 && !holidays.has(day);
}
