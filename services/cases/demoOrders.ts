import { z } from 'zod';
import { DAY_MS } from '../refunds/calendarDay.js';
import { OrderId } from '../refunds/ids.js';
import { Order } from '../refunds/order.js';
import { RefundRequest } from '../refunds/refundRequest.js';
import type { Records } from '../storage/records.js';
import { DEMO_ORDERS, type DemoOrder, OTHER_BUYERS_ORDER, type Situation } from './demoShelf.js';
import { fileCase } from './fileCase.js';
import { keepOrder, readOrders } from './storedOrders.js';

/** Everybody who opens the demo is this one buyer. */
export const DEMO_BUYER_ID = 'demo-buyer';
/** Whose order must look to the demo's buyer exactly like one that does not exist. */
export const DEMO_OTHER_BUYER_ID = 'demo-other-buyer';
export const DEMO_OTHER_ORDER_ID = OrderId.parse(OTHER_BUYERS_ORDER.orderId);

const FirstStart = z.object({ at: z.int() });

/**
 * Puts the demo's orders in, dated from the first start that these records have seen. `now`: ms since epoch.
 * Called at every start: what is there stays as it is, what is missing (a start that was cut short) is added.
 */
export async function seedDemo(records: Records, now: number): Promise<void> {
  const at = await firstStart(records, now);
  for (const demo of DEMO_ORDERS) await keepOrder(records, DEMO_BUYER_ID, dated(demo, at));
  await keepOrder(records, DEMO_OTHER_BUYER_ID, dated(OTHER_BUYERS_ORDER, at));
  const inDispute = DEMO_ORDERS.find(({ situation }) => situation === 'caseOpen');
  if (inDispute) await openDispute(records, dated(inDispute, at), at - 2 * DAY_MS);
}

/** The demo buyer's orders in the order of the shelf, with what each is there to show. */
export async function demoOrders(
  records: Records,
): Promise<readonly { readonly orderId: OrderId; readonly title: string; readonly situation: Situation }[]> {
  const kept = new Map((await readOrders(records, DEMO_BUYER_ID)).map((order) => [String(order.orderId), order]));
  return DEMO_ORDERS.flatMap(({ orderId, situation }) => {
    const order = kept.get(orderId);
    return order === undefined ? [] : [{ orderId: order.orderId, title: order.title, situation }];
  });
}

async function firstStart(records: Records, now: number): Promise<number> {
  await records.create('demo', 'firstStart', { at: now });
  return FirstStart.parse((await records.get('demo', 'firstStart'))?.value).at;
}

function dated({ daysAgo, situation: _, ...facts }: DemoOrder, at: number): Order {
  const days = Object.entries(daysAgo).map(([name, ago]) => [name, at - ago * DAY_MS]);
  return Order.parse({ ...facts, ...Object.fromEntries(days) });
}

async function openDispute(records: Records, order: Order, at: number): Promise<void> {
  const request = RefundRequest.parse({
    orderId: order.orderId,
    problem: 'defective',
    affected: { count: 60, total: order.units.count },
    description: '60 of the lamps do not switch on, with new batteries too.',
    seller: { outcome: 'refused' },
    remedy: 'partialRefund',
    amount: { minor: 27_000, currency: order.paid.currency },
    evidenceLinks: ['https://example.com/lamps-do-not-switch-on.mp4'],
  });
  await fileCase(records, `demo:open-case:${order.orderId}`, DEMO_BUYER_ID, request, at);
}
