import { dateEventId, datesBy, dropDate, eventOn } from '../services/cases/caseDates.js';
import type { CaseOutbox } from '../services/cases/caseOutbox.js';
import { moveStored } from '../services/cases/moveStored.js';
import { readOpenedCase } from '../services/cases/storedCases.js';
import type { RuleNumbers } from '../services/refunds/ruleNumbers.js';
import type { Records } from '../services/storage/records.js';
import type { Log } from '../services/telemetry/log.js';
import { tellCase } from './tellCase.js';
import type { Intake } from './turn/intake.js';

export type CaseClockOptions = {
  readonly records: Records;
  /** Who else hears what happens to cases. */
  readonly outbox?: CaseOutbox | undefined;
  /** In force; the published ones unless told. */
  readonly rules?: RuleNumbers;
  readonly send: Intake['receive'];
  /** ms since epoch. */
  readonly clock: () => number;
  readonly everyMs: number;
  readonly log: Log;
};

/** As many dates in one go; the next ones follow with the next look. */
const AT_ONCE = 100;

/**
 * The embedded backend's own clock: cases whose date has come move by themselves (the platform steps in, a request lapses),
 * once, whichever process looks first, and their buyers hear of it.
 */
export function startCaseClock(options: CaseClockOptions): { close(): Promise<void> } {
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    looking ??= moveDueCases(options)
      .catch((error: unknown) => options.log.error({ err: error }, 'cases: a date could not be seen to'))
      .finally(() => {
        looking = undefined;
      });
  }, options.everyMs).unref();
  return {
    async close() {
      clearInterval(timer);
      await looking;
    },
  };
}

/** Of each date the move, then the news, then the date is dropped: whatever is cut off is done by the next look. */
export async function moveDueCases({
  records,
  outbox,
  rules,
  send,
  clock,
}: Omit<CaseClockOptions, 'everyMs' | 'log'>): Promise<void> {
  const now = clock();
  for (const date of await datesBy(records, now, AT_ONCE)) {
    const refundCase = await readOpenedCase(records, date.caseId);
    const id = dateEventId(date);
    const event = refundCase && eventOn(refundCase, date);
    const moved = event && (await moveStored(records, date.caseId, event, { at: now, id }, outbox, rules));
    // Done before, by somebody who did not get as far as to tell it.
    const known = moved?.kind === 'moved' || moved?.kind === 'repeated' ? moved.case : refundCase;
    const nth = (known?.history.findIndex(({ sourceEventId }) => sourceEventId === id) ?? -1) + 1;
    if (known && nth > 0 && (await tellCase({ records, send }, known, nth, now)).kind === 'later') continue;
    await dropDate(records, date);
  }
}
