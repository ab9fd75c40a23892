import { randomUUID } from 'node:crypto';
import type { AgentName } from '../../../services/desk/deskState.js';
import { CHANNEL_NAME } from './buyerActivity.js';

/** As long as Web Chat shows it unless it is told again: agents' pages tell every three seconds. */
const SHOWN_MS = 6_000;

/**
 * An agent types: a frame of Direct Line that is no part of the conversation's log, so it has no watermark and is seen once or
 * never. Their message ends it; so does the next such frame where they have stopped.
 */
export function typingFrame(conversationId: string, { name }: AgentName, isTyping: boolean, at: number): string {
  const activity = {
    type: 'typing',
    id: `${conversationId}|typing-${randomUUID()}`,
    timestamp: new Date(at).toISOString(),
    channelId: CHANNEL_NAME,
    conversation: { id: conversationId },
    // As their messages are.
    from: { id: 'refund-desk-agent', name, role: 'bot' },
    channelData: { isTyping, webChat: { styleOptions: { typingAnimationDuration: isTyping ? SHOWN_MS : 1 } } },
  };
  return JSON.stringify({ activities: [activity] });
}
