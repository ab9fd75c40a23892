import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import { expect } from 'chai';
import { z } from 'zod';
import { temporaryFolder } from '../install/temporaryFolder.js';
import { ensureProgram } from '../support/ensureProgram.js';
import { until } from '../support/until.js';
import { openStandInBot, type StandInBot, Told } from './support/standInBot.js';
import { readText } from './support/templates.js';

describe('the proxy of compose.yaml, a real nginx before three stand-ins', function () {
  this.timeout(30_000);
  let folder: Awaited<ReturnType<typeof temporaryFolder>> | undefined;
  let nginx: ChildProcess | undefined;
  let bots: StandInBot[] = [];
  let origin = '';
  let plain = '';

  before(async function () {
    this.timeout(180_000);
    let skipReason = '';
    const program = await ensureProgram({
      name: 'nginx',
      neededFor: "the test of the proxy's configuration",
      pathVariable: 'NGINX_PATH',
      usualPath: '/usr/sbin/nginx',
      debianPackage: 'nginx',
    }).catch((error: Error) => {
      skipReason = error.message;
    });
    if (program === undefined) {
      this.test?.parent?.eachTest((test) => Object.assign(test, { skipReason }));
      return this.skip();
    }

    bots = await Promise.all(['bot1', 'bot2', 'bot3'].map(openStandInBot));
    folder = await temporaryFolder('nginx');
    // The workers are another user.
    await chmod(folder.path, 0o755);
    const address = `127.0.0.1:${await freePort()}`;
    origin = `http://${address}`;
    plain = `127.0.0.1:${await freePort()}`;
    const path = join(folder.path, 'nginx.conf');
    await writeFile(path, onThisMachine(await readText('deploymentTemplates/docker/nginx.conf'), address));
    nginx = spawn(program, ['-c', path, '-g', 'daemon off;'], { stdio: ['ignore', 'ignore', 'pipe'] });
    let printed = '';
    nginx.stderr?.on('data', (chunk) => {
      printed += chunk;
    });
    await until(async () => {
      if (nginx?.exitCode !== null) throw new Error(`nginx ended: ${printed}`);
      return (await ask('/').catch(() => undefined)) !== undefined;
    });
  });

  after(async () => {
    if (nginx?.exitCode === null) {
      nginx.kill('SIGTERM');
      await once(nginx, 'exit');
    }
    await Promise.all(bots.map((bot) => bot.stop()));
    await folder?.remove();
  });

  const ask = async (path: string, options: RequestInit = {}) => {
    const response = await fetch(origin + path, options);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return Told.parse(await response.json());
  };
  const askedNames = async (count: number) => {
    const names: string[] = [];
    for (let n = 0; n < count; n++) names.push((await ask('/', { headers: { Cookie: 'same=buyer' } })).name);
    return names;
  };

  it('sends the same buyer to any of them', async () => {
    expect(new Set(await askedNames(6))).to.have.keys('bot1', 'bot2', 'bot3');
  });

  it('says who asked, for what and how, and passes no word of the caller on about it', async () => {
    const forged = { 'X-Forwarded-For': '6.6.6.6', 'X-Forwarded-Proto': 'https' };
    expect(await ask('/', { headers: forged })).to.include({
      host: new URL(origin).host,
      forwardedFor: '127.0.0.1',
      forwardedProto: 'http',
    });
  });

  it('sends who comes without TLS to where there is some', async () => {
    const response = await fetch(`http://${plain}/chat?x=1`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).to.deep.equal([301, 'https://127.0.0.1/chat?x=1']);
  });

  it('shows nobody the metrics', async () => {
    expect((await fetch(`${origin}/metrics`)).status).to.equal(404);
    expect(bots.flatMap(({ seen }) => seen)).to.not.include('GET /metrics');
  });

  it('passes a WebSocket, both ways', async () => {
    expect(await upgraded('/v3/directline/stream?t=1', 'hello\n')).to.match(
      /^bot\d \/v3\/directline\/stream\?t=1\nhello\n$/,
    );
  });

  it('takes a message with six files of 10 MB, and nothing larger than the bots do', async () => {
    const post = (bytes: number) => fetch(origin, { method: 'POST', body: new Uint8Array(bytes) });
    expect((await post(61 * 1024 * 1024)).status).to.equal(200);
    expect((await post(65 * 1024 * 1024).catch(() => ({ status: 413 }))).status).to.equal(413);
  });

  it('sends no message twice when one breaks off, but asks another one for a page', async () => {
    for (const bot of bots) bot.breaksOff = true;
    const before = bots.flatMap(({ seen }) => seen).length;
    const refused = await fetch(`${origin}/message`, { method: 'POST', body: 'x' });
    expect(refused.status).to.equal(502);
    expect(bots.flatMap(({ seen }) => seen).slice(before)).to.have.length(1);

    const [next, last] = bots.filter(({ breaksOff }) => breaksOff);
    if (last) last.breaksOff = false;
    await until(async () => (await ask('/page')).name !== next?.name && next?.breaksOff === false);
  });

  it('loses nothing while one goes: what it did not get goes to another, a message too', async () => {
    await until(async () => new Set(await askedNames(6)).size === 3);
    await bots[2]?.stop();
    for (let n = 0; n < 12; n++) {
      const response = await fetch(`${origin}/message`, { method: 'POST', body: 'x' });
      expect(response.status).to.equal(200);
    }
    expect(new Set(await askedNames(6))).to.have.keys('bot1', 'bot2');
  });

  /** On ports and in a folder of the test's own, before the stand-ins, without the certificate and Compose's names. */
  function onThisMachine(configuration: string, address: string): string {
    const byName = new Map(bots.map(({ name, port }) => [name, `127.0.0.1:${port}`]));
    return configuration
      .replaceAll('/tmp/', `${folder?.path}/`)
      .replace(/(bot\d):\d+ resolve/g, (_upstream, name: string) => byName.get(name) ?? '')
      .replace(/^\s*(resolver|ssl_\w+) .*;$/gm, '')
      .replace('listen 443 ssl;', `listen ${address};`)
      .replace('listen 80;', `listen ${plain};`);
  }

  function upgraded(path: string, said: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const upgrade = request(origin + path, {
        headers: {
          Connection: 'Upgrade',
          Upgrade: 'websocket',
          'Sec-WebSocket-Version': '13',
          'Sec-WebSocket-Key': 'dGVzdA==',
        },
      });
      upgrade.on('error', reject);
      upgrade.on('response', ({ statusCode }) => reject(new Error(`answered ${statusCode}`)));
      upgrade.on('upgrade', (_response, socket, head) => {
        let heard = head.toString();
        socket.write(said);
        socket.on('data', (chunk) => {
          heard += chunk;
          if (!heard.endsWith(said)) return;
          socket.destroy();
          resolve(heard);
        });
      });
      upgrade.end();
    });
  }
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.int() }).parse(server.address());
  server.close();
  await once(server, 'close');
  return port;
}
