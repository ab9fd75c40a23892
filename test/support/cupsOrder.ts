import { DAY_MS } from '../../services/refunds/calendarDay.js';
import { Order } from '../../services/refunds/order.js';

export const CUPS_ORDER_ID = '234193410001028893';

/** 500 cups that came sixteen days ago: every remedy is open. `now`: ms since epoch. */
export function cupsOrder(now: number): Order {
  const ago = (days: number): number => now - days * DAY_MS;
  return Order.parse({
    orderId: CUPS_ORDER_ID,
    title: '500 ceramic cups, 350 ml, with printed logo',
    sellerName: 'Chaozhou Brightkiln Ceramics Co., Ltd.',
    paid: { minor: 120_000, currency: 'USD' },
    units: { count: 500, noun: 'cups' },
    paidBy: 'card',
    route: 'tradeAssurance',
    paidAt: ago(52),
    shipBy: ago(38),
    shippedAt: ago(39),
    deliveredAt: ago(16),
    confirmedAt: ago(15),
    tracking: { number: 'YT2618840072913', carrier: 'Yanwen', status: 'delivered' },
    shipTo: 'DE',
  });
}
