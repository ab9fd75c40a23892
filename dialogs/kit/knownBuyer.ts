import type { DialogTurn } from './dialogTurn.js';

type Who = Pick<DialogTurn, 'verified' | 'buyerId' | 'now' | 'state'>;

/**
 * Whose orders and cases this turn may read: who the channel vouches for, or who the buyer has proven to be, here and not
 * too long ago. undefined: nobody's.
 */
export function knownBuyer({ verified, buyerId, now, state: { proof } }: Who): string | undefined {
  if (verified) return buyerId;
  // Where several people write in one conversation, the proof is only that of who has typed the code.
  return proof?.by === buyerId && now < proof.until ? proof.buyerId : undefined;
}

/** The same behind the step that asks for the proof. Throws where it was not asked. */
export function provenBuyer(turn: Who): string {
  const buyerId = knownBuyer(turn);
  if (buyerId === undefined) throw new Error('who the buyer is was not proven');
  return buyerId;
}
