import { expect } from 'chai';
import { addAgent, changeAccount, findAccount } from '../../services/desk/agents.js';
import { createOidcProvider } from '../../services/desk/identityProvider.js';
import { OidcSignIn } from '../../services/desk/oidcSignIn.js';
import { freePort } from '../support/redisServer.js';
import { CLIENT, openOidcIssuer, type Person, type Tamper } from './support/oidcIssuer.js';
import { openTestDesk, type TestDesk } from './support/testDesk.js';

const ADA: Person = { sub: 'sub-of-ada', email: 'Ada@desk.example', email_verified: true };

describe('signing in by an OpenID Connect server', function () {
  this.timeout(30_000);
  let issuer: Awaited<ReturnType<typeof openOidcIssuer>>;
  let desk: TestDesk;
  const time = { now: Date.now() };

  before(async () => {
    const port = await freePort();
    const redirectUri = `http://127.0.0.1:${port}/desk/oidc/callback`;
    issuer = await openOidcIssuer(redirectUri);
    const settings = { issuer: issuer.issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, redirectUri };
    desk = await openTestDesk({
      port,
      clock: () => time.now,
      ways: (ports) => {
        const provider = createOidcProvider({ ...settings, ...ports });
        return { oidc: { name: 'Example ID', signIn: new OidcSignIn({ ...ports, provider }) } };
      },
    });
    await addAgent(desk.records, { id: 'ada', name: 'Ada', role: 'lead', email: 'ada@desk.example' });
  });
  after(async () => {
    await desk?.close();
    await issuer?.stop();
  });

  const cookieOf = (headers: Headers) => headers.get('set-cookie')?.split(';')[0] ?? '';
  const visit = async (path: string, cookie = '') => {
    const response = await fetch(new URL(path, desk.origin), {
      redirect: 'manual',
      headers: { cookie, accept: 'text/html' },
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  /** Out to the issuer and back, up to the address that the browser comes back with. */
  const leave = async () => {
    const left = await visit('/desk/oidc');
    expect(left.status).to.equal(302);
    const to = left.headers.get('location') ?? '';
    return { to, cookie: cookieOf(left.headers), back: await issuer.walk(to) };
  };
  const signIn = async () => {
    const { back, cookie } = await leave();
    return visit(back, cookie);
  };

  it('is offered on the page, beside the password', async () => {
    const { text } = await visit('/desk');
    expect(text).to.include('href="/desk/oidc">Sign in with Example ID</a>').and.to.include('name="password"');
  });

  it('lets in who was added by an address that the issuer has verified, from then on by the issuer’s own name for them', async () => {
    issuer.is(ADA);
    const { to, cookie, back } = await leave();
    const asked = new URL(to).searchParams;
    expect(asked.get('code_challenge_method')).to.equal('S256');
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name), name).to.match(/^[\w-]{43}$/);
    const page = await visit(back, cookie);
    expect([page.status, page.headers.get('refresh')]).to.deep.equal([200, '0; url=/desk']);
    expect((await desk.get(cookieOf(page.headers), '/desk/api/me')).body).to.include({ id: 'ada', role: 'lead' });
    expect((await findAccount(desk.records, 'ada'))?.identity).to.deep.equal({
      issuer: issuer.issuer,
      subject: ADA.sub,
    });

    issuer.is({ sub: ADA.sub });
    expect((await signIn()).status).to.equal(200);
    // Somebody else has been given the address since.
    issuer.is({ ...ADA, sub: 'another sub' });
    expect((await signIn()).status).to.equal(403);
  });

  it('by https the cookie that is out there is bound to this host, and every cookie tells nobody’s script', async () => {
    const left = await fetch(`${desk.origin}/desk/oidc`, {
      redirect: 'manual',
      headers: { 'x-forwarded-proto': 'https' },
    });
    expect(left.headers.get('set-cookie')).to.match(
      /^__Host-refund_desk_leaving=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=600$/,
    );
  });

  for (const [what, person, as] of [
    ['was not added', { sub: 'eve', email: 'eve@desk.example', email_verified: true }, 'eve@desk.example'],
    [
      'comes with an address that is not verified',
      { sub: 'mallory', email: 'kim@desk.example', email_verified: false },
      'subject mallory',
    ],
    ['has no address', { sub: 'noone' }, 'subject noone'],
  ] as const)
    it(`tells kindly that nobody has added them who ${what}`, async () => {
      await addAgent(desk.records, { id: 'kim', name: 'Kim', role: 'agent', email: 'kim@desk.example' });
      issuer.is(person);
      const page = await signIn();
      expect([page.status, page.headers.get('set-cookie')]).to.deep.equal([403, null]);
      expect(page.text).to.include(`nobody has added you to this desk yet. Ask an operator to add you as ${as}.`);
    });

  it('lets in who was added by the issuer’s name for them', async () => {
    const identity = { issuer: issuer.issuer, subject: 'only-a-subject' };
    await addAgent(desk.records, { id: 'lin', name: 'Lin', role: 'agent', identity });
    issuer.is({ sub: 'only-a-subject' });
    const page = await signIn();
    expect((await desk.get(cookieOf(page.headers), '/desk/api/me')).body).to.include({ id: 'lin' });
  });

  it('of two people with one address who come at once, one is bound to the agent', async () => {
    await addAgent(desk.records, { id: 'pat', name: 'Pat', role: 'agent', email: 'pat@desk.example' });
    const come = async (sub: string) => {
      issuer.is({ sub, email: 'pat@desk.example', email_verified: true });
      return leave();
    };
    // The issuer tells of an address when it is asked for it, which is at the end.
    const left = [await come('pat-1'), await come('pat-2')];
    const pages = await Promise.all(left.map(({ back, cookie }) => visit(back, cookie)));
    expect(pages.map(({ status }) => status).sort()).to.deep.equal([200, 403]);
  });

  describe('does not let in', () => {
    const refused = async (page: { status: number; headers: Headers; text: string }, words: string) => {
      expect([page.status, page.headers.get('set-cookie')]).to.deep.equal([403, null]);
      expect(page.text).to.include(words);
    };
    const NOT_BEGUN = 'This sign-in was not begun in this browser';
    const REFUSED = 'Example ID did not sign you in';
    beforeEach(() => issuer.is(ADA));

    it('with a forged state', async () => {
      const { back, cookie } = await leave();
      const forged = new URL(back);
      forged.searchParams.set('state', 'x'.repeat(43));
      await refused(await visit(forged.href, cookie), NOT_BEGUN);
      forged.searchParams.delete('state');
      await refused(await visit(forged.href, cookie), NOT_BEGUN);
    });

    it('another browser than the one that left', async () => {
      const { back } = await leave();
      const { cookie: other } = await leave();
      await refused(await visit(back), NOT_BEGUN);
      await refused(await visit(back, other), NOT_BEGUN);
    });

    it('twice by one answer, or at once', async () => {
      const { back, cookie } = await leave();
      const pages = await Promise.all([visit(back, cookie), visit(back, cookie)]);
      expect(pages.map(({ status }) => status).sort()).to.deep.equal([200, 403]);
      await refused(await visit(back, cookie), NOT_BEGUN);
    });

    it('with the code of an earlier sign-in', async () => {
      const first = await leave();
      expect((await visit(first.back, first.cookie)).status).to.equal(200);
      const second = await leave();
      const replayed = new URL(second.back);
      replayed.searchParams.set('code', new URL(first.back).searchParams.get('code') ?? '');
      await refused(await visit(replayed.href, second.cookie), REFUSED);
    });

    it('with a code that another browser was given', async () => {
      const victim = await leave();
      const attacker = await leave();
      const injected = new URL(attacker.back);
      injected.searchParams.set('code', new URL(victim.back).searchParams.get('code') ?? '');
      await refused(await visit(injected.href, attacker.cookie), REFUSED);
    });

    it('by the name of another issuer', async () => {
      const { back, cookie } = await leave();
      const mixed = new URL(back);
      mixed.searchParams.set('iss', 'https://evil.example');
      await refused(await visit(mixed.href, cookie), REFUSED);
    });

    it('whom the issuer has not let in', async () => {
      issuer.is(ADA, { isDenied: true });
      await refused(await signIn(), REFUSED);
    });

    const past = Math.floor(Date.now() / 1_000) - 3_600;
    const TAMPERED: Readonly<Record<string, Tamper>> = {
      'with another nonce': (claims) => ({ ...claims, nonce: 'of another sign-in' }),
      'without a nonce': ({ nonce: _, ...claims }) => claims,
      'with an id token that has expired': (claims) => ({ ...claims, iat: past - 60, exp: past }),
      'with an id token for another client': (claims) => ({ ...claims, aud: 'somebody-else' }),
      'with an id token of another issuer': (claims) => ({ ...claims, iss: 'https://evil.example' }),
      'with an id token that another key has signed': () => 'otherKey',
      'with an id token that nobody has signed': () => 'noSignature',
    };
    for (const [what, tamper] of Object.entries(TAMPERED))
      it(what, async () => {
        issuer.is(ADA, { tamper });
        await refused(await signIn(), REFUSED);
      });

    it('an agent who was removed since, or who was bound to somebody else', async () => {
      await changeAccount(desk.records, 'ada', (account) => ({
        ...account,
        identity: { issuer: issuer.issuer, subject: 'a new one' },
      }));
      await refused(await signIn(), 'nobody has added you');
    });
  });

  describe('says', () => {
    it('so while the issuer is away, behind it and before, and goes on when it is back', async () => {
      issuer.is({ sub: 'only-a-subject' });
      const { back, cookie } = await leave();
      await issuer.stop();
      const late = await visit(back, cookie);
      expect(late.status).to.equal(503);
      // What is known of the issuer is known for an hour.
      expect((await visit('/desk/oidc')).status).to.equal(302);
      time.now += 3_600_001;
      const gone = await visit('/desk/oidc');
      expect([gone.status, gone.headers.get('retry-after')]).to.deep.equal([503, '10']);
      expect(gone.text).to.include('Example ID cannot be reached right now');
      await issuer.start();
      expect((await signIn()).status).to.equal(200);
    });

    it('that ten minutes were enough', async () => {
      issuer.is({ sub: 'only-a-subject' });
      const { back, cookie } = await leave();
      time.now += 600_000;
      expect((await visit(back, cookie)).status).to.equal(403);
    });

    it('when to come back to who begins more than sixty times in 15 minutes', async () => {
      time.now += 900_000;
      for (let n = 0; n < 60; n += 1) expect((await visit('/desk/oidc')).status, String(n)).to.equal(302);
      const late = await visit('/desk/oidc');
      expect([late.status, late.headers.get('retry-after')]).to.deep.equal([429, '900']);
    });
  });

  describe('leaves', () => {
    it('no code, no token and no address in the audit log', async () => {
      const { entries } = await desk.audit.page({ limit: 200 });
      expect(new Set(entries.map(({ action }) => action))).to.deep.equal(new Set(['signIn', 'signInRefused']));
      expect(JSON.stringify(entries)).to.not.match(/desk\.example|sub-of-ada|eve|mallory/);
    });
  });
});
