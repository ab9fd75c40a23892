/**
 * The domain of Direct Line on this server. The cookie that is set by minting brings a buyer who comes back
 * to the same conversation, so minting again is all it takes to go on.
 */
export const DIRECT_LINE_DOMAIN = `${window.location.origin}/v3/directline`;

/** Longer than a slow phone network needs; after it the page says so instead of waiting. */
const MINT_TIMEOUT_MS = 10_000;

/** A token for one conversation. Throws when the server cannot be reached or refuses. */
export async function mint(): Promise<string> {
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
