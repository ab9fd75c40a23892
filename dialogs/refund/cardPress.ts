import { z } from 'zod';

/** What a card's button sends. It comes from outside: anything else is no press. */
export const CardPress = z.object({ action: z.enum(['refund.submit', 'refund.change']), draftId: z.string().max(64) });
export type CardPress = z.infer<typeof CardPress>;
