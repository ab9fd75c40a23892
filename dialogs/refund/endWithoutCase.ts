import type { TurnContext } from 'botbuilder';
import { dialogTurn } from '../kit/dialogTurn.js';
import { offerAlsoNamed } from './alsoNamed.js';

/** The filing ends, and the buyer has been told why. What was told is kept for another order. */
export async function endWithoutCase(context: TurnContext): Promise<'ended'> {
  const { state } = dialogTurn(context);
  const order = state.draft?.order;
  state.refused = state.draft;
  state.draft = undefined;
  state.asked = undefined;
  if (order) await offerAlsoNamed(context, order.orderId);
  return 'ended';
}
