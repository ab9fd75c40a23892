import { readConversationState } from '../../dialogs/conversationState.js';
import { cannedReplies } from '../../services/content/en/cannedReplies.js';
import type { ConversationStore } from '../../services/conversations/conversationStore.js';
import type { Agent } from '../../services/desk/agents.js';
import type { CannedReply } from '../../services/desk/deskApi.js';
import { buyerName } from './buyerName.js';

/** The canned replies, with what is known of this conversation filled in; undefined: there is no such conversation. */
export async function repliesFor(
  store: Pick<ConversationStore, 'state' | 'log'>,
  conversationId: string,
  { name }: Agent,
): Promise<readonly CannedReply[] | undefined> {
  const stored = await store.state(conversationId);
  if (stored === undefined) return undefined;
  const { draft, filing, parked, refused, filed } = readConversationState(stored);
  const gathered = draft ?? filing?.draft ?? parked ?? refused;
  return cannedReplies({
    agent: name,
    buyer: await buyerName(store, conversationId),
    caseId: filed.at(-1)?.caseId,
    orderId: gathered?.order?.orderId ?? gathered?.claimedOrder,
  });
}
