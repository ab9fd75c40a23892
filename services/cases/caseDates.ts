import { z } from 'zod';
import type { CaseEvent } from '../refunds/caseEvent.js';
import { CaseId } from '../refunds/ids.js';
import { Deadline, type RefundCase } from '../refunds/refundCase.js';
import type { Records } from '../storage/records.js';

/** Time and case number -> the date of a case on which it moves by itself. In the order of time. */
const CASE_DATES = 'caseDates';

const CaseDate = z.object({ caseId: CaseId, kind: Deadline.shape.kind, at: z.int() });
export type CaseDate = z.infer<typeof CaseDate>;

/** What happens by itself when a date has come and nobody has done anything; the others only give somebody a right. */
const BY_ITSELF: Readonly<
  Partial<Record<Deadline['onExpiry'], Extract<CaseEvent, { kind: 'clockEscalates' | 'caseLapses' }>>>
> = { platformSteps: { kind: 'clockEscalates' }, caseCloses: { kind: 'caseLapses' } };

/**
 * Keeps the dates on which a case moves by itself. Called before the case is written with them: a date of a case that was
 * then written otherwise is found not to be its own when it comes.
 */
export async function keepDates(records: Records, refundCase: RefundCase, before?: RefundCase): Promise<void> {
  const { caseId, deadlines } = refundCase;
  const isKept = ({ kind, at }: Deadline) =>
    before?.hold === refundCase.hold && before.deadlines.some((known) => known.kind === kind && known.at === at);
  const fresh = deadlines.filter((each) => BY_ITSELF[each.onExpiry] && !isKept(each));
  await Promise.all(
    fresh.map(({ kind, at }) => records.create(CASE_DATES, keyOf({ caseId, kind, at }), { caseId, kind, at })),
  );
}

/** Those that have come by `now`, the oldest first. */
export async function datesBy(records: Records, now: number, limit: number): Promise<readonly CaseDate[]> {
  const stored = await records.list(CASE_DATES, { limit });
  return stored.map(({ value }) => CaseDate.parse(value)).filter(({ at }) => at <= now);
}

/** It has been seen to, or is not the case's any more. */
export async function dropDate(records: Records, date: CaseDate): Promise<void> {
  await records.remove(CASE_DATES, keyOf(date));
}

/** What happens to the case on this date; undefined: it is none of its dates any more. */
export function eventOn(refundCase: RefundCase, { kind, at }: CaseDate) {
  const own = refundCase.deadlines.find((each) => each.kind === kind && each.at === at);
  return own && BY_ITSELF[own.onExpiry];
}

/** Of one date the same event, however often it is looked at. */
export function dateEventId({ kind, at }: CaseDate): string {
  return `clock:${kind}:${at}`;
}

function keyOf({ caseId, kind, at }: CaseDate): string {
  return `${String(at).padStart(15, '0')}:${caseId}:${kind}`;
}
