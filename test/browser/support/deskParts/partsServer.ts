import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { build } from 'esbuild';
import type { Context, Stats } from '../../../../services/desk/deskApi.js';
import { picture } from './picture.js';

type Refusal = { readonly status: number; readonly code: string; readonly message: string };
/** `lost`: the command was taken, and its answer never came. */
type Verdict = 'done' | 'lost' | Refusal;
export type Posted = { readonly id: string; readonly command: string; readonly epoch: number } & Record<
  string,
  unknown
>;

/** A page with parts of the desk alone, under the strictest policy a page of the desk could have, and the API behind it. */
export type PartsServer = {
  readonly url: string;
  /** By conversation; undefined: the API is away. */
  readonly contexts: Map<string, Context | undefined>;
  stats: Stats | undefined;
  /** Paths that were read, in order. */
  readonly reads: string[];
  readonly posted: Posted[];
  /** What becomes of a command. */
  answer: (command: Posted) => Verdict;
  close(): Promise<void>;
};

const STYLES = ['web/shared/palette.css', 'web/desk/context/context.css', 'web/desk/stats/stats.css'];
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

export async function startPartsServer(): Promise<PartsServer> {
  const [script, ...styles] = await Promise.all([bundle(), ...STYLES.map((path) => readFile(path, 'utf8'))]);
  const parts: Omit<PartsServer, 'url' | 'close'> = {
    contexts: new Map(),
    stats: undefined,
    reads: [],
    posted: [],
    answer: () => 'done',
  };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://parts');
    const served = {
      '/harness.js': ['text/javascript', script],
      '/parts.css': ['text/css', styles.join('\n')],
    } as const;
    if (pathname.startsWith('/desk/api/'))
      void answerApi(parts, request, response, pathname.slice('/desk/api/'.length));
    else if (pathname === '/harness.js' || pathname === '/parts.css') {
      const [type, text] = served[pathname];
      response.writeHead(200, { 'content-type': type }).end(text);
    } else {
      response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': POLICY });
      response.end(page(pathname, searchParams.get('dir') ?? 'ltr'));
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return Object.assign(parts, {
    url: `http://localhost:${address.port}`,
    async close() {
      server.closeAllConnections();
      server.close();
    },
  });
}

async function answerApi(
  parts: Omit<PartsServer, 'url' | 'close'>,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const json = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const [, conversationId = '', rest = ''] = /^conversations\/([^/]+)\/(.+)$/.exec(path) ?? [];
  if (request.method === 'POST') {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const command: Posted = JSON.parse(Buffer.concat(chunks).toString());
    parts.posted.push(command);
    const verdict = parts.answer(command);
    if (verdict === 'done') return void json(200, { kind: 'done', epoch: command.epoch });
    if (verdict === 'lost') return void response.destroy();
    return void json(verdict.status, { error: verdict });
  }
  parts.reads.push(path);
  if (rest.startsWith('files/')) {
    if (rest.endsWith('broken')) return void response.writeHead(404).end();
    return void response.writeHead(200, { 'content-type': 'image/png' }).end(picture(rest));
  }
  const found = rest === 'context' ? parts.contexts.get(decodeURIComponent(conversationId)) : parts.stats;
  json(found === undefined ? 503 : 200, found ?? { error: { code: 'away', message: 'away' } });
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ['test/browser/support/deskParts/harness.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2023',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
  return outputFiles[0]?.text ?? '';
}

function page(part: string, dir: string): string {
  return `<!doctype html>
<html lang="en" dir="${dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Parts of the desk</title><link rel="stylesheet" href="/parts.css"></head>
<body><main>${part === '/stats' ? '' : '<h1>Beside the thread</h1>'}<div></div></main>
<script type="module" src="/harness.js"></script></body></html>`;
}
