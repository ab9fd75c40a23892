import type { TurnContext } from 'botbuilder';
import { dialogTurn } from '../kit/dialogTurn.js';

/** The filing ends, and the buyer has been told why. What was told is kept for another order. */
export function endWithoutCase(context: TurnContext): 'ended' {
  const { state } = dialogTurn(context);
  state.refused = state.draft;
  state.draft = undefined;
  state.asked = undefined;
  return 'ended';
}
