import { z } from 'zod';
import type { CaseId } from '../refunds/ids.js';
import type { Records } from '../storage/records.js';

/** Case number -> the conversation in which it was opened: there the buyer hears what becomes of it. */
const CASE_CONVERSATIONS = 'caseConversations';

const CaseConversation = z.object({
  conversationId: z.string(),
  buyerId: z.string(),
  channel: z.string(),
  /** So many lines of the case's history the buyer has heard of, where another system has to tell them. */
  heard: z.int().default(1),
});
export type CaseConversation = z.infer<typeof CaseConversation>;

/** Safe to repeat; the conversation that was first stays. */
export async function keepConversation(
  records: Records,
  caseId: CaseId,
  where: z.input<typeof CaseConversation>,
): Promise<void> {
  await records.create(CASE_CONVERSATIONS, caseId, CaseConversation.parse(where));
}

export async function conversationOf(records: Records, caseId: CaseId): Promise<CaseConversation | undefined> {
  const stored = await records.get(CASE_CONVERSATIONS, caseId);
  return stored && CaseConversation.parse(stored.value);
}

/** The buyer has heard of the first `heard` lines of its history; less than is known already changes nothing. */
export async function noteHeard(records: Records, caseId: CaseId, heard: number): Promise<void> {
  for (let stored = await records.get(CASE_CONVERSATIONS, caseId); stored; ) {
    const where = CaseConversation.parse(stored.value);
    if (where.heard >= heard) return;
    if (await records.replace(CASE_CONVERSATIONS, caseId, stored.version, { ...where, heard })) return;
    stored = await records.get(CASE_CONVERSATIONS, caseId);
  }
}
