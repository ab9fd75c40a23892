import { z } from 'zod';
import { OrderId } from '../../refunds/ids.js';
import { Order } from '../../refunds/order.js';
import { CaseState, RefundCase } from '../../refunds/refundCase.js';
import { actedShape, BuyerId, openedShape } from '../caseWire.js';

/**
 * A case as the other system tells it. A word for its state that is none of ours is kept as it came, and nothing is guessed
 * from it: the case is in an unknown state.
 */
const CaseOnWire = RefundCase.extend({ state: z.string().min(1).max(200) }).transform(
  ({ state: word, ...rest }): RefundCase => {
    const state = CaseState.safeParse(word).data;
    return state ? { ...rest, state } : { ...rest, state: 'unknown', platform: { ...rest.platform, status: word } };
  },
);

export const OrderOnWire = z.object({ buyerId: BuyerId, order: Order });
export const OwnerOnWire = z.object({ buyerId: BuyerId, order: z.object({ orderId: OrderId }) });
export const OrdersOnWire = z.object({ orders: z.array(Order).max(50) });
export const CaseViewOnWire = z.object({ case: CaseOnWire });
export const CasesOnWire = z.object({ cases: z.array(CaseViewOnWire).max(50) });
export const OpenedOnWire = openedShape(CaseOnWire);
export const ActedOnWire = actedShape(CaseOnWire);
