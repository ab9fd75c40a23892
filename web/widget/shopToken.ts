import type { FrameMessage } from '../shared/frameMessages.js';

/** Longer than a slow phone network and a shop's session look-up need. */
const SHOP_TIMEOUT_MS = 9_000;

/** A token that the shop's own server minted for the buyer of this page, or that there is none. */
export async function fetchShopToken(address: string): Promise<FrameMessage> {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      // Only the shop itself is asked: its cookies say who the buyer is, and no other page can send this type.
      mode: 'same-origin',
      credentials: 'same-origin',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(SHOP_TIMEOUT_MS),
    });
    const body: unknown = answer.ok ? await answer.json() : undefined;
    if (typeof body === 'object' && body !== null && 'token' in body && typeof body.token === 'string')
      return { type: 'refundDesk.token', token: body.token };
    return { type: 'refundDesk.noToken', isSignedOut: answer.status === 401 };
  } catch {
    // Why is in the shop's own console and log; the chat tells the buyer, and offers to try again.
    return { type: 'refundDesk.noToken', isSignedOut: false };
  }
}
