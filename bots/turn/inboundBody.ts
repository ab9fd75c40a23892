import { z } from 'zod';

/** What the turn reads of a message's body. Channels have checked theirs already; the log has the whole. */
export const InboundBody = z.object({
  text: z.string().optional(),
  value: z.unknown().optional(),
  locale: z.string().max(35).optional().catch(undefined),
  localTimezone: z.string().max(64).optional().catch(undefined),
});
export type InboundBody = z.infer<typeof InboundBody>;
