import type { ConversationStore } from '../../services/conversations/conversationStore.js';

const LOOKED_AT = 100;
const MAX_CHARS = 80;

/** What the buyer's channel calls them, if it does: as their first messages say. */
export async function buyerName(
  store: Pick<ConversationStore, 'log'>,
  conversationId: string,
): Promise<string | undefined> {
  const { entries } = await store.log(conversationId, { after: 0, limit: LOOKED_AT });
  for (const { activity } of entries) {
    const { from } = activity;
    if (typeof from !== 'object' || from === null || !('role' in from) || from.role !== 'user') continue;
    const name = 'name' in from && typeof from.name === 'string' ? from.name.trim().slice(0, MAX_CHARS) : '';
    if (name !== '') return name;
  }
  return undefined;
}
