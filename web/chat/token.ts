import { askShopForToken, shopMints } from './surroundings.js';

/**
 * The domain of Direct Line on this server. Minting again is all it takes to go on: what the shop's server mints for
 * the same buyer, and what the cookie set by our own minting remembers, is the same conversation.
 */
export const DIRECT_LINE_DOMAIN = `${window.location.origin}/v3/directline`;

/** Longer than a slow phone network needs; after it the page says so instead of waiting. */
const MINT_TIMEOUT_MS = 10_000;

/** A token for one conversation: the shop's for its signed-in buyer, else our own. Throws when there is none to be had. */
export function mint(): Promise<string> {
  return shopMints ? askShopForToken() : mintHere();
}

async function mintHere(): Promise<string> {
  const answer = await fetch(`${DIRECT_LINE_DOMAIN}/tokens/generate`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: '{}',
    signal: AbortSignal.timeout(MINT_TIMEOUT_MS),
  });
  if (!answer.ok) throw new Error(`chat: no token, status ${answer.status}`);
  const body: unknown = await answer.json();
  if (typeof body === 'object' && body !== null && 'token' in body && typeof body.token === 'string') return body.token;
  throw new Error('chat: the answer has no token');
}
