import type { InboundMessage, NewLogEntry } from '../../services/conversations/conversationStore.js';

export type Receipt =
  /** Durable. `entryId` is the id of its line in the log, if it has one. */
  | { readonly kind: 'accepted' | 'duplicate'; readonly entryId: string | undefined }
  /** Not accepted: 429 with Retry-After. */
  | { readonly kind: 'refused'; readonly reason: 'inboxFull' | 'tooFast'; readonly retryAfterMs: number };

/** PORT. What a channel hands a message to. It resolves when the message is durable; the turn runs on by itself. */
export interface Intake {
  receive(conversationId: string, message: InboundMessage, entry?: NewLogEntry): Promise<Receipt>;
}
