import { BEIJING, dayAt, endOfDay } from './calendarDay.js';
import type { Order } from './order.js';

/** How far an order has come, by its own record. untraceable: a tracking number that the carrier does not know. */
export type OrderStage = 'beforeShipBy' | 'pastShipBy' | 'untraceable' | 'inTransit' | 'delivered' | 'confirmed';

/** The furthest that the record shows at `now` (ms since epoch). */
export function orderStage(order: Order, now: number): OrderStage {
  if (order.confirmedAt !== undefined) return 'confirmed';
  if (order.deliveredAt !== undefined || order.tracking?.status === 'delivered') return 'delivered';
  if (order.tracking?.status === 'noRecord') return 'untraceable';
  if (order.shippedAt !== undefined || order.tracking !== undefined) return 'inTransit';
  return now > shipByEnd(order) ? 'pastShipBy' : 'beforeShipBy';
}

/** The last ms of the ship-by day, in Beijing time. Source: AFAQ, 2026-11. */
export function shipByEnd(order: Order): number {
  return endOfDay(dayAt(order.shipBy, BEIJING), BEIJING);
}
