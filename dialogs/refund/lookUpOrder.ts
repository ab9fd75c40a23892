import type { TurnContext } from 'botbuilder';
import type { OrderId } from '../../services/refunds/ids.js';
import { dialogTurn } from '../kit/dialogTurn.js';
import { draftOf, setField } from './draft.js';

/**
 * Finds the order among the buyer's own. One number that is theirs fills the draft; several, or one that is not theirs
 * (or nobody's: it looks the same), leave a note from which the question is asked again.
 */
export async function lookUpOrder(context: TurnContext, said: readonly OrderId[]): Promise<void> {
  const turn = dialogTurn(context);
  const draft = draftOf(context);
  const found = [];
  for (const orderId of said.slice(0, 3)) {
    const order = await turn.ports.cases.order(turn.buyerId, orderId);
    if (order) found.push(order);
  }
  const [only] = found;
  if (only && found.length === 1) setField(draft, 'order', 'order', only);
  else draft.orderTrouble = { kind: found.length > 1 ? 'several' : 'unknown', said: said.slice(0, 10) };
}
