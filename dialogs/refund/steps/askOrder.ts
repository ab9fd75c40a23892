import type { TurnContext } from 'botbuilder';
import type { Order } from '../../../services/refunds/order.js';
import { askForPerson } from '../../desk/waiting.js';
import { declined, isCommand } from '../../kit/choices.js';
import { readDenials } from '../../kit/denied.js';
import { dialogTurn } from '../../kit/dialogTurn.js';
import { knownBuyer } from '../../kit/knownBuyer.js';
import type { QuestionStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { choose, turnDown } from '../choose.js';
import { draftOf, setField } from '../draft.js';
import { lookUpOrder } from '../lookUpOrder.js';
import { orderByWords } from '../orderByWords.js';

/** More buttons than this are a list nobody reads; an older order is typed. */
const MOST_OFFERED = 7;
/** After so many numbers that are none of the buyer's, a person is named. */
const MOST_NOT_FOUND = 3;

/** Which order: by its number, picked from the buyer's own, or by what it was ("the cups"). */
export const askOrder: QuestionStep = {
  name: 'askOrder',
  needed: (context) => draftOf(context).order === undefined && draftOf(context).claimedOrder === undefined,

  ask: (context, again) => put(context, { again }),

  take: async (context, reply) => {
    const said = reply.understood.slots.orderIds;
    if (said.length > 0) {
      if (!(await lookUpOrder(context, said))) await nameAPerson(context);
      return 'taken';
    }
    if (isCommand(reply.text, '', dialogTurn(context).ports.content.words.allOrders)) {
      draftOf(context).orderTrouble = { kind: 'all', said: [] };
      await put(context, { again: false });
      return 'waiting';
    }
    const picked = await pick(context, reply.text);
    if (picked === 'fewer') {
      await put(context, { again: false, turnedDown: true });
      return 'waiting';
    }
    if (!picked) return 'notUnderstood';
    setField(draftOf(context), 'order', 'order', picked);
    return 'taken';
  },
};

async function put(context: TurnContext, { again, turnedDown }: { again: boolean; turnedDown?: true }): Promise<void> {
  const because = turnedDown
    ? ({ kind: 'turnedDown' } as const)
    : again
      ? ({ kind: 'unreadable' } as const)
      : draftOf(context).orderTrouble;
  const draft = dialogTurn(context).state.parked?.order;
  await say(context, 'refund.askOrder', { orders: await offered(context), because, draft }, { asks: true });
}

/** By its number in the list or its place, or by what it was; "not the cups" turns one down. */
async function pick(context: TurnContext, text: string): Promise<Order | 'fewer' | undefined> {
  const { words } = dialogTurn(context).ports.content;
  const shown = await offered(context);
  const choices = shown.map(({ orderId, title }) => ({ value: orderId, title }));
  const chosen = choose(draftOf(context), text, choices, words);
  if (chosen?.kind === 'fewer') return 'fewer';
  if (chosen) return shown.find(({ orderId }) => orderId === chosen.value);
  const mine = await own(context);
  const byWords = (said: string) => orderByWords(said, mine, words.titleFillers);
  const instead = readDenials(text, words).flatMap(({ said }) => byWords(said) ?? []);
  const named = instead[0] ?? byWords(text);
  if (!named || instead.length > 0 || declined(text, words) === undefined) return named;
  turnDown(draftOf(context), named.orderId);
  return 'fewer';
}

async function nameAPerson(context: TurnContext): Promise<void> {
  const draft = draftOf(context);
  if (draft.orderTrouble?.kind !== 'unknown') return;
  draft.ordersNotFound = (draft.ordersNotFound ?? 0) + 1;
  if (draft.ordersNotFound % MOST_NOT_FOUND === 0) await askForPerson(context, 'noSuchOrder', true);
}

/** None of a buyer whom nobody knows. */
async function own(context: TurnContext): Promise<readonly Order[]> {
  const turn = dialogTurn(context);
  const buyerId = knownBuyer(turn);
  return buyerId === undefined ? [] : turn.ports.cases.orders(buyerId);
}

/** The orders that were named, or else the buyer's own, those first in which something has happened last. */
async function offered(context: TurnContext): Promise<readonly Order[]> {
  const { now, ports } = dialogTurn(context);
  const { orderTrouble, description, unwanted = [] } = draftOf(context);
  const all = await own(context);
  const wanted = all.filter(({ orderId }) => !unwanted.includes(orderId));
  const orders = wanted.length > 0 ? wanted : all;
  if (orderTrouble?.kind === 'several') {
    const named = orders.filter(({ orderId }) => orderTrouble.said.includes(orderId));
    if (named.length > 0) return named;
  }
  const latest = [...orders].sort((one, other) => lastEvent(other, now) - lastEvent(one, now));
  const likely =
    description === undefined ? undefined : orderByWords(description, orders, ports.content.words.titleFillers);
  const first = likely ? [likely] : [];
  return [...first, ...latest.filter((order) => order !== likely)].slice(0, MOST_OFFERED);
}

function lastEvent({ deliveredAt, shippedAt, shipBy, paidAt }: Order, now: number): number {
  return deliveredAt ?? shippedAt ?? (shipBy <= now ? shipBy : paidAt);
}
