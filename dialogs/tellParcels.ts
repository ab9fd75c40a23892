import type { TurnContext } from 'botbuilder';
import { dialogTurn, type Reply } from './kit/dialogTurn.js';
import { knownBuyer } from './kit/knownBuyer.js';
import { say } from './kit/say.js';

const SHOWN = 5;

/** "Where is my parcel?": how far the named order has come, or the latest ones. */
export async function tellParcels(context: TurnContext, reply: Reply): Promise<void> {
  const turn = dialogTurn(context);
  const buyerId = knownBuyer(turn);
  if (buyerId === undefined) return say(context, 'track.parcelElsewhere', {});
  const { orderIds } = reply.understood.slots;
  const all = [...(await turn.ports.cases.orders(buyerId))].sort((a, b) => b.paidAt - a.paidAt);
  const named = all.filter(({ orderId }) => orderIds.includes(orderId));
  const orders = (named.length > 0 ? named : all).slice(0, SHOWN);
  if (orders.length === 0) return say(context, 'track.parcelElsewhere', {});
  await say(context, 'track.parcels', { orders, now: turn.now, timeZone: turn.state.timeZone });
}
