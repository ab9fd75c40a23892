import type { Settlement } from '../../services/refunds/caseEvent.js';
import { checkAmount } from '../../services/refunds/maxRefund.js';
import type { Money } from '../../services/refunds/money.js';
import type { RefundCase } from '../../services/refunds/refundCase.js';
import type { Slots } from '../../services/understanding/understanding.js';

/** Why an amount cannot be proposed. notMore: the seller offers as much already. */
export type NoSettlement = 'over' | 'zero' | 'wrongCurrency' | 'notMore' | 'unreadable';

/** What settles a case without an amount of its own. */
const IN_KIND: readonly Settlement['remedy'][] = ['replacement', 'resendMissing', 'returnAndRefund'];

/** What the buyer would settle for, read from an answer: an amount, a share of what was paid, or goods. */
export function readSettlement(
  { amount, affected, remedy }: Slots,
  paid: Money,
  refundCase: RefundCase,
): Settlement | NoSettlement {
  const share = affected?.share;
  const said = amount ?? (share === undefined ? undefined : { minor: Math.round(paid.minor * share) });
  if (!said) {
    if (remedy === 'fullRefund' || affected?.all) return { remedy: 'fullRefund', amount: paid };
    return remedy !== undefined && IN_KIND.includes(remedy) ? { remedy } : 'unreadable';
  }
  const checked = checkAmount(said, paid);
  if (checked.kind !== 'ok') return checked.kind;
  const offered = refundCase.proposal?.by === 'seller' ? refundCase.proposal.amount : undefined;
  if (offered?.currency === paid.currency && checked.amount.minor <= offered.minor) return 'notMore';
  return { remedy: checked.amount.minor === paid.minor ? 'fullRefund' : 'partialRefund', amount: checked.amount };
}

/** What may be picked: what was asked for at first, and everything; the seller's own offer is no answer to itself. */
export function suggestions({ request, proposal }: RefundCase, paid: Money): readonly Money[] {
  const offered = proposal?.by === 'seller' ? (proposal.amount?.minor ?? 0) : 0;
  const first = request.amount;
  const isBetween = first?.currency === paid.currency && first.minor > offered && first.minor < paid.minor;
  return [...(first && isBetween ? [first] : []), paid];
}
