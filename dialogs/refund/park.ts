import type { TurnContext } from 'botbuilder';
import { dialogTurn } from '../kit/dialogTurn.js';
import { forgetChange } from './change.js';
import { holdsMuch } from './draft.js';

/** Puts the draft aside, whole; it can be taken up again. One that holds next to nothing pushes no other out. */
export function park(context: TurnContext): void {
  const { state } = dialogTurn(context);
  const { draft } = state;
  if (draft && (state.parked === undefined || holdsMuch(draft))) state.parked = draft;
  state.draft = undefined;
  state.asked = undefined;
  forgetChange(state);
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
