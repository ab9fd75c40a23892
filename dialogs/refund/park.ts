import type { TurnContext } from 'botbuilder';
import { dialogTurn } from '../kit/dialogTurn.js';
import { forgetChange } from './change.js';
import { holdsMuch } from './draft.js';

/**
 * Puts the draft aside, whole. One that holds next to nothing pushes no other out; one that was only begun to see cases
 * is no draft. True: there is one to go on with.
 */
export function park(context: TurnContext): boolean {
  const { state } = dialogTurn(context);
  const { draft } = state;
  const isDraft = draft !== undefined && !(draft.toTrack && draft.problem === undefined);
  if (isDraft && (state.parked === undefined || holdsMuch(draft))) state.parked = draft;
  state.draft = undefined;
  state.asked = undefined;
  forgetChange(state);
  return state.parked !== undefined;
}

/** The draft that was put aside is the open one again; what was open meanwhile is put aside for it. */
export function takeUpParked(context: TurnContext): void {
  const { state } = dialogTurn(context);
  const { draft, parked } = state;
  state.parked = draft && holdsMuch(draft) ? draft : undefined;
  state.draft = parked;
  forgetChange(state);
  state.said = {};
}
