import type { ConversationState } from './conversationState.js';

/** "2" under three buttons is the second one; "yes" under a single one is that. Any other text is itself. */
export function pickOffered({ offered }: ConversationState, text: string): string {
  const number = /^(?:no\.? ?|number |#)?(\d{1,2})[.)]?$/i.exec(text)?.[1];
  return (number && offered[Number(number) - 1]) || text;
}
