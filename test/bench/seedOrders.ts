import { keepOrder } from '../../services/cases/storedOrders.js';
import { DAY_MS } from '../../services/refunds/calendarDay.js';
import { Order } from '../../services/refunds/order.js';
import { openStorage } from '../../services/storage/openStorage.js';
import { StoreAddress } from '../../services/storage/storeAddress.js';
import { ORDER_ID } from './filing.js';
import { buyer } from './seed.js';

/** A process of its own, so that the server starts with nothing but the orders: `seedOrders.js <folder or redis://> <buyers>`. */
const [, , where = '', buyers = '0'] = process.argv;

const now = Date.now();
const ago = (days: number): number => now - days * DAY_MS;
const order = Order.parse({
  orderId: ORDER_ID,
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

const address = StoreAddress.safeParse(where).data;
const storage = await openStorage(address ? { kind: 'redis', address } : { dataDir: where });
const AT_ONCE = 500;
for (let first = 0; first < Number(buyers); first += AT_ONCE) {
  const batch = Array.from({ length: Math.min(AT_ONCE, Number(buyers) - first) }, (_, index) => first + index);
  await Promise.all(batch.map((number) => keepOrder(storage.records, buyer(number).id, order)));
}
await storage.close();
