import { allowedActions } from '../services/refunds/allowedActions.js';
import type { RefundCase } from '../services/refunds/refundCase.js';
import type { ActKind, ConversationState } from './conversationState.js';

/** What a buyer can do to a case with a word. What needs more (an amount, evidence, a parcel) is done on the order page. */
const ACTS: readonly ActKind[] = ['buyerAccepts', 'buyerEscalates', 'buyerGoesToArbitration', 'buyerWithdraws'];

/** The case was shown: what can be done to it now may be said with the next messages, as it was when it was shown. */
export function offerActs(state: ConversationState, refundCase: RefundCase, now: number): readonly ActKind[] {
  const actions = ACTS.filter((act) =>
    allowedActions(refundCase, now).some(({ action, from }) => action === act && from === undefined),
  );
  state.caseOffer = { caseId: refundCase.caseId, seen: refundCase.history.length, actions: [...actions] };
  state.acting = undefined;
  return actions;
}
