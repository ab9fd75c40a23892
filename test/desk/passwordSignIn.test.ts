import { expect } from 'chai';
import { addAgent } from '../../services/desk/agents.js';
import { Passwords, PasswordsBusyError } from '../../services/desk/passwords.js';
import { openRedisServer, type RedisServer } from '../support/redisServer.js';
import { onRedis, openTestDesk, type TestDesk } from './support/testDesk.js';

const PASSWORD = 'correct horse battery staple';
const MINUTE = 60_000;

for (const kind of ['embedded', 'redis'] as const)
  describe(`signing in with a password, ${kind}`, function () {
    this.timeout(30_000);
    let redis: RedisServer | undefined;
    let desk: TestDesk;
    const time = { now: Date.now() };
    before(async () => {
      redis = kind === 'redis' ? await openRedisServer() : undefined;
      desk = await openTestDesk({
        clock: () => time.now,
        ...(redis ? { settings: onRedis(redis.url) } : {}),
        ways: () => ({ proxyHops: 1 }),
      });
      const passwordHash = await new Passwords().hash(PASSWORD);
      await addAgent(desk.records, { id: 'ada', name: 'Ada', role: 'lead', passwordHash, email: 'ada@desk.example' });
      await addAgent(desk.records, { id: 'linked', name: 'Linked', role: 'agent' });
    });
    after(async () => {
      await desk.close();
      await redis?.close();
    });

    let from = 0;
    /** Everybody comes from somewhere else, unless told. */
    const address = () => {
      from += 1;
      return `10.1.${Math.floor(from / 250)}.${from % 250}`;
    };
    const signIn = (login: string, password: string, where = address()) =>
      desk.call(
        'POST',
        '/desk/signIn',
        { 'Content-Type': 'application/json', 'x-forwarded-for': where },
        JSON.stringify({ login, password }),
      );
    const cookieOf = ({ headers }: { readonly headers: Headers }) => headers.get('set-cookie')?.split(';')[0] ?? '';

    for (const login of ['ada', ' ADA ', 'Ada@Desk.example'])
      it(`lets in who writes "${login}"`, async () => {
        const answer = await signIn(login, PASSWORD);
        expect(answer.status).to.equal(200);
        expect(JSON.parse(answer.text)).to.deep.equal({ id: 'ada', name: 'Ada', role: 'lead', capacity: 5 });
        expect(answer.headers.get('set-cookie')).to.match(
          /^refund_desk_agent=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
        );
        expect((await desk.get(cookieOf(answer), '/desk/api/me')).body).to.include({ id: 'ada' });
      });

    it('by the form it goes on to the desk, and a session that this browser had before ends', async () => {
      const before = cookieOf(await signIn('ada', PASSWORD));
      const response = await fetch(`${desk.origin}/desk/signIn`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: desk.origin, 'sec-fetch-site': 'same-origin', accept: 'text/html', cookie: before },
        body: new URLSearchParams({ login: 'ada', password: PASSWORD }),
      });
      expect([response.status, response.headers.get('location')]).to.deep.equal([303, '/desk']);
      const page = await desk.call('GET', '/desk', { cookie: cookieOf(response) });
      expect(page.text).to.equal('<h1>the desk</h1>');
      expect(page.headers.get('content-security-policy')).to.include("require-trusted-types-for 'script'");
      expect((await desk.get(before, '/desk/api/me')).status).to.equal(401);
    });

    it('tells an unknown name, a wrong password and an agent without one apart to nobody', async () => {
      const answers = [
        await signIn('ada', 'not the right one'),
        await signIn('nobody', PASSWORD),
        await signIn('linked', PASSWORD),
      ];
      for (const { status, headers, text } of answers) {
        expect([status, headers.get('set-cookie'), text]).to.deep.equal([401, null, answers[0]?.text]);
      }
      expect(JSON.parse(answers[0]?.text ?? '').error.code).to.equal('wrongSignIn');
    });

    it('takes about the same time for an unknown name', async () => {
      const took = async (login: string) => {
        const began = performance.now();
        await signIn(login, 'not the right one');
        return performance.now() - began;
      };
      const times = { known: [] as number[], unknown: [] as number[] };
      for (let round = 0; round < 15; round += 1) {
        times.unknown.push(await took(`nobody-${round}`));
        time.now += 15 * MINUTE;
        times.known.push(await took('ada'));
      }
      // The shortest of many: whatever else the machine does only adds to a time.
      const [unknown, known] = [Math.min(...times.unknown), Math.min(...times.known)];
      expect(unknown / known, `unknown ${unknown} ms, known ${known} ms`).to.be.within(0.6, 1.6);
    });

    it('of a hundred tries at once at one name five are looked at; the right password is none of them for 15 minutes', async () => {
      time.now += 15 * MINUTE;
      const answers = await Promise.all(Array.from({ length: 100 }, () => signIn('ada', 'not the right one')));
      const count = (wanted: number) => answers.filter(({ status }) => status === wanted).length;
      expect([count(401), count(429)]).to.deep.equal([5, 95]);
      const refused = await signIn('ada', PASSWORD);
      expect([refused.status, refused.headers.get('retry-after')]).to.deep.equal([429, '900']);
      time.now += 15 * MINUTE - 1;
      expect((await signIn('ada', PASSWORD)).status).to.equal(429);
      time.now += 1;
      expect((await signIn('ada', PASSWORD)).status).to.equal(200);
    });

    it('twenty of one network, whatever the names; others are still let in', async () => {
      const [one, same] = ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9'];
      for (let n = 0; n < 20; n += 1) {
        expect((await signIn(`name-${n}`, PASSWORD, n % 2 ? one : same)).status, String(n)).to.equal(401);
      }
      expect((await signIn('ada', PASSWORD, one)).status).to.equal(429);
      expect((await signIn('ada', PASSWORD, '2001:db8:1:3::1')).status).to.equal(200);
    });

    it('right ones are no tries', async () => {
      for (let n = 0; n < 12; n += 1)
        expect((await signIn('ada', PASSWORD, '10.9.9.9')).status, String(n)).to.equal(200);
    });

    it('the page says when to come back, with the name that was typed', async () => {
      time.now += 15 * MINUTE;
      const post = () =>
        desk.call(
          'POST',
          '/desk/signIn',
          { accept: 'text/html', 'Content-Type': 'application/x-www-form-urlencoded', 'x-forwarded-for': address() },
          new URLSearchParams({ login: 'someone <b>', password: 'not the right one' }).toString(),
        );
      const wrong = await post();
      expect(wrong.status).to.equal(401);
      expect(wrong.text).to.include('role="alert">The name or the password is not right.');
      expect(wrong.text).to.include('value="someone &#60;b&#62;"').and.not.include('not the right one');
      for (let n = 0; n < 4; n += 1) await post();
      const late = await post();
      expect([late.status, late.headers.get('retry-after')]).to.deep.equal([429, '900']);
      expect(late.text).to.include('Too many tries. Try again in 15 minutes');
    });

    it('a link lets its agent choose a password, once; what they had before ends', async () => {
      const before = (await desk.sessions.start('linked', time.now)) ?? '';
      const link = await desk.sessions.invite('linked', time.now, { choosesPassword: true });
      const spare = await desk.sessions.invite('linked', time.now, { choosesPassword: true });
      for (let looks = 0; looks < 2; looks += 1) {
        const page = await desk.call('GET', `/desk?signIn=${link}`);
        expect([page.status, page.headers.get('set-cookie')]).to.deep.equal([200, null]);
        expect(page.text).to.include('Welcome, Linked').and.to.include('autocomplete="new-password"');
      }
      const choose = (by: string, password: string) =>
        desk.call(
          'POST',
          '/desk/choosePassword',
          { 'Content-Type': 'application/json' },
          JSON.stringify({ link: by, password }),
        );
      expect((await choose(link, 'too short')).status).to.equal(400);
      const chosen = await Promise.all([1, 2].map((n) => choose(link, `a password of my own ${n}`)));
      expect(chosen.map(({ status }) => status).sort()).to.deep.equal([200, 403]);
      expect((await choose(spare, 'another of my own')).status).to.equal(403);
      expect((await desk.get(`refund_desk_agent=${before}`, '/desk/api/me')).status).to.equal(401);
      const won = chosen.findIndex(({ status }) => status === 200) + 1;
      expect((await signIn('linked', `a password of my own ${won}`)).status).to.equal(200);
    });

    it('leaves in the audit log who came, and of who did not only the print of a name', async () => {
      time.now += 15 * MINUTE;
      await signIn('ada', PASSWORD);
      await signIn('hunter2 oops', PASSWORD);
      const { entries } = await desk.audit.page({ limit: 2 });
      expect(entries.map(({ action, agent }) => [action, agent.id]).sort()).to.deep.equal([
        ['signIn', 'ada'],
        ['signInRefused', 'nobody'],
      ]);
      const all = JSON.stringify((await desk.audit.page({ limit: 200 })).entries);
      expect(all).to.not.include('hunter2').and.not.include('10.1.').and.not.include(PASSWORD);
    });
  });

describe('a password', function () {
  this.timeout(20_000);

  it('is kept as argon2id at the cost that OWASP asks for, and no two alike', async () => {
    const passwords = new Passwords();
    const [one, other] = await Promise.all([passwords.hash(PASSWORD), passwords.hash(PASSWORD)]);
    expect(one)
      .to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
      .and.not.equal(other);
    expect(await passwords.isRight(PASSWORD, one)).to.equal(true);
    expect(await passwords.isRight(`${PASSWORD} `, one)).to.equal(false);
    expect(await passwords.isRight(PASSWORD, undefined)).to.equal(false);
  });

  it('is the same however a keyboard spells it', async () => {
    const passwords = new Passwords();
    const kept = await passwords.hash('Überraschung im Café'.normalize('NFC'));
    expect(await passwords.isRight('Überraschung im Café'.normalize('NFD'), kept)).to.equal(true);
  });

  it('a flood of them is refused, so that turns do not wait for it', async () => {
    const passwords = new Passwords();
    const all = await Promise.allSettled(Array.from({ length: 110 }, () => passwords.isRight(PASSWORD, undefined)));
    const refused = all.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).to.have.length(8);
    for (const reason of refused) expect(reason).to.be.instanceOf(PasswordsBusyError);
    expect(await passwords.isRight(PASSWORD, undefined)).to.equal(false);
  });
});
