import { z } from 'zod';
import { OrderId } from '../../refunds/ids.js';
import { Order } from '../../refunds/order.js';
import { CaseState, Deadline, HistoryLine, RefundCase } from '../../refunds/refundCase.js';
import { Actor } from '../../refunds/refundTerms.js';
import { actedShape, BuyerId, openedShape } from '../caseWire.js';

/**
 * A case as the other system tells it. A word for its state that is none of ours is kept as it came, beside what it says of
 * its own status, and nothing is guessed from it: the case is in an unknown state. A date of a kind that we do not know is left
 * out, and who did something we do not know counts as the system: one odd case must not hide a buyer's others.
 */
const CaseOnWire = RefundCase.extend({
  state: z.string().min(1).max(1_000),
  deadlines: z
    .array(z.unknown())
    .max(100)
    .transform((all) => all.flatMap((each) => Deadline.safeParse(each).data ?? []).slice(0, 20)),
  history: z
    .array(HistoryLine.extend({ actor: z.string().transform((word) => Actor.safeParse(word).data ?? 'system') }))
    .min(1)
    .max(1_000),
}).transform(({ state: word, ...rest }): RefundCase => {
  const state = CaseState.safeParse(word).data;
  return state
    ? { ...rest, state }
    : { ...rest, state: 'unknown', platform: { status: word.slice(0, 200), ...rest.platform } };
});

export const OrderOnWire = z.object({ buyerId: BuyerId, order: Order });
export const OwnerOnWire = z.object({ buyerId: BuyerId, order: z.object({ orderId: OrderId }) });
export const OrdersOnWire = z.object({ orders: z.array(Order).max(50) });
export const CaseViewOnWire = z.object({ case: CaseOnWire });
export const CasesOnWire = z.object({ cases: z.array(CaseViewOnWire).max(50) });
export const OpenedOnWire = openedShape(CaseOnWire);
export const ActedOnWire = actedShape(CaseOnWire);
