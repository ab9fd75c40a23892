import type { TurnContext } from 'botbuilder';
import { dialogTurn } from '../kit/dialogTurn.js';

/** Puts the draft aside, whole; it can be taken up again. False: there was nothing to keep. */
export function park(context: TurnContext): boolean {
  const { state } = dialogTurn(context);
  const isKept = state.draft !== undefined && !(state.draft.toTrack && state.draft.problem === undefined);
  if (isKept) state.parked = state.draft;
  state.draft = undefined;
  state.asked = undefined;
  return isKept;
}
