import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { decodeJwt } from 'jose';
import { openWireDesk, type WireDesk } from './support/wireDesk.js';

const GENERATE = '/v3/directline/tokens/generate';
const REFRESH = '/v3/directline/tokens/refresh';
const START = '/v3/directline/conversations';
const SECRET = 'a-secret-of-thirty-two-characters';

describe('Direct Line tokens in the demo', () => {
  let desk: WireDesk;
  before(async () => {
    desk = await openWireDesk();
  });
  after(() => desk.close());

  it('mints for the one demo buyer, each time another conversation', async () => {
    const first = await desk.call('POST', GENERATE, { body: {} });
    const second = await desk.call('POST', GENERATE);
    expect(first.status).to.equal(200);
    expect(first.body.expires_in).to.equal(1800);
    expect(decodeJwt(first.body.token)).to.include({ conv: first.body.conversationId, user: 'dl_demo-buyer' });
    expect(second.body.conversationId).to.not.equal(first.body.conversationId);
  });

  it('does not take another buyer’s id from the body', async () => {
    const { body } = await desk.call('POST', GENERATE, { body: { user: { id: 'somebody-else' } } });
    expect(decodeJwt(body.token).user).to.equal('dl_demo-buyer');
  });

  it('finds the browser’s conversation again by its cookie', async () => {
    const first = await desk.call('POST', GENERATE, { body: {} });
    const set = first.headers.get('set-cookie') ?? '';
    expect(set).to.match(/; Path=\/v3\/directline; Max-Age=2592000; HttpOnly; SameSite=Strict$/);
    const cookie = set.split(';')[0] ?? '';
    const again = await desk.call('POST', GENERATE, { body: {}, headers: { Cookie: `other=1; ${cookie}` } });
    expect(again.body.conversationId).to.equal(first.body.conversationId);
    const forged = await desk.call('POST', GENERATE, { headers: { Cookie: `${cookie.slice(0, -4)}AAAA` } });
    expect(forged.status).to.equal(200);
    expect(forged.body.conversationId).to.not.equal(first.body.conversationId);
  });

  it('marks the cookie Secure behind https', async () => {
    const { headers } = await desk.call('POST', GENERATE, { headers: { 'X-Forwarded-Proto': 'https' } });
    expect(headers.get('set-cookie')).to.match(/; Secure$/);
  });

  it('forgets a cookie after 30 days', async () => {
    const first = await desk.call('POST', GENERATE);
    const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
    desk.aheadMs = 30 * 86_400_000 + 2_000;
    const late = await desk.call('POST', GENERATE, { headers: { Cookie: cookie } });
    desk.aheadMs = 0;
    expect(late.body.conversationId).to.not.equal(first.body.conversationId);
  });

  for (const origin of ['http://localhost', 'http://127.0.0.1', 'http://[::1]']) {
    it(`lets pages of ${origin} with its own port mint`, async () => {
      const Origin = `${origin}:${desk.port}`;
      const answer = await desk.call('POST', GENERATE, { body: {}, headers: { Origin } });
      expect(answer.status).to.equal(200);
      expect(answer.headers.get('access-control-allow-origin')).to.equal(Origin);
      expect(answer.headers.get('access-control-allow-credentials')).to.equal(null);
    });
  }
  for (const origin of [
    'http://localhost',
    'http://localhost:1',
    'https://evil.example',
    'null',
    'http://localhost.evil.example:80',
  ]) {
    it(`refuses pages of ${origin}`, async () => {
      for (const method of ['POST', 'OPTIONS']) {
        const answer = await desk.call(method, GENERATE, { headers: { Origin: origin } });
        expect(answer.status).to.equal(403);
        expect(answer.body.error.code).to.equal('originNotAllowed');
        expect(answer.headers.get('access-control-allow-origin')).to.equal(null);
      }
    });
  }

  it('refreshes for the same conversation and buyer, for 30 minutes more', async () => {
    const { body } = await desk.call('POST', GENERATE);
    desk.aheadMs = 29 * 60_000;
    const fresh = await desk.call('POST', REFRESH, { token: body.token });
    expect(fresh.status).to.equal(200);
    expect(decodeJwt(fresh.body.token)).to.include({ conv: body.conversationId, user: 'dl_demo-buyer' });
    desk.aheadMs = 58 * 60_000;
    const later = await desk.call('POST', REFRESH, { token: fresh.body.token });
    desk.aheadMs = 0;
    expect(later.status).to.equal(200);
  });

  it('calls an expired token 403, whether it has seen it before or not', async () => {
    const seen = (await desk.call('POST', GENERATE)).body.token;
    const unseen = (await desk.call('POST', GENERATE)).body.token;
    await desk.call('POST', REFRESH, { token: seen });
    desk.aheadMs = 30 * 60_000 + 1_000;
    for (const token of [seen, unseen]) {
      const answer = await desk.call('POST', REFRESH, { token });
      expect([answer.status, answer.body.error.code]).to.deep.equal([403, 'tokenExpired']);
    }
    desk.aheadMs = 0;
  });

  it('keeps its key, so that tokens outlive the process', async () => {
    const kept = await desk.storage.records.get('directLineKey', 'demo');
    expect(kept?.value).to.be.a('string').with.lengthOf(43);
  });

  const now = Math.floor(Date.now() / 1000);
  const claims = { conv: 'c', user: 'u', iss: 'refund-desk', aud: 'directline', iat: now, exp: now + 600 };
  const b64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = (header: object, payload: object, key: string, hash = 'sha256') => {
    const text = `${b64(header)}.${b64(payload)}`;
    return `${text}.${createHmac(hash, Buffer.from(key, 'base64url')).update(text).digest('base64url')}`;
  };
  const bad: Record<string, (key: string) => string | undefined> = {
    'no token': () => undefined,
    'not a JWT': () => 'garbage',
    'alg none': () => `${b64({ alg: 'none' })}.${b64(claims)}.`,
    'another alg with our key': (key) => signed({ alg: 'HS512' }, claims, key, 'sha512'),
    'another key': () => signed({ alg: 'HS256' }, claims, 'AAAA'),
    'an expired one of another key': () => signed({ alg: 'HS256' }, { ...claims, exp: now - 9 }, 'AAAA'),
    'another audience': (key) => signed({ alg: 'HS256' }, { ...claims, aud: 'directline.stream' }, key),
    'another issuer': (key) => signed({ alg: 'HS256' }, { ...claims, iss: 'x' }, key),
    'not yet valid': (key) => signed({ alg: 'HS256' }, { ...claims, nbf: now + 300 }, key),
    'no expiry': (key) => signed({ alg: 'HS256' }, { ...claims, exp: undefined }, key),
    'no conversation': (key) => signed({ alg: 'HS256' }, { ...claims, conv: undefined }, key),
    'cut off': (key) => signed({ alg: 'HS256' }, claims, key).slice(0, -3),
    '8 KB': (key) => signed({ alg: 'HS256' }, { ...claims, name: 'x'.repeat(6_000) }, key),
  };
  for (const [what, make] of Object.entries(bad)) {
    it(`answers 401 to ${what}`, async () => {
      const key = String((await desk.storage.records.get('directLineKey', 'demo'))?.value);
      const token = make(key);
      const answer = await desk.call('POST', REFRESH, token === undefined ? {} : { token });
      expect(answer.status).to.equal(401);
      expect(answer.headers.get('www-authenticate')).to.equal('Bearer');
    });
  }
  it('takes a token made the same way with nothing wrong in it (the table above has teeth)', async () => {
    const key = String((await desk.storage.records.get('directLineKey', 'demo'))?.value);
    const answer = await desk.call('POST', REFRESH, { token: signed({ alg: 'HS256' }, claims, key) });
    expect(answer.status).to.equal(200);
  });

  const bodies: [string, unknown, number, string][] = [
    ['not JSON', '{', 400, 'notJson'],
    ['an array', [], 400, 'badBody'],
    ['null', 'null', 200, ''],
    ['user as text', { user: 'me' }, 400, 'badBody'],
    ['an id of 201 characters', { user: { id: 'x'.repeat(201) } }, 400, 'badBody'],
    ['an empty id', { user: { id: '' } }, 400, 'badBody'],
    ['unknown keys', { more: 1 }, 200, ''],
  ];
  for (const [what, body, status, code] of bodies) {
    it(`answers ${status} ${code} to ${what}`, async () => {
      const answer = await desk.call('POST', GENERATE, { body });
      expect(answer.status).to.equal(status);
      if (code) expect(answer.body.error.code).to.equal(code);
    });
  }
});

describe('Direct Line tokens with a secret', () => {
  let desk: WireDesk;
  before(async () => {
    desk = await openWireDesk({
      secret: SECRET,
      allowedOrigins: ['https://shop.example'],
      mintsPerMinute: 3,
      proxyHops: 1,
    });
  });
  after(() => desk.close());
  const mint = (body: unknown, headers: Record<string, string> = {}) =>
    desk.call('POST', GENERATE, { token: SECRET, body, headers });

  it('mints for the shop’s buyer, and finds the same conversation for the same id', async () => {
    const first = await mint({ user: { id: 'buyer-7', name: 'Ann' } });
    const again = await mint({ user: { id: 'buyer-7' } });
    const other = await mint({ user: { id: 'buyer-8' } });
    expect(decodeJwt(first.body.token)).to.include({ user: 'buyer-7', name: 'Ann' });
    expect(again.body.conversationId)
      .to.equal(first.body.conversationId)
      .and.to.match(/^[\w-]{43}$/);
    expect(other.body.conversationId).to.not.equal(first.body.conversationId);
    expect(first.headers.get('set-cookie')).to.equal(null);
  });

  it('makes up a buyer when none is named', async () => {
    const { body } = await mint({});
    expect(decodeJwt(body.token).user).to.match(/^dl_[\w-]{22}$/);
  });

  it('begins a conversation with the secret alone', async () => {
    const answer = await desk.call('POST', START, { token: SECRET, body: { user: { id: 'buyer-9' } } });
    expect(answer.status).to.equal(201);
    expect(decodeJwt(answer.body.token)).to.include({ user: 'buyer-9', conv: answer.body.conversationId });
  });

  for (const path of [GENERATE, START]) {
    it(`refuses the secret from a browser at ${path}`, async () => {
      const answer = await desk.call('POST', path, { token: SECRET, headers: { Origin: 'https://shop.example' } });
      expect([answer.status, answer.body.error.code]).to.deep.equal([403, 'secretInBrowser']);
    });
  }

  for (const [what, token] of [
    ['no secret', undefined],
    ['a wrong one', `${SECRET}x`],
  ] as const) {
    it(`mints nothing for ${what}`, async () => {
      const answer = await desk.call('POST', GENERATE, { body: {}, ...(token ? { token } : {}) });
      expect([answer.status, answer.body.error.code]).to.deep.equal([401, 'secretInvalid']);
    });
  }

  it('lets only the trusted origins use a token that names them', async () => {
    const { body } = await mint({ user: { id: 'b' }, trustedOrigins: ['https://other.example'] });
    const answer = await desk.call('POST', REFRESH, { token: body.token, headers: { Origin: 'https://shop.example' } });
    expect([answer.status, answer.body.error.code]).to.deep.equal([403, 'originNotAllowed']);
    expect((await desk.call('POST', REFRESH, { token: body.token })).status).to.equal(200);
  });

  it('answers the preflight of an allowed page', async () => {
    const headers = { Origin: 'https://shop.example', 'Access-Control-Request-Method': 'POST' };
    const answer = await desk.call('OPTIONS', `${START}/abc/activities`, { headers });
    expect(answer.status).to.equal(204);
    expect(answer.headers.get('access-control-allow-origin')).to.equal('https://shop.example');
    expect(answer.headers.get('access-control-allow-methods')).to.equal('GET, POST');
    expect(answer.headers.get('access-control-allow-headers')).to.include('authorization');
    expect(answer.headers.get('vary')).to.equal('Origin');
  });

  it('lets an allowed page read a refusal too', async () => {
    const answer = await desk.call('POST', REFRESH, { headers: { Origin: 'https://shop.example' } });
    expect(answer.status).to.equal(401);
    expect(answer.headers.get('access-control-allow-origin')).to.equal('https://shop.example');
  });

  it('limits what one address may ask for, by what our own proxy says, and never the shop itself', async () => {
    const ask = (address: string, token = 'wrong') =>
      desk.call('POST', GENERATE, { token, headers: { 'X-Forwarded-For': `6.6.6.6, ${address}` } });
    const statuses: number[] = [];
    for (let count = 0; count < 4; count++) statuses.push((await ask('203.0.113.9')).status);
    expect(statuses).to.deep.equal([401, 401, 401, 429]);
    const refused = await ask('203.0.113.9');
    expect(refused.body.error.code).to.equal('tooManyTokens');
    expect(Number(refused.headers.get('retry-after'))).to.be.within(1, 60);
    expect((await ask('203.0.113.10')).status).to.equal(401);
    expect((await ask('203.0.113.9', SECRET)).status).to.equal(200);
    desk.aheadMs = 60_000;
    expect((await ask('203.0.113.9')).status).to.equal(401);
    desk.aheadMs = 0;
  });

  for (const forms of [
    ['203.0.113.20:50001', '203.0.113.20:50002', '203.0.113.20', '203.0.113.20:50003'],
    ['[2001:db8::1]:50001', '[2001:db8::1]', '2001:db8::1', '[2001:db8::1]:50002'],
  ]) {
    it(`counts ${forms[2]} as one address, whatever port the proxy writes behind it`, async () => {
      const statuses: number[] = [];
      for (const form of forms) {
        const headers = { 'X-Forwarded-For': form };
        statuses.push((await desk.call('POST', GENERATE, { token: 'wrong', headers })).status);
      }
      expect(statuses).to.deep.equal([401, 401, 401, 429]);
    });
  }
});
