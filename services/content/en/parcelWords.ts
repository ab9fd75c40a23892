import type { Order } from '../../refunds/order.js';
import { orderStage } from '../../refunds/orderStage.js';
import { words } from './words.js';

/** Where the goods of an order are, as far as its own record says, in one or two sentences. */
export function parcelWords(order: Order, now: number, timeZone: string): string {
  const day = (at: number): string => words.day(at, timeZone);
  const { tracking, shippedAt, deliveredAt, deliverBy, confirmedAt, shipBy } = order;
  const number = tracking ? ` (${tracking.carrier}, ${tracking.number})` : '';
  const due = deliverBy === undefined ? '' : `, promised for ${day(deliverBy)}`;
  switch (orderStage(order, now)) {
    case 'beforeShipBy':
      return `not shipped yet. The seller has until ${day(shipBy)} to ship it.`;
    case 'pastShipBy':
      return `not shipped, though it should have been by ${day(shipBy)}. You can ask for a refund.`;
    case 'untraceable':
      return `marked as shipped${number}, but the carrier does not know the number. Ask the seller for the right one.`;
    case 'inTransit':
      return `on its way${shippedAt === undefined ? '' : ` since ${day(shippedAt)}`}${number}${due}.`;
    case 'delivered':
      return `recorded as delivered${deliveredAt === undefined ? '' : ` on ${day(deliveredAt)}`}${number}. If it is not with you, tell me.`;
    case 'confirmed':
      return `received${confirmedAt === undefined ? '' : `, and confirmed on ${day(confirmedAt)}`}.`;
  }
}
