import type { ActWord } from '../copy.js';

/** Whoever wants to withdraw says so: it is never offered. */
export function isOffered(act: ActWord): boolean {
  return act !== 'buyerWithdraws';
}
