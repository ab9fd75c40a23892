import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { signInWords } from '../../services/content/en/signInWords.js';
import { type HttpAnswer, HttpError } from '../http/httpEdge.js';

/**
 * Nothing runs that was not built with the page, whatever a buyer wrote: no script or style in the page itself, and no text
 * becomes code (Trusted Types); the one policy makes the worker that keeps time (web/desk/live/steadyClock.ts). Pictures:
 * evidence from this server, those that are part of a card (data:), and those about to be sent (blob:).
 */
const DESK_PAGE_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types refund-desk',
].join('; ');

/** The agents' page among the built ones; undefined: it was not built. */
export async function readDeskPage(folder: string): Promise<Buffer | undefined> {
  return readFile(join(folder, DESK_PAGE)).catch(() => undefined);
}

/** Served at /desk to who is signed in, and at no address of its own. */
export const DESK_PAGE = 'desk/index.html';

/** Throws HttpError 503 where it was not built. */
export function deskPage(page: Buffer | undefined, headers: Record<string, string>): HttpAnswer {
  if (!page) throw new HttpError(503, 'notBuilt', signInWords.notBuilt);
  const own = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': DESK_PAGE_CSP };
  return { status: 200, body: page, headers: { ...own, ...headers } };
}
