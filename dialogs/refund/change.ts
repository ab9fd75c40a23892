import type { TurnContext } from 'botbuilder';
import type { ReviewField } from '../../services/content/copy.js';
import type { ConversationState } from '../conversationState.js';
import { dialogTurn } from '../kit/dialogTurn.js';
import { draftOf, reopen } from './draft.js';
import type { RefundDraft } from './refundDraft.js';

/** An answer is to be given anew. Until it is, the draft from before can be had back. */
export function change(context: TurnContext, field: ReviewField, before = structuredClone(draftOf(context))): void {
  const { state } = dialogTurn(context);
  remember(state, before);
  state.changing = true;
  reopen(draftOf(context), field);
}

/** What a correction can be taken back to: of several unfinished ones, to before the first. */
export function remember(state: ConversationState, before: RefundDraft): void {
  if (isChanging(state)) return;
  const { choosing: _, ...draft } = before;
  state.before = draft;
}

/** An answer is being given anew, and the old one can be had back. */
export function isChanging({ changing, before }: ConversationState): boolean {
  return changing && before !== undefined;
}

/** Nothing can be taken back any more. */
export function forgetChange(state: ConversationState): void {
  state.before = undefined;
  state.changing = false;
}
