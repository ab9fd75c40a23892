import { allowedActions, CHAT_ACTIONS, type ChatAction } from '../../services/refunds/allowedActions.js';
import type { RefundCase } from '../../services/refunds/refundCase.js';
import type { ConversationState } from '../conversationState.js';

/** The case was shown: what can be done to it now may be said with the next messages, as it was when it was shown. */
export function offerActs(state: ConversationState, refundCase: RefundCase, now: number): readonly ChatAction[] {
  const actions = CHAT_ACTIONS.filter((act) =>
    allowedActions(refundCase, now).some(({ action, from }) => action === act && from === undefined),
  );
  state.caseOffer = { caseId: refundCase.caseId, seen: refundCase.history.length, actions: [...actions] };
  const { acting } = state;
  // What is being gathered goes on if it still can, since what has happened is seen now; "shall I?" was about how it stood.
  const goesOn =
    acting && acting.asks !== 'sure' && (acting.caseId !== refundCase.caseId || actions.includes(acting.action));
  state.acting = goesOn
    ? { ...acting, ...(acting.caseId === refundCase.caseId ? { seen: refundCase.history.length } : {}) }
    : undefined;
  return actions;
}
