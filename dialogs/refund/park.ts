import type { TurnContext } from 'botbuilder';
import { dialogTurn } from '../kit/dialogTurn.js';

/** Puts the draft aside, whole; it can be taken up again. */
export function park(context: TurnContext): void {
  const { state } = dialogTurn(context);
  if (state.draft) state.parked = state.draft;
  state.draft = undefined;
  state.asked = undefined;
}
