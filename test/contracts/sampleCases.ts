import { OrderId } from '../../services/refunds/ids.js';
import { Order } from '../../services/refunds/order.js';
import { RefundRequest } from '../../services/refunds/refundRequest.js';

export const NOW = Date.UTC(2026, 10, 20, 9, 30);
const DAY = 86_400_000;

/** A delivered order of 500 cups. */
export function sampleOrder(orderId: string, paidDaysAgo = 40): Order {
  return Order.parse({
    orderId,
    title: '500 cups',
    sellerName: 'A seller',
    paid: { minor: 120_000, currency: 'USD' },
    units: { count: 500, noun: 'cups' },
    paidAt: NOW - paidDaysAgo * DAY,
    paidBy: 'card',
    route: 'tradeAssurance',
    shipBy: NOW - 30 * DAY,
    shippedAt: NOW - 31 * DAY,
    deliveredAt: NOW - 10 * DAY,
  });
}

export function sampleRequest(orderId: string, description = 'All of them came broken.'): RefundRequest {
  return RefundRequest.parse({
    orderId: OrderId.parse(orderId),
    problem: 'damaged',
    affected: { count: 500, total: 500 },
    description,
    seller: { outcome: 'silent', silentDays: 7 },
    remedy: 'fullRefund',
    evidenceLinks: ['https://example.com/broken.jpg'],
  });
}
