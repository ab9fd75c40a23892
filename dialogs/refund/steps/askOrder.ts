import type { TurnContext } from 'botbuilder';
import type { Order } from '../../../services/refunds/order.js';
import { matchChoice } from '../../kit/choices.js';
import { dialogTurn } from '../../kit/dialogTurn.js';
import type { QuestionStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { draftOf, setField } from '../draft.js';
import { lookUpOrder } from '../lookUpOrder.js';
import { orderByWords } from '../orderByWords.js';

/** More buttons than this are a list nobody reads; an older order is typed. */
const MOST_OFFERED = 7;

/** Which order: by its number, picked from the buyer's own, or by what it was ("the cups"). */
export const askOrder: QuestionStep = {
  name: 'askOrder',
  needed: (context) => draftOf(context).order === undefined,

  ask: async (context, again) => {
    const trouble = draftOf(context).orderTrouble;
    const because = again ? ({ kind: 'unreadable' } as const) : trouble;
    const draft = dialogTurn(context).state.parked?.order;
    await say(context, 'refund.askOrder', { orders: await offered(context), because, draft }, { asks: true });
  },

  take: async (context, reply) => {
    const said = reply.understood.slots.orderIds;
    if (said.length > 0) {
      await lookUpOrder(context, said);
      return 'taken';
    }
    const shown = await offered(context);
    const choices = shown.map((order) => ({ value: order, title: order.title }));
    const order = matchChoice(reply.text, choices) ?? orderByWords(reply.text, await own(context), fillers(context));
    if (!order) return 'notUnderstood';
    setField(draftOf(context), 'order', 'order', order);
    return 'taken';
  },
};

function fillers(context: TurnContext): readonly string[] {
  return dialogTurn(context).ports.content.words.titleFillers;
}

async function own(context: TurnContext): Promise<readonly Order[]> {
  const turn = dialogTurn(context);
  return turn.ports.cases.orders(turn.buyerId);
}

/** The orders that were named, or else the buyer's own, those first in which something has happened last. */
async function offered(context: TurnContext): Promise<readonly Order[]> {
  const { now } = dialogTurn(context);
  const { orderTrouble, description } = draftOf(context);
  const orders = await own(context);
  if (orderTrouble?.kind === 'several') {
    const named = orders.filter(({ orderId }) => orderTrouble.said.includes(orderId));
    if (named.length > 0) return named;
  }
  const latest = [...orders].sort((one, other) => lastEvent(other, now) - lastEvent(one, now));
  const likely = description === undefined ? undefined : orderByWords(description, orders, fillers(context));
  const first = likely ? [likely] : [];
  return [...first, ...latest.filter((order) => order !== likely)].slice(0, MOST_OFFERED);
}

function lastEvent({ deliveredAt, shippedAt, shipBy, paidAt }: Order, now: number): number {
  return deliveredAt ?? shippedAt ?? (shipBy <= now ? shipBy : paidAt);
}
