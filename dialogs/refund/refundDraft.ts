import { z } from 'zod';
import { EvidenceFile } from '../../services/evidence/evidenceFile.js';
import { OrderId } from '../../services/refunds/ids.js';
import { Money } from '../../services/refunds/money.js';
import { Order } from '../../services/refunds/order.js';
import {
  Affected,
  CalendarDay,
  DetailField,
  ProblemType,
  Remedy,
  SellerAct,
  SellerOutcome,
} from '../../services/refunds/refundTerms.js';

/** What the buyer has said of how many, before the order tells how many there were. */
const AffectedSaid = z.object({
  count: z.number().optional(),
  total: z.number().optional(),
  share: z.number().optional(),
  all: z.boolean().optional(),
});

/** One thing that the seller did, when it was told, and in which words. */
export const SellerDeed = z.object({ act: SellerAct, at: z.int(), said: z.string().max(200).optional() });
export type SellerDeed = z.infer<typeof SellerDeed>;
export const SellerStatement = z.object({
  outcome: SellerOutcome,
  silentDays: z.int().min(0).max(3_650).optional(),
});

/** What has been gathered for one case. A field is absent until it is known. */
export const RefundDraft = z.object({
  /** Made when the draft starts, committed before anything is filed: the case's idempotency key comes from it. */
  draftId: z.uuid(),
  startedAt: z.int(),
  order: Order.optional(),
  /** Named by a buyer whom nobody vouches for, and not proven yet: nothing of it is read. */
  claimedOrder: OrderId.optional(),
  /** It is only about seeing the cases, until a problem is told. */
  toTrack: z.boolean().optional(),
  /** Order numbers that were said and could not be used: the question says why it asks again. */
  orderTrouble: z
    .object({
      kind: z.enum(['unknown', 'several', 'all', 'startOver', 'changed', 'toTrack']),
      said: z.array(OrderId).max(10),
    })
    .optional(),
  problem: ProblemType.optional(),
  affectedSaid: AffectedSaid.optional(),
  affected: Affected.optional(),
  description: z.string().min(1).max(2_000).optional(),
  noticedOn: CalendarDay.optional(),
  /** Details that the buyer does not know, so that they are not asked for ever. */
  unknownDetails: z.array(DetailField).optional(),
  detailsAsked: z.boolean().optional(),
  /** Choices that the buyer has turned down (orders, problems, answers of the seller, remedies): not offered again. */
  unwanted: z.array(z.string().max(40)).max(20).optional(),
  /** The seller was written to; what came back is still to be told. */
  contacted: z.boolean().optional(),
  seller: SellerStatement.optional(),
  /** When that was told: days of silence go on from then. */
  sellerToldAt: z.int().optional(),
  sellerActs: z.array(SellerDeed).max(12).optional(),
  remedy: Remedy.optional(),
  amount: Money.optional(),
  evidenceLinks: z.array(z.string().max(2_000)).max(20).optional(),
  evidenceFiles: z.array(EvidenceFile).max(20).optional(),
  /** The policy said yes to this order and problem. */
  checked: z.string().optional(),
  confirmed: z.boolean().optional(),
  /** On the review, the buyer is picking what to change. */
  choosing: z.boolean().optional(),
  /** The buyer was asked whether to stop here. */
  stopping: z.boolean().optional(),
  /** How often an order was named that is none of the buyer's. */
  ordersNotFound: z.int().min(0).optional(),
  /** What was corrected last: a bare number that follows is about it. */
  corrected: z.string().optional(),
  /** The answers in the order in which they came, for "back". */
  trail: z.array(z.string()).max(100).default([]),
});
export type RefundDraft = z.infer<typeof RefundDraft>;
