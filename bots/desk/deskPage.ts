import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { signInWords } from '../../services/content/en/signInWords.js';
import { type HttpAnswer, HttpError } from '../http/httpEdge.js';

/** Nothing but what we serve, no markup from text, and nobody's frame. */
const DESK_PAGE_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
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
