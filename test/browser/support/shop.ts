import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

/** A shop on a site of its own (127.0.0.1, where the desk is localhost), with the script tag and the mint route of the docs. */
export type Shop = {
  readonly origin: string;
  /** How often the desk was asked for a token for a buyer who is signed in. */
  minted(): number;
  /** Before its first page: where the desk is, and with which secret it mints. */
  connect(desk: { readonly url: string; readonly secret: string }): void;
  close(): Promise<void>;
};

/** `tags`: script tags on each page; more than one is a mistake that shops make. */
export async function startShop({ tags = 1 } = {}): Promise<Shop> {
  const folder = await mkdtemp(join(tmpdir(), 'refund-desk-shop-'));
  const route = await mintRouteOfTheDocs(folder);
  let desk = '';
  let secret = '';
  let mints = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://shop');
    if (pathname === '/') {
      response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy(desk) });
      response.end(page(desk, tags, searchParams));
    } else if (pathname === '/shop.css') {
      response.writeHead(200, { 'content-type': 'text/css' }).end(HOSTILE_STYLES);
    } else if (pathname === '/refund-desk-token' && request.method === 'POST') {
      const buyer = /(?:^|; )buyer=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
      if (buyer === undefined) return void response.writeHead(401).end();
      mints += 1;
      await route(desk, secret)(buyer, response);
    } else response.writeHead(404).end();
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the shop has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    minted: () => mints,
    connect(to) {
      desk = to.url;
      secret = to.secret;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What docs/connect-a-shop.md tells a shop to allow, and nothing else; trusted types for good measure. */
function policy(desk: string): string {
  return [
    "default-src 'none'",
    `script-src ${desk}`,
    `frame-src ${desk}`,
    "connect-src 'self'",
    "style-src 'self'",
    // The page's own icon.
    'img-src data:',
    "require-trusted-types-for 'script'",
  ].join('; ');
}

/** A careless shop's: whatever of it reached the widget would be seen. */
const HOSTILE_STYLES = `
  * { letter-spacing: 1em; }
  body > *:not(main) { display: none !important; position: static !important; }
  button, dialog, iframe, section { display: none !important; }
`;

function page(desk: string, tags: number, options: URLSearchParams): string {
  const tag = `<script src="${desk}/widget.js" data-token-url="/refund-desk-token" defer></script>`;
  return `<!doctype html>
<html lang="en" dir="${options.get('dir') === 'rtl' ? 'rtl' : 'ltr'}">
  <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
  <title>A shop</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/shop.css"></head>
  <body><main><h1>A shop</h1><p><a href="/">Home</a></p></main>${tag.repeat(tags)}</body>
</html>`;
}

type Handler = (buyer: string, response: ServerResponse) => Promise<void>;
const Example = z.object({ answerRefundDeskToken: z.custom<Handler>((value) => typeof value === 'function') });

/** The example that shops copy, run as it stands there: it reads its two variables when it is loaded. */
async function mintRouteOfTheDocs(folder: string): Promise<(desk: string, secret: string) => Handler> {
  const text = await readFile('docs/connect-a-shop.md', 'utf8');
  const source = /```js\n([\s\S]*?)```/.exec(text)?.[1];
  if (source === undefined) throw new Error('docs/connect-a-shop.md has no example of the mint route');
  const file = join(folder, 'refundDeskToken.mjs');
  await writeFile(file, source);
  return (desk, secret) => async (buyer, response) => {
    const before = { ...process.env };
    Object.assign(process.env, { REFUND_DESK_URL: desk, DIRECTLINE_SECRET: secret });
    const loaded: unknown = await import(`${pathToFileURL(file).href}?${encodeURIComponent(desk + secret)}`);
    process.env = before;
    await Example.parse(loaded).answerRefundDeskToken(buyer, response);
  };
}
