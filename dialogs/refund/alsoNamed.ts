import type { TurnContext } from 'botbuilder';
import type { OrderId } from '../../services/refunds/ids.js';
import type { Order } from '../../services/refunds/order.js';
import type { AlsoNamed } from '../conversationState.js';
import { dialogTurn, type Reply } from '../kit/dialogTurn.js';
import { knownBuyer } from '../kit/knownBuyer.js';
import { say } from '../kit/say.js';

/** Several orders were named at once: each has its own case, so they come one after the other. */
export function noteAlsoNamed(context: TurnContext, orders: readonly Order[]): void {
  const { state } = dialogTurn(context);
  const problem = state.draft?.problem;
  state.alsoNamed = orders.map(({ orderId, title }) => ({ orderId, title, ...(problem ? { problem } : {}) }));
}

/**
 * One of them is settled: the next one is offered, unless another filing is open. From what is kept and without a read: it
 * is said when a result comes back, which must not be lost because the order system is away.
 */
export async function offerAlsoNamed(context: TurnContext, settled: OrderId): Promise<void> {
  const turn = dialogTurn(context);
  const { state } = turn;
  state.alsoNamed = state.alsoNamed.filter(({ orderId }) => orderId !== settled);
  const [next] = state.alsoNamed;
  if (next === undefined || state.draft !== undefined || knownBuyer(turn) === undefined) return;
  await say(context, 'refund.alsoNamed', { order: next });
}

/** The one that was offered just now, if the buyer wants it; a no ends the offers. */
export function wantsAlsoNamed(context: TurnContext, { understood }: Reply): AlsoNamed | undefined {
  const { state } = dialogTurn(context);
  const [next] = state.alsoNamed;
  if (next === undefined || !state.offered[0]?.includes(next.orderId)) return undefined;
  const { intent, slots } = understood;
  if (intent === 'deny') state.alsoNamed = [];
  const namesIt = slots.orderIds.length === 1 && slots.orderIds[0] === next.orderId;
  return intent === 'affirm' || namesIt ? next : undefined;
}
