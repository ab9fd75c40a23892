import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { openRealDesk, type RealDesk } from '../badInput/support/realDesk.js';
import { DirectLineClient } from '../support/directLineClient.js';
import { openRedisServer, type RedisServer } from '../support/redisServer.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const PASSWORD = 'correct horse battery staple';

type Ran = { readonly code: number | null; readonly out: string; readonly err: string };

/** The command as npm runs it, once it is built. */
function run(
  command: 'Add' | 'Remove' | 'List',
  args: readonly string[],
  settings: Record<string, string>,
  input = '',
) {
  const env = { ...process.env, ...settings };
  const script = join('dist', 'services', 'desk', `agent${command}Command.js`);
  const child = spawn(process.execPath, [script, ...args], { cwd: root, env });
  const ran = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    ran.out += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    ran.err += chunk;
  });
  child.stdin.end(input);
  return new Promise<Ran>((resolve) => child.once('close', (code) => resolve({ code, ...ran })));
}

for (const kind of ['embedded', 'redis'] as const)
  describe(`agents by the command line, while the desk runs on ${kind}`, function () {
    this.timeout(60_000);
    let redis: RedisServer | undefined;
    let desk: RealDesk;
    let settings: Record<string, string> = {};
    before(async () => {
      redis = kind === 'redis' ? await openRedisServer() : undefined;
      const store = redis ? { STORE: 'redis', REDIS_URL: redis.url } : {};
      desk = await openRealDesk(store);
      settings = { DATA_DIR: desk.folder, PORT: String(desk.port), ...store };
    });
    after(async () => {
      await desk?.close();
      await redis?.close();
    });

    const signIn = (login: string, password: string) =>
      desk.send('POST', '/desk/signIn', { body: { login, password } });
    const sessionIn = ({ headers }: { headers: Readonly<Record<string, unknown>> }) =>
      String((headers['set-cookie'] as string[] | undefined)?.[0]).split(';')[0] ?? ''; // Node gives a list of them
    const me = async (cookie: string) => {
      const { status, text } = await desk.send('GET', '/desk/api/me', { headers: { cookie } });
      return status === 200 ? JSON.parse(text) : status;
    };

    it('an agent is added, chooses a password by the link, and signs in; the desk goes on meanwhile', async () => {
      const buyer = new DirectLineClient(`http://127.0.0.1:${desk.port}`);
      await buyer.start();
      const talking = (async () => {
        for (let n = 0; n < 20; n += 1) await buyer.post(`message-${n}`, 'are there any fees?');
      })();
      const added = await run('Add', ['--id', 'ada', '--name', 'Ada', '--role', 'lead'], settings);
      expect(added.err).to.equal('');
      const lines = added.out.trimEnd().split('\n');
      expect([added.code, lines[0]]).to.deep.equal([0, 'Ada (ada) is a lead of the desk.']);
      const link = new URL(lines.at(-1) ?? '');
      expect([link.port, link.pathname]).to.deep.equal([String(desk.port), '/desk']);
      const body = { link: link.searchParams.get('signIn'), password: PASSWORD };
      expect((await desk.send('POST', '/desk/choosePassword', { body })).status).to.equal(200);
      expect(await me(sessionIn(await signIn('ada', PASSWORD)))).to.include({ id: 'ada', role: 'lead' });
      await talking;
      expect((await desk.send('GET', '/ready')).status).to.equal(200);
    });

    it('a password comes by standard input, never as an argument', async () => {
      const args = ['--id', 'kim', '--name', 'Kim', '--role', 'agent', '--capacity', '3', '--password'];
      expect(await run('Add', args, settings, `${PASSWORD}\nmore`)).to.deep.equal({
        code: 0,
        out: 'Kim (kim) is an agent of the desk.\n',
        err: '',
      });
      expect(await me(sessionIn(await signIn('kim', PASSWORD)))).to.include({ id: 'kim', capacity: 3 });
    });

    it('a role changes in the session that goes on; a new password ends it', async () => {
      const cookie = sessionIn(await signIn('kim', PASSWORD));
      expect((await desk.send('GET', '/desk/api/audit', { headers: { cookie } })).status).to.equal(403);
      const changed = await run('Add', ['--id', 'kim', '--role', 'admin'], settings);
      expect(changed.out).to.equal('Kim (kim) is an admin of the desk.\n');
      const renewed = await desk.send('GET', '/desk/api/audit', { headers: { cookie } });
      expect(renewed.status).to.equal(200);
      const next = sessionIn(renewed);
      expect(next).to.not.equal(cookie);
      expect(await me(next)).to.include({ role: 'admin' });
      await run('Add', ['--id', 'kim', '--password'], settings, 'another one altogether');
      expect(await me(next)).to.equal(401);
      expect((await signIn('kim', PASSWORD)).status).to.equal(401);
      expect((await signIn('kim', 'another one altogether')).status).to.equal(200);
    });

    it('whoever is removed is out at once', async () => {
      const cookie = sessionIn(await signIn('kim', 'another one altogether'));
      expect(await me(cookie)).to.include({ id: 'kim' });
      const removed = await run('Remove', ['--id', 'kim'], settings);
      expect(removed).to.deep.equal({ code: 0, out: 'Kim (kim) is no agent of the desk any more.\n', err: '' });
      expect(await me(cookie)).to.equal(401);
      expect((await signIn('kim', 'another one altogether')).status).to.equal(401);
    });

    it('are listed with how they sign in, and all of it stands in the audit log', async () => {
      const { out } = await run('List', [], settings);
      expect(out).to.equal('ada: Ada, lead, 5 at once; password\ndemo-agent: Sam, lead, 5 at once; no way in yet\n');
      const cookie = sessionIn(await signIn('ada', PASSWORD));
      const audit = await desk.send('GET', '/desk/api/audit?agent=operator', { headers: { cookie } });
      const entries: { action: string; detail: string }[] = JSON.parse(audit.text).entries;
      expect(entries.map(({ action, detail }) => `${action} ${detail}`)).to.deep.equal([
        'agentRemoved kim',
        'agentChanged kim: password',
        'agentChanged kim: role agent to admin',
        'agentAdded kim: role agent, capacity 3, name, password',
        'agentAdded ada: role lead, name',
      ]);
    });
  });

describe('agents by the command line', function () {
  this.timeout(60_000);
  let folder = '';
  let settings: Record<string, string> = {};
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'refund-desk-agents-'));
    settings = { DATA_DIR: join(folder, 'data') };
    const args = ['--id', 'ada', '--name', 'Ada', '--role', 'lead', '--email', 'ada@desk.example'];
    expect((await run('Add', args, settings)).code).to.equal(0);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const ISSUER = {
    DESK_OIDC_ISSUER: 'https://id.example',
    DESK_OIDC_CLIENT_ID: 'desk',
    DESK_OIDC_CLIENT_SECRET: 'secret',
    DESK_PUBLIC_URL: 'https://desk.example',
  };
  const NEW = ['--id', 'kim', '--name', 'Kim', '--role', 'agent'];
  const rows: readonly (readonly [string, readonly string[], Record<string, string>, string])[] = [
    ['no id', ['--name', 'Kim'], {}, '--id: Invalid input: expected string, received undefined'],
    [
      'an id nobody could type',
      ['--id', 'Kim Lee'],
      {},
      '--id: expected small letters, digits and . _ -, at most 64, such as ada',
    ],
    [
      'an unknown role',
      ['--id', 'kim', '--role', 'boss'],
      {},
      '--role: Invalid option: expected one of "agent"|"lead"|"admin"',
    ],
    ['a capacity that is none', [...NEW, '--capacity', '0'], {}, '--capacity: Too small: expected number to be >=1'],
    ['an address that is none', [...NEW, '--email', 'kim'], {}, '--email: Invalid email address'],
    [
      'a new one without a name',
      ['--id', 'kim'],
      {},
      'There is no agent kim yet: --name and --role are needed to add one.',
    ],
    ['the address of somebody else', [...NEW, '--email', 'ADA@desk.example'], {}, '--email: ada has it already.'],
    ['a password that is too short', [...NEW, '--password'], {}, 'The password has to be 12 to 128 characters long.'],
    ['a password and a link', [...NEW, '--password', '--link'], {}, 'Either --password or --link.'],
    [
      'a subject of no issuer',
      [...NEW, '--subject', 'x'],
      {},
      '--subject: DESK_OIDC_ISSUER is not set, so that nobody is known by a subject.',
    ],
    ['an option that is none', [...NEW, '--admin'], {}, "Unknown option '--admin'"],
    [
      'a password where there are none',
      [...NEW, '--password'],
      { ...ISSUER, DESK_PASSWORDS: 'no' },
      'DESK_PASSWORDS is no, so that there are neither passwords nor links to choose one.',
    ],
    [
      'nobody whom the issuer knows',
      NEW,
      { ...ISSUER, DESK_PASSWORDS: 'no' },
      'DESK_PASSWORDS is no: name the --email that the issuer vouches for, or the --subject that it knows the agent by.',
    ],
    [
      'a setting that is unsafe',
      NEW,
      { DESK_PASSWORDS: 'no' },
      'DESK_PASSWORDS is no, and DESK_OIDC_ISSUER is not set',
    ],
  ];
  for (const [what, args, more, words] of rows)
    it(`${what}: says what, and adds nobody`, async () => {
      const { code, out, err } = await run('Add', args, { ...settings, ...more }, 'short');
      expect([code, out]).to.deep.equal([1, '']);
      expect(err)
        .to.include(words)
        .and.not.match(/\n\s+at /);
    });

  it('who comes by the issuer needs no link; a link names the address that agents open', async () => {
    const known = await run('Add', [...NEW, '--email', 'kim@desk.example'], { ...settings, ...ISSUER });
    expect(known).to.deep.equal({ code: 0, out: 'Kim (kim) is an agent of the desk.\n', err: '' });
    const linked = await run('Add', ['--id', 'kim', '--link'], { ...settings, ...ISSUER });
    expect(linked.out).to.match(/\nhttps:\/\/desk\.example\/desk\?signIn=[\w-]{43}\n$/);
  });

  it('nobody is removed who is not there', async () => {
    const { code, err } = await run('Remove', ['--id', 'nobody'], settings);
    expect([code, err]).to.deep.equal([1, 'There is no agent nobody.\n']);
  });
});
