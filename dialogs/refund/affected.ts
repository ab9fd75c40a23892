import type { Affected } from '../../services/refunds/refundTerms.js';
import { setField } from './draft.js';
import type { RefundDraft } from './refundDraft.js';

/**
 * Turns "all", "half" or "12" into n of N once the order says how many there were. What does not fit (more than were
 * ordered) is dropped, and asked again.
 */
export function settleAffected(draft: RefundDraft): void {
  const said = draft.affectedSaid;
  if (!said || !draft.order) return;
  delete draft.affectedSaid;
  const affected = countOf(said, draft.order.units.count);
  if (affected) setField(draft, 'affected', 'affected', affected);
}

/** n of N as it was said, of an order of so many; undefined: it does not fit. */
export function countOf(said: NonNullable<RefundDraft['affectedSaid']>, ordered: number): Affected | undefined {
  const total = said.total ?? ordered;
  const count = said.all
    ? total
    : (said.count ?? (said.share === undefined ? undefined : Math.round(said.share * total)));
  if (count === undefined || !Number.isInteger(count) || !Number.isInteger(total)) return undefined;
  return count < 1 || count > total || total > ordered ? undefined : { count, total };
}
