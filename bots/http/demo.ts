import { demoOrders } from '../../services/cases/demoOrders.js';
import type { Records } from '../../services/storage/records.js';
import type { HttpEdge } from './httpEdge.js';

/** GET /demo/orders: the demo buyer's orders and what each is an example of. Only in the demo. */
export function mountDemo(edge: HttpEdge, records: Records): void {
  edge.route({
    method: 'GET',
    path: '/demo/orders',
    handle: async () => ({ status: 200, body: await demoOrders(records) }),
  });
}
