import { z } from 'zod';
import { actedShape, BuyerId, kindOf, openedShape } from '../../services/cases/caseWire.js';
import { BUYER_ACTIONS } from '../../services/refunds/allowedActions.js';
import { CaseEvent, type CaseEventKind, EVENT_ACTORS } from '../../services/refunds/caseEvent.js';
import { CaseId } from '../../services/refunds/ids.js';
import { Order } from '../../services/refunds/order.js';
import { CaseStage, RefundCase } from '../../services/refunds/refundCase.js';
import { Actor } from '../../services/refunds/refundTerms.js';

/** An order and whose it is. */
export const OrderOfBuyer = z.object({ buyerId: BuyerId, order: Order });
export type OrderOfBuyer = z.infer<typeof OrderOfBuyer>;

/** What the seller, the platform and the payer do. What a buyer does is an act, which says what they saw. */
const OutsideEvent = z.discriminatedUnion(
  'kind',
  // A filter forgets that there is at least one.
  CaseEvent.options.filter((option) => EVENT_ACTORS[kindOf(option)] !== 'buyer') as unknown as typeof CaseEvent.options,
);

/** `id`: the caller's own name for it; the same one again changes nothing. `at`: ms since epoch; absent: now. */
export const NewEvent = z.object({
  id: z.string().min(8).max(120),
  at: z.int().min(0).optional(),
  event: OutsideEvent,
});
export type NewEvent = z.infer<typeof NewEvent>;

const EventKind = z.enum(Object.keys(EVENT_ACTORS) as [CaseEventKind, ...CaseEventKind[]]); // a literal table's own keys

/** A case as the platform sees it, with what its buyer may do now or from a day on, and what others can do now. */
export const CaseView = z.object({
  case: RefundCase,
  stage: CaseStage,
  allowedActions: z.array(z.object({ action: z.enum(BUYER_ACTIONS), from: z.int().optional() })),
  possibleEvents: z.array(z.object({ kind: EventKind, actor: Actor })),
});
export type CaseView = z.infer<typeof CaseView>;

/** The newest first, at most 50. */
export const OrderList = z.object({ orders: z.array(Order) });

export const OpenedCase = openedShape(RefundCase);
export const ActedOn = actedShape(RefundCase);

/** In the order of their numbers, and a buyer's the newest first, at most 50. `next`: the `after` of the next page. */
export const CasePage = z.object({ cases: z.array(CaseView), next: CaseId.optional() });
export type CasePage = z.infer<typeof CasePage>;

/** `incident`: from 500 on, the id to quote to the operator. */
export const Failure = z.object({
  error: z.object({ code: z.string(), message: z.string(), incident: z.string().optional() }),
});
