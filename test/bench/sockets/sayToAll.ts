import { claimsFor } from '../../../bots/channels/directLine/callers.js';
import type { ConversationStore } from '../../../services/conversations/conversationStore.js';
import { buyer } from '../seed.js';

/** When the first line was about to be written, and when the last one was durable; ms since epoch. */
export type Said = { readonly firstAt: number; readonly lastAt: number };
/** What a line carries, so that its reader can tell which it is and how old. */
export type Saying = { readonly saying: number; readonly at: number };

/** A line waits for those that are written with it; few enough that it is not long, many enough to share the disk. */
const AT_ONCE = 128;

/**
 * Writes a line into the conversations of the first `count` buyers, in the two durable steps by which whatever is not an
 * answer gets there: accepted into the inbox as a timer's message, and its turn committed. The bot itself does not think.
 */
export async function sayToAll(store: ConversationStore, saying: number, count: number): Promise<Said> {
  const firstAt = Date.now();
  let next = 0;
  const worker = async () => {
    while (next < count) await say(store, saying, buyer(next++).id);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { firstAt, lastAt: Date.now() };
}

async function say(store: ConversationStore, saying: number, buyerId: string): Promise<void> {
  const conversationId = claimsFor({ user: { id: buyerId } }).conv;
  const at = Date.now();
  const message = { id: `saying-${saying}`, kind: 'timer', at, buyerId, channel: 'directline', body: {} } as const;
  const accepted = await store.accept(conversationId, message);
  if (accepted.kind !== 'accepted' || !accepted.turn) throw new Error(`bench: ${conversationId} took no line`);
  const activity = {
    type: 'message',
    from: { id: 'refund-desk', role: 'bot' },
    text: 'Your seller has answered. You have five days to accept the proposal or to ask for mediation.',
    channelData: { saying, at } satisfies Saying,
  };
  const committed = await store.commit(accepted.turn, {
    state: accepted.turn.state ?? {},
    entries: [{ at, activity }],
    effects: [],
    timers: { set: [], cancel: [] },
  });
  if (committed.kind !== 'committed') throw new Error(`bench: ${conversationId} was taken over`);
}
