import type { ChatAction } from '../../refunds/allowedActions.js';

/** Whoever wants to withdraw says so: it is never offered. */
export function isOffered(act: ChatAction): boolean {
  return act !== 'buyerWithdraws';
}
