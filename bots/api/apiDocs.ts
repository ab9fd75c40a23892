import { join } from 'node:path';
import type { HttpEdge } from '../http/httpEdge.js';
import { mountStaticFiles } from '../http/staticFiles.js';

/** Among the built pages; it is served here only. */
export const API_DOCS_FOLDER = 'apiDocs';

/**
 * What Swagger UI 5 needs and no more: its icons are data:, and it asks for the description and for what is tried, both
 * here. No script in the page's text, none made from text, no inline style, and no frame around a page that holds a key.
 */
const API_DOCS_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** GET /api/docs: a page to read and try the API. It is for anybody, as the description is; what it tries needs the key. */
export function mountApiDocs(edge: HttpEdge, pages: string): Promise<void> {
  return mountStaticFiles(edge, { folder: join(pages, API_DOCS_FOLDER), csp: API_DOCS_CSP, under: '/api/docs' });
}
