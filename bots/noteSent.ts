import type { ConversationStore, Effect } from '../services/conversations/conversationStore.js';
import { type Delivered, isOfDesk } from '../services/desk/delivered.js';

export type NoteSentPorts = {
  readonly store: Pick<ConversationStore, 'log'>;
  readonly delivered?: Delivered | undefined;
};

const PAGE = 100;

/**
 * What an agent waits for has been sent out to the buyer: notes up to which entry. Effects of a conversation are done in order,
 * so it is the first such entry behind the last one that was noted. Never throws: it was sent, and must not be sent again.
 */
export async function noteSent({ store, delivered }: NoteSentPorts, { conversationId, body }: Effect): Promise<void> {
  const { activity } = body;
  if (!delivered || !isOfDesk(activity)) return;
  try {
    const sent = JSON.stringify(activity);
    for (let after = await delivered.read(conversationId); ; ) {
      const { entries, lastSeq } = await store.log(conversationId, { after, limit: PAGE });
      const found = entries.find((entry) => JSON.stringify(entry.activity) === sent);
      if (found) return delivered.note(conversationId, found.seq);
      after = entries.at(-1)?.seq ?? lastSeq;
      if (after >= lastSeq) return;
    }
  } catch {
    // The store is away. The next one that is sent tells of all before it.
  }
}
