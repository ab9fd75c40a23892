import { addDays, DAY_MS, dayAt, startOfDay } from './calendarDay.js';
import { isOpen } from './caseMoves.js';
import type { Deadline, RefundCase } from './refundCase.js';

/**
 * halfTime, lastFifth: of a time that closes the case when it runs out. expired: a date of the others' is over, or a way is
 * open now.
 */
export type ReminderKind = 'halfTime' | 'lastFifth' | 'expired';
export type Reminder = { readonly kind: ReminderKind; readonly deadline: Deadline; readonly at: number };

const HOUR_MS = 3_600_000;
/** Nobody is woken: by the buyer's own clock, unless the case closes in that time. */
const QUIET = { from: 22, until: 8 } as const;

/** Everything the buyer is to be reminded of as the case stands, in order of time, before quiet hours. */
export function remindersOf(refundCase: RefundCase): readonly Reminder[] {
  if (!isOpen(refundCase) || refundCase.hold !== 'none') return [];
  const since = refundCase.history.at(-1)?.at ?? refundCase.openedAt;
  return refundCase.deadlines
    .flatMap((deadline): Reminder[] => {
      // The platform has a day to do what it does by itself, and to say so.
      const grace = deadline.onExpiry === 'platformSteps' ? DAY_MS : 0;
      if (deadline.onExpiry !== 'caseCloses') return [{ kind: 'expired', deadline, at: deadline.at + grace }];
      const part = (share: number) => since + (deadline.at - since) * share;
      return [
        { kind: 'halfTime', deadline, at: part(0.5) },
        { kind: 'lastFifth', deadline, at: part(0.8) },
      ];
    })
    .map((reminder) => ({ ...reminder, at: Math.floor(reminder.at) }))
    .sort((one, other) => one.at - other.at);
}

/**
 * The next one after `after`, at the time at which it is said: outside of quiet hours, and a day after the last one
 * (`lastAt`), unless the case would close before that. undefined: there is none.
 */
export function nextReminder(
  refundCase: RefundCase,
  after: number,
  { timeZone, lastAt }: { readonly timeZone: string; readonly lastAt?: number | undefined },
): Reminder | undefined {
  const next = remindersOf(refundCase).find(({ at }) => at > after);
  if (!next) return undefined;
  const closes = next.deadline.onExpiry === 'caseCloses' ? next.deadline.at : Number.POSITIVE_INFINITY;
  const rested = lastAt === undefined ? next.at : Math.max(next.at, lastAt + DAY_MS);
  const wanted = rested < closes ? rested : next.at;
  const awake = whenAwake(wanted, timeZone);
  return { ...next, at: awake < closes ? awake : wanted };
}

/** The same instant, or the end of the quiet hours that it falls into. */
function whenAwake(at: number, timeZone: string): number {
  const today = dayAt(at, timeZone);
  const morning = startOfDay(today, timeZone) + QUIET.until * HOUR_MS;
  const night = startOfDay(today, timeZone) + QUIET.from * HOUR_MS;
  if (at < morning) return morning;
  return at < night ? at : startOfDay(addDays(today, 1), timeZone) + QUIET.until * HOUR_MS;
}
