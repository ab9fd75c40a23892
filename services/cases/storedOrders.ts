import type { OrderId } from '../refunds/ids.js';
import { Order } from '../refunds/order.js';
import type { Records } from '../storage/records.js';
import { buyerPrefix } from './buyerKey.js';
import { everyRecord } from './everyRecord.js';

const ORDERS = 'orders';

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

/** Keeps a new order; false: there is one by this number already, and it stays as it is. */
export async function keepOrder(records: Records, buyerId: string, order: Order): Promise<boolean> {
  return records.create(ORDERS, orderKey(buyerId, order.orderId), Order.parse(order));
}
