import { z } from 'zod';
import { AgentName, Owner } from './deskState.js';

/** What the desk's list shows of a conversation without opening it. */
export const DeskRow = z.object({
  conversationId: z.string(),
  buyerId: z.string(),
  channel: z.string(),
  /** Grows with every row of this conversation: an older one never replaces a newer. */
  listed: z.int(),
  epoch: z.int(),
  owner: Owner,
  /** The problem for the agent, a line for each thing, the most telling first. */
  summary: z.string(),
  orderId: z.string().optional(),
  caseIds: z.array(z.string()),
  lastLineAt: z.int().optional(),
  /** When somebody has to have answered the buyer; absent: it is not the desk's turn. */
  answerBy: z.int().optional(),
  /** The buyer's lines since an agent wrote last. */
  unread: z.int(),
  /** Left for later: the time that was promised. */
  promisedBy: z.int().optional(),
  resolved: z.object({ at: z.int(), by: AgentName, reason: z.string() }).optional(),
  /** Who had the conversation last. */
  lastAgent: AgentName.optional(),
});
export type DeskRow = z.infer<typeof DeskRow>;

/** Somebody waits for an agent, or has one. */
export function isOpen({ owner, promisedBy }: Pick<DeskRow, 'owner' | 'promisedBy'>): boolean {
  return owner.kind !== 'bot' || promisedBy !== undefined;
}

/** In a queue: who had an agent already goes first, then who has waited longest. */
export function comesBefore(one: Place, other: Place): boolean {
  if (one.isFirst !== other.isFirst) return one.isFirst;
  if (one.since !== other.since) return one.since < other.since;
  return one.conversationId < other.conversationId;
}
export type Place = { readonly conversationId: string; readonly since: number; readonly isFirst: boolean };
