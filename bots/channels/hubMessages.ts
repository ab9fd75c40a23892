import { createHash, randomUUID } from 'node:crypto';
import type { InboundMessage } from '../../services/conversations/conversationStore.js';
import type { HubMessage } from '../../services/desk/handoffEvents.js';

/** What another desk does, as it enters the conversation's inbox; posted again under its id it is the same. */
export function fromHub(
  message: HubMessage,
  { id, at, buyerId, channel }: { id: string | undefined; at: number; buyerId: string; channel: string },
): InboundMessage {
  const digest = createHash('sha256')
    .update(id ?? randomUUID())
    .digest('base64url');
  // Back to plain JSON: what is undefined in types is not in the inbox.
  const body = JSON.parse(JSON.stringify(message));
  return { id: `hub:${digest}`, kind: 'agent', at, buyerId, channel, body };
}
