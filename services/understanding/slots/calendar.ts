/** Days since 1970-01-01, for calendar arithmetic without time zones. */
export type DayNumber = number;

const DAY_MS = 86_400_000;

/** The calendar day that it is at `now` in a time zone; UTC when the zone is absent or unknown. */
export function today(now: number, timeZone: string | undefined): DayNumber {
  const zone = timeZone ?? 'UTC';
  try {
    const parts = formatOf(zone).format(now).split('-');
    return Math.round(Date.UTC(Number(parts[0]), Number(parts[1]) - 1, Number(parts[2])) / DAY_MS);
  } catch {
    // A time zone that a browser made up must not cost the buyer the answer.
    return Math.floor(now / DAY_MS);
  }
}

/** The day of a year, month (1 to 12) and day, or nothing if there is no such day. */
export function dayOf(year: number, month: number, day: number): DayNumber | undefined {
  if (year < 2000 || year > 2099 || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const at = Date.UTC(year, month - 1, day);
  return new Date(at).getUTCDate() === day ? at / DAY_MS : undefined;
}

/** 0 is Sunday. */
export function weekdayOf(day: DayNumber): number {
  return (((day + 4) % 7) + 7) % 7;
}

export function yearOf(day: DayNumber): number {
  return new Date(day * DAY_MS).getUTCFullYear();
}

/** The same day some months earlier; the last day of that month when it is shorter. */
export function monthsBefore(day: DayNumber, months: number): DayNumber {
  const date = new Date(day * DAY_MS);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1);
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months + 1, 0)).getUTCDate();
  return first / DAY_MS + Math.min(date.getUTCDate(), length) - 1;
}

/** `YYYY-MM-DD`. */
export function isoOf(day: DayNumber): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

// A format costs a hundred times more to make than to use. Bounded: the names come from outside.
const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  if (formats.size >= 200) formats.clear();
  formats.set(timeZone, made);
  return made;
}
