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
  const ordered = draft.order.units.count;
  const total = said.total ?? ordered;
  const count = said.all
    ? total
    : (said.count ?? (said.share === undefined ? undefined : Math.round(said.share * total)));
  if (count === undefined || !Number.isInteger(count) || !Number.isInteger(total)) return;
  if (count < 1 || count > total || total > ordered) return;
  setField(draft, 'affected', 'affected', { count, total });
}
