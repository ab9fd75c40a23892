import { z } from 'zod';
import type { CaseId } from '../refunds/ids.js';
import type { Records } from '../storage/records.js';

/** Case number -> the conversation in which it was opened: there the buyer hears what becomes of it. */
const CASE_CONVERSATIONS = 'caseConversations';

const CaseConversation = z.object({ conversationId: z.string(), buyerId: z.string(), channel: z.string() });
export type CaseConversation = z.infer<typeof CaseConversation>;

/** Safe to repeat; the conversation that was first stays. */
export async function keepConversation(records: Records, caseId: CaseId, where: CaseConversation): Promise<void> {
  const { conversationId, buyerId, channel } = where;
  await records.create(CASE_CONVERSATIONS, caseId, { conversationId, buyerId, channel });
}

export async function conversationOf(records: Records, caseId: CaseId): Promise<CaseConversation | undefined> {
  const stored = await records.get(CASE_CONVERSATIONS, caseId);
  return stored && CaseConversation.parse(stored.value);
}
