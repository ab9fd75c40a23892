import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { words as desk } from '../words.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** What a Date can hold. */
const LAST_MS = 8_640_000_000_000_000;

/** The time zone of the buyer whom the panel is about, and the time now, to the minute. */
export const BuyersZone = createContext<{ readonly zone: string; readonly now: number }>({ zone: 'UTC', now: 0 });

/** A time in the agent's own zone; the same in the buyer's is its title. `isAhead`: "in 2 days" is said as well. */
export function When({ at, isAhead = false }: { readonly at: number; readonly isAhead?: boolean }) {
  const { zone, now } = useContext(BuyersZone);
  if (!Number.isFinite(at) || Math.abs(at) > LAST_MS) return <span>{String(at)}</span>;
  return (
    <time dateTime={new Date(at).toISOString()} title={`${inZone(at, zone)} ${desk.context.zone} (${zone})`}>
      {format(at)}
      {isAhead && ` (${fromNow(at - now)})`}
    </time>
  );
}

/** "09:05" where the buyer is. */
export function buyersClock(at: number, zone: string): string {
  return inZone(at, zone, { hour: '2-digit', minute: '2-digit' });
}

/** The time, anew each minute. */
export function useMinute(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

const FULL = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
} as const satisfies Intl.DateTimeFormatOptions;

function format(at: number, options: Intl.DateTimeFormatOptions = FULL): string {
  return new Intl.DateTimeFormat('en-GB', options).format(at);
}

function inZone(at: number, timeZone: string, options: Intl.DateTimeFormatOptions = FULL): string {
  try {
    return format(at, { ...options, timeZone });
  } catch {
    return format(at, { ...options, timeZone: 'UTC', timeZoneName: 'short' }); // No zone that this browser knows.
  }
}

const relative = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' });

function fromNow(ms: number): string {
  const [unit, size] = Math.abs(ms) >= DAY_MS ? (['day', DAY_MS] as const) : shortUnit(ms);
  return relative.format(Math.trunc(ms / size), unit);
}

function shortUnit(ms: number) {
  return Math.abs(ms) >= HOUR_MS ? (['hour', HOUR_MS] as const) : (['minute', MINUTE_MS] as const);
}
