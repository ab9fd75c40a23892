import { z } from 'zod';
import type { OrderId } from '../refunds/ids.js';
import { Order } from '../refunds/order.js';
import { everyRecord } from '../storage/everyRecord.js';
import type { Records } from '../storage/records.js';
import { buyerPrefix } from './buyerKey.js';

const ORDERS = 'orders';
/** Order number -> whose it is. Read for verification alone: the orders themselves are found by their buyer. */
const OWNERS = 'orderOwners';

/** The key holds the buyer: for anybody else the order is not refused, it is not there. */
export function orderKey(buyerId: string, orderId: OrderId): string {
  return buyerPrefix(buyerId) + orderId;
}

export async function readOrder(records: Records, buyerId: string, orderId: OrderId): Promise<Order | undefined> {
  const stored = await records.get(ORDERS, orderKey(buyerId, orderId));
  return stored && Order.parse(stored.value);
}

/** Every order of the buyer, the last paid first. */
export async function readOrders(records: Records, buyerId: string): Promise<readonly Order[]> {
  const stored = await everyRecord(records, ORDERS, buyerPrefix(buyerId));
  return stored.map(({ value }) => Order.parse(value)).sort((one, other) => other.paidAt - one.paidAt);
}

/** Whose order it is. A number that two buyers have is the first one's. */
export async function readOwner(records: Records, orderId: OrderId): Promise<string | undefined> {
  return z
    .string()
    .optional()
    .parse((await records.get(OWNERS, orderId))?.value);
}

/**
 * Keeps a new order; false: there is one by this number already, and it stays as it is. Its owner is noted either way:
 * builds before this one did not, and a call may have stopped in between.
 */
export async function keepOrder(records: Records, buyerId: string, order: Order): Promise<boolean> {
  const [isNew] = await Promise.all([
    records.create(ORDERS, orderKey(buyerId, order.orderId), Order.parse(order)),
    records.create(OWNERS, order.orderId, buyerId),
  ]);
  return isNew;
}
