import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import type { HttpEdge, HttpRequest } from './httpEdge.js';

/**
 * What our pages and Web Chat 4.18 need and no more: blob: and data: in connect-src for the previews of attachments,
 * inline styles for its style sheets, no outside host at all.
 */
export const CHAT_PAGE_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self' blob: data:",
  "font-src 'self' data:",
  "media-src 'self'",
  'worker-src blob:',
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** Its last part goes on with the origins whose pages may show ours in a frame; they are already checked to be origins. */
export function pagesCsp(shops: readonly string[]): string {
  return [CHAT_PAGE_CSP, ...shops].join(' ');
}

/**
 * Serves a folder of built pages from memory: index.html at /, chat.html or chat/index.html at /chat. It is read once,
 * so no request's path ever meets the disk. `under`: where they begin, as "/api/docs"; absent: at /. `except`: files and
 * folders of it that somebody else serves. Throws with what to do when the folder is not there.
 */
export async function mountStaticFiles(edge: HttpEdge, { folder, csp, under = '', except = [] }: Pages): Promise<void> {
  const files = await readFolder(folder);
  for (const [path, content] of files) {
    const type = TYPES[extname(path)];
    if (type === undefined || except.some((each) => `${path}/`.startsWith(`/${each}/`))) continue;
    const page: StaticFile = {
      headers: {
        'Content-Type': type,
        'Cache-Control': HAS_HASH.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
        ...(path.endsWith('.html') ? { 'Content-Security-Policy': csp } : {}),
      },
      forms: [
        ...formOf('br', files.get(`${path}.br`)),
        ...formOf('gzip', files.get(`${path}.gz`)),
        ...formOf(undefined, content),
      ],
    };
    for (const address of addressesOf(`${under}${path}`))
      edge.raw('GET', address, async (request, response) => send(page, request, response));
  }
}

type Pages = {
  readonly folder: string;
  readonly csp: string;
  readonly under?: string;
  readonly except?: readonly string[];
};
type Form = { readonly encoding: 'br' | 'gzip' | undefined; readonly content: Buffer; readonly etag: string };
type StaticFile = { readonly headers: Readonly<Record<string, string>>; readonly forms: readonly Form[] };

/** `webchat.0a68ad0a.js`: another content gets another name. */
const HAS_HASH = /\.[0-9a-f]{8,64}\.(js|css|woff2|svg|png)$/;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

async function readFolder(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    throw new Error(`http: no built pages in ${folder}: run npm run build`, { cause: error });
  });
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const contents = await Promise.all(paths.map((path) => readFile(path)));
  return new Map(
    contents.map((content, index) => [
      `/${relative(folder, paths[index] ?? '')
        .split(sep)
        .join('/')}`,
      content,
    ]),
  );
}

function addressesOf(path: string): string[] {
  // The router reads : and * in a path as its own signs.
  if (!/^[\w./-]+$/.test(path)) return [];
  if (path === '/index.html') return ['/', path];
  // For who is signed in (bots/desk/signIn.ts).
  if (path === '/desk/index.html') return [];
  if (path.endsWith('/index.html'))
    return [path.slice(0, -'/index.html'.length), path.slice(0, -'index.html'.length), path];
  if (path.endsWith('.html')) return [path.slice(0, -'.html'.length), path];
  return [path];
}

function send(page: StaticFile, request: HttpRequest, response: ServerResponse): void {
  const form = page.forms.find(({ encoding }) => encoding === undefined || accepts(request, encoding));
  if (!form) return;
  for (const [name, value] of Object.entries(page.headers)) response.setHeader(name, value);
  response.setHeader('ETag', form.etag);
  response.setHeader('Vary', 'Accept-Encoding');
  if (isKnown(request, form.etag)) {
    response.statusCode = 304;
    response.end();
    return;
  }
  if (form.encoding) response.setHeader('Content-Encoding', form.encoding);
  response.setHeader('Content-Length', form.content.length);
  response.end(form.content);
}

function accepts(request: HttpRequest, encoding: string): boolean {
  const offers = String(request.headers['accept-encoding'] ?? '')
    .toLowerCase()
    .split(',');
  return offers.some((offer) => {
    const [name, ...parameters] = offer.split(';').map((part) => part.trim());
    return name === encoding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

function isKnown(request: HttpRequest, etag: string): boolean {
  const known = String(request.headers['if-none-match'] ?? '').split(',');
  return known.some((given) => given.trim().replace(/^W\//, '') === etag);
}

function formOf(encoding: Form['encoding'], content: Buffer | undefined): Form[] {
  if (!content) return [];
  const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
  return [{ encoding, content, etag }];
}
