import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { missingHeaders, openRealDesk, type RealDesk } from '../badInput/support/realDesk.js';
import { DirectLineClient } from '../support/directLineClient.js';
import { until } from '../support/until.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('the demo agent', function () {
  this.timeout(20_000);
  let desk: RealDesk;
  before(async () => {
    desk = await openRealDesk();
  });
  after(() => desk.close());

  const linkPath = () => String(desk.signInLink).slice(String(desk.signInLink).indexOf('/desk'));

  it('signed out, /desk is a page that says how to sign in, and the API is shut', async () => {
    const page = await desk.send('GET', '/desk');
    expect(page.status).to.equal(200);
    expect(page.headers['content-type']).to.equal('text/html; charset=utf-8');
    expect(page.text).to.include('<h1>Sign in</h1>').and.to.include('This is the demo').and.not.include('<form');
    expect(missingHeaders(page)).to.deep.equal(['content-security-policy']);
    expect(page.headers['content-security-policy']).to.include("script-src 'self'").and.not.include('unsafe');
    expect((await desk.send('GET', '/desk/api/me')).status).to.equal(401);
  });

  it('the link signs in, once, and not who only looks at it; then a buyer is answered', async () => {
    const looked = await desk.send('HEAD', linkPath());
    expect([looked.status, looked.headers['set-cookie']]).to.deep.equal([200, undefined]);
    const used = await desk.send('GET', linkPath());
    const [cookie = ''] = used.headers['set-cookie'] ?? [];
    expect(cookie).to.match(/^refund_desk_agent=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const headers = { cookie: cookie.split(';')[0] ?? '', 'x-refund-desk': '1' };
    const me = await desk.send('GET', '/desk/api/me', { headers });
    expect(JSON.parse(me.text)).to.include({ id: 'demo-agent', name: 'Sam', role: 'lead' });
    const page = await desk.send('GET', '/desk', { headers });
    expect(page.text).to.match(/<script type="module" src="\/desk\/desk\.[0-9a-f]{8}\.js"/);
    expect(page.headers['content-security-policy']).to.include("require-trusted-types-for 'script'");
    const again = await desk.send('GET', linkPath());
    expect([again.status, again.headers['set-cookie']]).to.deep.equal([403, undefined]);

    const buyer = new DirectLineClient(`http://127.0.0.1:${desk.port}`);
    await buyer.start();
    await buyer.post('one', 'human');
    const sees = (key: string) => async () =>
      (await buyer.activities()).some(({ channelData }) => channelData?.key === key);
    await until(sees('handoff.queued'));
    const path = `/desk/api/conversations/${buyer.conversationId}/commands`;
    const sends = (body: object) => desk.send('POST', path, { headers, body });
    expect((await sends({ id: 'claim-one', command: 'claim', epoch: 1 })).status).to.equal(200);
    expect((await sends({ id: 'words-one', command: 'message', epoch: 2, text: 'Hello, Sam here' })).status).to.equal(
      200,
    );
    await until(sees('handoff.agent'));
    const said = (await buyer.activities()).at(-1);
    expect(said).to.deep.include({
      text: 'Hello, Sam here',
      from: { id: 'refund-desk-agent', name: 'Sam', role: 'bot' },
    });

    expect((await desk.send('POST', '/desk/api/signOut', { headers })).status).to.equal(204);
    expect((await desk.send('GET', '/desk/api/me', { headers })).status).to.equal(401);
  });

  it('behind https the cookie is bound to the host', async () => {
    const other = await openRealDesk();
    const path = String(other.signInLink).slice(String(other.signInLink).indexOf('/desk'));
    const { headers } = await other.send('GET', path, { headers: { 'x-forwarded-proto': 'https' } });
    await other.close();
    expect(headers['set-cookie']?.[0]).to.match(
      /^__Host-refund_desk_agent=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    );
  });

  it('the link is the last line that the start prints, alone on it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'refund-desk-start-'));
    const env = { ...process.env, PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent' };
    const child = spawn(process.execPath, ['--import', 'tsx', 'index.ts'], { cwd: root, env });
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk;
    });
    try {
      await until(() => printed.includes('signIn='));
      const lines = printed.trimEnd().split('\n');
      expect(lines.at(-1)).to.match(/^http:\/\/[^/ ]+\/desk\?signIn=[\w-]{43}$/);
      expect((await fetch(String(lines.at(-1)))).status).to.equal(200);
    } finally {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('is there in the demo only', async () => {
    const shop = await openRealDesk({ DIRECTLINE_SECRET: 'a-secret-of-more-than-thirty-two-characters' });
    expect(shop.signInLink).to.equal(undefined);
    expect((await shop.send('GET', '/desk')).status).to.equal(200);
    await shop.close();
  });
});
