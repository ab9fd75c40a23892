import { z } from 'zod';

/** What belongs to a buyer and not to one conversation. Written by keyed effects only. */
export const BuyerRecord = z.object({
  schema: z.literal(1),
  buyerId: z.string(),
  /** Newest last, at most 20. */
  conversations: z.array(z.string()).max(20).default([]),
  /** BCP 47. */
  locale: z.string().max(35).optional(),
  /** IANA name. */
  timeZone: z.string().max(64).optional(),
});
export type BuyerRecord = z.infer<typeof BuyerRecord>;
