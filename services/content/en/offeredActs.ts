import type { ChatAction } from '../../refunds/allowedActions.js';
import { words } from './words.js';

/** Whoever wants to withdraw says so: it is never offered. */
function isOffered(act: ChatAction): boolean {
  return act !== 'buyerWithdraws';
}

/** The buttons of what can be done to a case now. */
export function offeredButtons(acts: readonly ChatAction[]): readonly string[] {
  return acts.filter(isOffered).map((act) => words.command[act]);
}
