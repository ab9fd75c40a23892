import { createHash } from 'node:crypto';

/**
 * Where a buyer's records begin: records of different buyers never share a key, and a buyer's own lie together.
 * Hashed, because a buyer's id may hold anything, also what separates the parts of a key.
 */
export function buyerPrefix(buyerId: string): string {
  return `${createHash('sha256').update(buyerId).digest('hex')}/`;
}
