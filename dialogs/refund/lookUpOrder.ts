import type { TurnContext } from 'botbuilder';
import type { OrderId } from '../../services/refunds/ids.js';
import { dialogTurn } from '../kit/dialogTurn.js';
import { say } from '../kit/say.js';
import { draftOf, setField } from './draft.js';

/**
 * Finds the order among the buyer's own. One number that is theirs fills the draft, and true comes back. Several, or one
 * that is not theirs (or nobody's: it looks the same), leave a note from which the question is asked again; an order that
 * was named before stays, and the buyer is told so.
 */
export async function lookUpOrder(context: TurnContext, said: readonly OrderId[]): Promise<boolean> {
  const turn = dialogTurn(context);
  const draft = draftOf(context);
  const found = [];
  for (const orderId of said.slice(0, 3)) {
    const order = await turn.ports.cases.order(turn.buyerId, orderId);
    if (order) found.push(order);
  }
  const [only] = found;
  if (only && found.length === 1) {
    setField(draft, 'order', 'order', only);
    return true;
  }
  if (draft.order) await say(context, 'repair.orderUnknown', { said, kept: draft.order });
  else draft.orderTrouble = { kind: found.length > 1 ? 'several' : 'unknown', said: said.slice(0, 10) };
  return false;
}
