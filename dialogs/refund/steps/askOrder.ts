import type { TurnContext } from 'botbuilder';
import type { OrderId } from '../../../services/refunds/ids.js';
import type { Order } from '../../../services/refunds/order.js';
import { matchChoice } from '../../kit/choices.js';
import { dialogTurn } from '../../kit/dialogTurn.js';
import type { QuestionStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { draftOf, setField } from '../draft.js';
import { lookUpOrder } from '../lookUpOrder.js';

/** More buttons than this are a list nobody reads; an older order is typed. */
const MOST_OFFERED = 7;

/** Which order: by its number, or picked from the buyer's own. */
export const askOrder: QuestionStep = {
  name: 'askOrder',
  needed: (context) => draftOf(context).order === undefined,

  ask: async (context, again) => {
    const trouble = draftOf(context).orderTrouble;
    const because = trouble ?? (again ? ({ kind: 'unreadable' } as const) : undefined);
    const orders = await offered(context);
    await say(context, 'refund.askOrder', { orders, because }, { asks: true });
  },

  take: async (context, reply) => {
    const said = reply.understood.slots.orderIds;
    if (said.length > 0) {
      await lookUpOrder(context, said);
      return 'taken';
    }
    const orders = await offered(context);
    const choices = orders.map((order) => ({ value: order.orderId, title: order.title }));
    const picked: OrderId | undefined = matchChoice(reply.text, choices);
    const order = orders.find(({ orderId }) => orderId === picked);
    if (!order) return 'notUnderstood';
    setField(draftOf(context), 'order', 'order', order);
    return 'taken';
  },
};

/** The buyer's own orders, those first in which something has happened last. */
async function offered(context: TurnContext): Promise<readonly Order[]> {
  const turn = dialogTurn(context);
  const orders = await turn.ports.cases.orders(turn.buyerId);
  return [...orders].sort((one, other) => lastEvent(other, turn.now) - lastEvent(one, turn.now)).slice(0, MOST_OFFERED);
}

function lastEvent({ deliveredAt, shippedAt, shipBy, paidAt }: Order, now: number): number {
  return deliveredAt ?? shippedAt ?? (shipBy <= now ? shipBy : paidAt);
}
