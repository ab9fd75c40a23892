import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { openHttpServer } from '../../bots/http/httpServer.js';
import { CHAT_PAGE_CSP, mountStaticFiles } from '../../bots/http/staticFiles.js';

const SCRIPT = 'export const x = 1;'.repeat(100);

describe('the built pages', () => {
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const server = openHttpServer({ hosts: ['127.0.0.1'], port: 0, log: quiet });
  let folder: string;
  let port: number;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pages-'));
    const files: Record<string, string | Buffer> = {
      'index.html': '<h1>shop</h1>',
      'chat/index.html': '<h1>chat</h1>',
      'vendor/webchat.0a68ad0a.js': SCRIPT,
      'vendor/webchat.0a68ad0a.js.br': brotliCompressSync(SCRIPT),
      'vendor/webchat.0a68ad0a.js.gz': gzipSync(SCRIPT),
      'shared/page.css': 'body{}',
      'shared/page.js': 'x',
      '.secret.js': 'x',
      'notes.ts': 'x',
      'old.html.br': 'x',
    };
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    await mountStaticFiles(server.edge, { folder, csp: CHAT_PAGE_CSP });
    ({ port } = await server.listen());
  });
  after(async () => {
    await server.close(100);
    await rm(folder, { recursive: true });
  });

  /** fetch would decompress, and clean the path. */
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<{ status: number | undefined; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
      const outgoing = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      });
      outgoing.once('error', reject);
      outgoing.end();
    });

  for (const [path, text] of [
    ['/', 'shop'],
    ['/index.html', 'shop'],
    ['/chat', 'chat'],
    ['/chat/', 'chat'],
  ] as const) {
    it(`shows ${text} at ${path}, under a strict policy, never stale`, async () => {
      const { status, headers, body } = await get(path);
      expect([status, String(body)]).to.deep.equal([200, `<h1>${text}</h1>`]);
      expect(headers['content-type']).to.equal('text/html; charset=utf-8');
      expect(headers['content-security-policy']).to.equal(CHAT_PAGE_CSP);
      expect(headers['cache-control']).to.equal('no-cache');
      expect(headers['x-content-type-options']).to.equal('nosniff');
    });
  }

  for (const [accepted, encoding] of [
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['identity', undefined],
    ['', undefined],
    ['bro', undefined],
  ] as const) {
    it(`sends ${encoding ?? 'the plain file'} to a browser that takes "${accepted}"`, async () => {
      const { headers, body } = await get('/vendor/webchat.0a68ad0a.js', { 'Accept-Encoding': accepted });
      expect(headers['content-encoding']).to.equal(encoding);
      expect(headers.vary).to.equal('Accept-Encoding');
      expect(Number(headers['content-length'])).to.equal(body.length);
      if (encoding) expect(body.length).to.be.below(SCRIPT.length);
      else expect(String(body)).to.equal(SCRIPT);
    });
  }

  it('lets a hashed name be kept for ever, and no other', async () => {
    expect((await get('/vendor/webchat.0a68ad0a.js')).headers['cache-control']).to.equal(
      'public, max-age=31536000, immutable',
    );
    expect((await get('/shared/page.js')).headers['cache-control']).to.equal('no-cache');
  });

  it('answers 304 to who has it already, in the same encoding', async () => {
    const path = '/vendor/webchat.0a68ad0a.js';
    const { etag } = (await get(path, { 'Accept-Encoding': 'br' })).headers;
    const known = { 'If-None-Match': `"other", W/${etag}` };
    const same = await get(path, { ...known, 'Accept-Encoding': 'br' });
    expect([same.status, same.body.length, same.headers.etag]).to.deep.equal([304, 0, etag]);
    expect((await get(path, { ...known, 'Accept-Encoding': 'gzip' })).status).to.equal(200);
  });

  it('answers HEAD without the file', async () => {
    const { status, headers, body } = await get('/', {}, 'HEAD');
    expect([status, headers['content-length'], body.length]).to.deep.equal([200, '13', 0]);
  });

  for (const path of [
    '/../package.json',
    '/..%2f..%2fetc%2fpasswd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/shared/..%5c..%5cpage.js',
    '/.secret.js',
    '/notes.ts',
    '/old.html',
    '/old.html.br',
    '/vendor',
    '/vendor/webchat.0a68ad0a.js.br',
    '/vendor/webchat.0a68ad0a.js%00.html',
  ]) {
    it(`has nothing at ${path}`, async () => {
      expect((await get(path)).status).to.equal(404);
    });
  }

  it('says what to do when nothing was built', async () => {
    const missing = join(folder, 'missing');
    const error: unknown = await mountStaticFiles(server.edge, { folder: missing, csp: '' }).catch(
      (reason: unknown) => reason,
    );
    expect(String(error)).to.equal(`Error: http: no built pages in ${missing}: run npm run build`);
  });
});
