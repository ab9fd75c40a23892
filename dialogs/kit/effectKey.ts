import { createHash } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import { dialogTurn } from './dialogTurn.js';

/** Follows from the message, so that a turn that is run again asks for the same. */
export function effectKey(context: TurnContext, kind: string): string {
  const { conversationId } = dialogTurn(context);
  const parts = JSON.stringify([kind, conversationId, context.activity.id]);
  return `${kind}:${createHash('sha256').update(parts).digest('base64url')}`;
}
