import { createHash, timingSafeEqual } from 'node:crypto';
import type { HttpRequest } from './httpEdge.js';

/** Whether the request shows the token, found out in the same time whatever it shows: the digests have one length. */
export function shows({ headers }: HttpRequest, token: string): boolean {
  const shown = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(shown), digest(token));
}

/** Whether it shows one of them. */
export function showsOneOf(request: HttpRequest, tokens: readonly string[]): boolean {
  return tokens.some((token) => shows(request, token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
