import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { decodeJwt, exportJWK, generateKeyPair, importJWK, type JWTPayload, SignJWT } from 'jose';
import { Provider } from 'oidc-provider';
import { freePort } from '../../support/redisServer.js';

/** Who is at the keyboard when the issuer asks: their claims there. */
export type Person = { readonly sub: string; readonly email?: string; readonly email_verified?: boolean };
/** What the issuer does wrong with the id token that it would give. */
export type Tamper = (claims: JWTPayload) => JWTPayload | 'otherKey' | 'noSignature';

export const CLIENT = { id: 'refund-desk', secret: 'a secret between the two' };

/** A real OpenID Connect server of the test's own, where whoever is asked is whom the test says. Close it. */
export async function openOidcIssuer(redirectUri: string) {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const keys = await generateKeyPair('RS256', { extractable: true });
  const key = { ...(await exportJWK(keys.privateKey)), alg: 'RS256', use: 'sig', kid: 'of-the-test' };
  let person: Person = { sub: 'nobody' };
  let tamper: Tamper | undefined;
  let isDenied = false;

  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ['of the test'] },
    ttl: { AccessToken: 600, AuthorizationCode: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, accountId) => ({ accountId, claims: async () => ({ ...person, sub: accountId }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    await next();
    const body = context.body as { id_token?: string } | undefined; // the answer of the token endpoint
    if (context.path !== '/token' || !tamper || typeof body?.id_token !== 'string') return;
    context.body = { ...body, id_token: await signed(tamper(decodeJwt(body.id_token)), body.id_token) };
  });

  async function signed(wanted: ReturnType<Tamper>, token: string): Promise<string> {
    if (wanted === 'noSignature') return `${part({ alg: 'none' })}.${token.split('.')[1]}.`;
    const claims = wanted === 'otherKey' ? decodeJwt(token) : wanted;
    const by = wanted === 'otherKey' ? (await generateKeyPair('RS256')).privateKey : await importJWK(key, 'RS256');
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'of-the-test' }).sign(by);
  }

  const answers = provider.callback();
  let server: Server | undefined;
  const start = async (): Promise<void> => {
    server = createServer((request, response) => {
      const isAsking = request.url?.startsWith('/interaction/') === true;
      if (!isAsking) return void answers(request, response);
      const result = isDenied ? { error: 'access_denied' } : { login: { accountId: person.sub } };
      void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    }).listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const stop = async (): Promise<void> => {
    server?.closeAllConnections();
    server?.close();
    if (server?.listening) await once(server, 'close');
  };
  await start();
  return {
    issuer,
    start,
    stop,
    /** The next ones that come are this person, at an issuer that does nothing wrong unless told. */
    is(who: Person, wrong: { readonly tamper?: Tamper; readonly isDenied?: boolean } = {}): void {
      person = who;
      tamper = wrong.tamper;
      isDenied = wrong.isDenied ?? false;
    },
    /** From the address that the desk sent the browser to, through all of the issuer's pages, back to the desk's address. */
    async walk(address: string): Promise<string> {
      const jar = new Map<string, string>();
      for (let [at, steps] = [address, 0]; steps < 10; steps += 1) {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
        const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
        for (const each of answer.headers.getSetCookie()) {
          const [name = '', value = ''] = each.split(';')[0]?.split(/=(.*)/s) ?? [];
          jar.set(name, value);
        }
        const next = answer.headers.get('location');
        if (next === null) throw new Error(`the issuer stopped at ${at}: ${answer.status} ${await answer.text()}`);
        at = new URL(next, at).href;
        if (at.startsWith(redirectUri)) return at;
      }
      throw new Error('the issuer goes round in circles');
    },
  };
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
