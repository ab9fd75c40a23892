import { isDeepStrictEqual } from 'node:util';
import type { TurnContext } from 'botbuilder';
import type { SellerAct, SellerOutcome } from '../../services/refunds/refundTerms.js';
import { dialogTurn, type Reply } from '../kit/dialogTurn.js';
import type { SellerDeed } from './refundDraft.js';

/** More than so many are no news. */
const MOST = 12;
const SAID = 200;

/**
 * What the buyer tells of the seller's doings, wherever they tell it: it stands in the draft under way, else it waits for
 * the one that this message may begin.
 */
export function noteSellerActs(context: TurnContext, { text, understood }: Reply): void {
  const { state, now } = dialogTurn(context);
  const told = (understood.slots.sellerActs ?? []).map((act) => ({ act, at: now, said: text.slice(0, SAID) }));
  if (told.length === 0) return;
  if (state.draft) state.draft.sellerActs = withDeeds(state.draft.sellerActs, told);
  else state.sellerActs = withDeeds(state.sellerActs, told);
}

/** After the message: what no draft has taken belongs to what was filed last, or was put aside. */
export function settleSellerActs(context: TurnContext, sellerBefore: object | undefined): void {
  const { state, now } = dialogTurn(context);
  const draft = state.draft ?? state.filing?.draft;
  if (draft?.seller && !isDeepStrictEqual(draft.seller, sellerBefore)) draft.sellerToldAt = now;
  const holder = draft ?? state.filed.at(-1) ?? state.parked ?? state.refused;
  if (state.sellerActs.length === 0 || !holder) return;
  holder.sellerActs = withDeeds(holder.sellerActs, state.sellerActs);
  state.sellerActs = [];
}

/** What the seller must have done when the buyer wrote, where only that is told. */
export function outcomeBy(acts: readonly SellerAct[]): SellerOutcome | undefined {
  if (acts.length === 0) return undefined;
  if (acts.includes('offeredPart') || acts.includes('offeredOutside')) return 'offered';
  return acts.includes('brokePromise') ? 'agreed' : 'talking';
}

/** Each once, as it was told first. */
function withDeeds(known: readonly SellerDeed[] = [], told: readonly SellerDeed[]): SellerDeed[] {
  const fresh = told.filter(({ act }, at) => ![...known, ...told.slice(0, at)].some((deed) => deed.act === act));
  return [...known, ...fresh].slice(0, MOST);
}
