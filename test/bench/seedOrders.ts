import { keepOrder } from '../../services/cases/storedOrders.js';
import { openStorage } from '../../services/storage/openStorage.js';
import { StoreAddress } from '../../services/storage/storeAddress.js';
import { cupsOrder } from '../support/cupsOrder.js';
import { buyer } from './seed.js';

/** A process of its own, so that the server starts with nothing but the orders: `seedOrders.js <folder or redis://> <buyers>`. */
const [, , where = '', buyers = '0'] = process.argv;

const order = cupsOrder(Date.now());
const address = StoreAddress.safeParse(where).data;
const storage = await openStorage(address ? { kind: 'redis', address } : { dataDir: where });
const AT_ONCE = 500;
for (let first = 0; first < Number(buyers); first += AT_ONCE) {
  const batch = Array.from({ length: Math.min(AT_ONCE, Number(buyers) - first) }, (_, index) => first + index);
  await Promise.all(batch.map((number) => keepOrder(storage.records, buyer(number).id, order)));
}
await storage.close();
