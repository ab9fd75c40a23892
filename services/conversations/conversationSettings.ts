import { z } from 'zod';

/** Limits and clocks of a conversation store; every adapter takes the same. */
export const ConversationSettings = z.object({
  /** Messages accepted and not yet turned, a conversation. */
  inboxLimit: z.int().min(1).max(10_000).default(200),
  /** Messages a buyer may send at once; refilled at `refillPerSecond`. */
  burstLimit: z.int().min(1).max(10_000).default(120),
  refillPerSecond: z.number().positive().max(1_000).default(2),
  leaseMs: z.int().min(50).max(60_000).default(5_000),
  maxStateBytes: z.int().min(1_024).max(1_048_576).default(65_536),
  /** How long a message id is remembered: longer than any channel's retries (Stripe's 3 days is the longest known). */
  seenDays: z.int().min(1).max(60).default(7),
  /** A conversation that nothing happened in for so long is forgotten, and so are lines that old. The embedded store keeps all. */
  keepDays: z.int().min(30).max(3_650).default(365),
});
export type ConversationSettings = z.infer<typeof ConversationSettings>;
