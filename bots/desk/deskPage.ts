import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HttpAnswer } from '../http/httpEdge.js';

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

/** The agents' page as it was built, read once. Throws with what to do when it is not there. */
export async function readDeskPage(folder: string): Promise<HttpAnswer> {
  const body = await readFile(join(folder, 'desk', 'index.html')).catch((error: unknown) => {
    throw new Error(`desk: no built page in ${folder}: run npm run build`, { cause: error });
  });
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': DESK_PAGE_CSP };
  return { status: 200, body, headers };
}
