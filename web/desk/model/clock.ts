import { signal } from '@preact/signals';
import { words } from '../words.js';

/** The desk's clock, ms since epoch, once a second: the computer's own may be wrong. */
export const now = signal(Date.now());

let ahead = 0;

/** `serverNow`: what the desk's clock showed a moment ago. */
export function setClock(serverNow: number): void {
  ahead = serverNow - Date.now();
  now.value = Date.now() + ahead;
}

export function startClock(): void {
  setInterval(() => {
    now.value = Date.now() + ahead;
  }, 1_000);
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `9:05` below an hour, else the two largest units: `3 h 20 min`. */
export function duration(ms: number): string {
  const { unit } = words.clock;
  const whole = Math.max(0, ms);
  if (whole < HOUR) {
    const seconds = Math.floor(whole / SECOND);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }
  if (whole < DAY)
    return `${Math.floor(whole / HOUR)} ${unit.hour} ${Math.floor((whole % HOUR) / MINUTE)} ${unit.minute}`;
  return `${Math.floor(whole / DAY)} ${unit.day} ${Math.floor((whole % DAY) / HOUR)} ${unit.hour}`;
}

/** How long ago, in one unit. */
export function age(ms: number): string {
  const { unit } = words.clock;
  if (ms < MINUTE) return words.clock.justNow;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} ${unit.minute}`;
  return ms < DAY ? `${Math.floor(ms / HOUR)} ${unit.hour}` : `${Math.floor(ms / DAY)} ${unit.day}`;
}

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const DAY_FORM = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export const timeOfDay = (at: number): string => CLOCK.format(at);
export const dayAndTime = (at: number): string => FULL.format(at);

/** Today, yesterday, or the day's name. */
export function dayName(at: number, today: number): string {
  if (isSameDay(at, today)) return words.thread.today;
  if (isSameDay(at, today - DAY)) return words.thread.yesterday;
  return DAY_FORM.format(at);
}

export function isSameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}
