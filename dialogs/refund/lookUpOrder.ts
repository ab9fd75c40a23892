import type { TurnContext } from 'botbuilder';
import type { OrderId } from '../../services/refunds/ids.js';
import { dialogTurn } from '../kit/dialogTurn.js';
import { knownBuyer } from '../kit/knownBuyer.js';
import { say } from '../kit/say.js';
import { noteAlsoNamed } from './alsoNamed.js';
import { draftOf, forget, setField } from './draft.js';
import type { RefundDraft } from './refundDraft.js';

/**
 * Finds the order among the buyer's own. One number that is theirs fills the draft, and true comes back. Several, or one
 * that is not theirs (or nobody's: it looks the same), leave a note from which the question is asked again; an order that
 * was named before stays, and the buyer is told so. Of a buyer whom nobody knows the number is noted, and nothing read.
 */
export async function lookUpOrder(context: TurnContext, said: readonly OrderId[]): Promise<boolean> {
  const turn = dialogTurn(context);
  const draft = draftOf(context);
  const buyerId = knownBuyer(turn);
  if (buyerId === undefined) return claim(draft, said);
  const found = [];
  for (const orderId of said.slice(0, 3)) {
    const order = await turn.ports.cases.order(buyerId, orderId);
    if (order) found.push(order);
  }
  if (found.length > 1) noteAlsoNamed(context, found);
  const [only] = found;
  if (only && found.length === 1) {
    setField(draft, 'order', 'order', only);
    return true;
  }
  if (draft.order) await say(context, 'repair.orderUnknown', { said, kept: draft.order });
  else draft.orderTrouble = { kind: found.length > 1 ? 'several' : 'unknown', said: said.slice(0, 10) };
  return false;
}

/** It has to be proven first. Always false: the order is not known. */
function claim(draft: RefundDraft, said: readonly OrderId[]): false {
  const [only] = said;
  if (only !== undefined && said.length === 1) {
    if (draft.order?.orderId !== only) setField(draft, 'order', 'claimedOrder', only);
    return false;
  }
  forget(draft, 'order');
  draft.orderTrouble = { kind: 'several', said: said.slice(0, 10) };
  return false;
}
