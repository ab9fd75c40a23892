import { z } from 'zod';
import { OrderId } from './ids.js';
import { Money } from './money.js';
import { Affected, CalendarDay, ProblemType, Remedy, SellerAct, SellerOutcome } from './refundTerms.js';

/** A file that was uploaded, by the id under which it is kept. */
export const FiledFile = z.object({
  fileId: z.string().min(1).max(64),
  name: z.string().min(1).max(120),
  type: z.string().max(60),
});
export type FiledFile = z.infer<typeof FiledFile>;

/** Everything that is filed: what the buyer saw on the review card, and nothing else. */
export const RefundRequest = z.object({
  orderId: OrderId,
  problem: ProblemType,
  affected: Affected.optional(),
  description: z.string().min(1).max(2_000),
  noticedOn: CalendarDay.optional(),
  seller: z.object({
    outcome: SellerOutcome,
    silentDays: z.int().min(0).max(3_650).optional(),
    said: z.string().max(1_000).optional(),
    /** What else the seller did, each once. */
    acts: z.array(SellerAct).max(12).optional(),
  }),
  remedy: Remedy,
  amount: Money.optional(),
  evidenceLinks: z.array(z.url().max(2_000)).max(20),
  evidenceFiles: z.array(FiledFile).max(20).optional(),
});
export type RefundRequest = z.infer<typeof RefundRequest>;
