import { z } from 'zod';

/** What a card's button sends. It comes from outside: anything else is no press. */
export const CardPress = z.object({
  action: z.enum(['refund.submit', 'refund.change', 'draft.resume', 'draft.discard']),
  draftId: z.string().max(64),
  /** Which review it was pressed on; absent on cards of an older build. */
  mark: z.string().max(20).optional(),
});
export type CardPress = z.infer<typeof CardPress>;
