import * as oidc from 'openid-client';
import type { Log } from '../telemetry/log.js';

/** Who the issuer says it is. `email` only where it vouches for that too. */
export type Vouched = { readonly issuer: string; readonly subject: string; readonly email?: string };

/** What is kept between leaving for the issuer and coming back; only this side ever sees the verifier and the nonce. */
export type Begun = { readonly state: string; readonly nonce: string; readonly verifier: string };

export type Finished =
  | { readonly kind: 'vouched'; readonly who: Vouched }
  /** The issuer, or what it sent, says no. `reason`: for the log, without anything personal. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'away' };

/** PORT. Somebody else who knows the agents. */
export interface IdentityProvider {
  /** Where the agent's browser goes to; undefined: the issuer cannot be reached. */
  begin(): Promise<{ readonly url: string; readonly begun: Begun } | undefined>;
  /** `answer`: the query that the browser came back with. */
  finish(answer: URLSearchParams, begun: Begun): Promise<Finished>;
}

export type OidcSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** This desk's own, to which the issuer sends the browser back. */
  readonly redirectUri: string;
  readonly log: Log;
  /** ms since epoch. */
  readonly clock: () => number;
};

const TIMEOUT_S = 5;
/** Its keys are looked up by the library whenever there is a new one; its addresses change once in years. */
const KNOWN_FOR_MS = 3_600_000;

/** OpenID Connect: authorization code with PKCE, state and nonce; the id token's signature, issuer, audience and times are checked. */
export function createOidcProvider(settings: OidcSettings): IdentityProvider {
  const { redirectUri, log, clock } = settings;
  let known: { readonly configuration: oidc.Configuration; readonly until: number } | undefined;
  const configured = async (): Promise<oidc.Configuration> => {
    if (known && clock() < known.until) return known.configuration;
    const configuration = await discover(settings);
    known = { configuration, until: clock() + KNOWN_FOR_MS };
    return configuration;
  };
  return {
    async begin() {
      const configuration = await configured().catch((error: unknown) => {
        log.warn({ reason: reasonOf(error) }, 'the issuer of agents cannot be reached');
        return undefined;
      });
      if (!configuration) return undefined;
      const begun = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
      const url = oidc.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: 'openid email',
        state: begun.state,
        nonce: begun.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(begun.verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, begun };
    },

    async finish(answer, { state, nonce, verifier }) {
      try {
        const configuration = await configured();
        const tokens = await oidc.authorizationCodeGrant(configuration, new URL(`${redirectUri}?${answer}`), {
          ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier },
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims) return { kind: 'refused', reason: 'no id token' };
        const { iss, sub: subject } = claims;
        const more = await addressIn(claims, configuration, tokens.access_token);
        return { kind: 'vouched', who: { issuer: issuerName(iss), subject, ...more } };
      } catch (error) {
        return isAway(error) ? { kind: 'away' } : { kind: 'refused', reason: reasonOf(error) };
      }
    },
  };
}

/** By the specification the address is told apart from the id token; many put it there. Only one that is verified counts. */
async function addressIn(
  claims: oidc.IDToken,
  configuration: oidc.Configuration,
  accessToken: string,
): Promise<{ readonly email?: string }> {
  const isAsked = claims['email'] === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined;
  const told = isAsked ? await oidc.fetchUserInfo(configuration, accessToken, claims.sub) : claims;
  const { email, email_verified: isVerified } = told;
  return typeof email === 'string' && isVerified === true ? { email: email.toLowerCase() } : {};
}

/** One name for what some write with a slash at its end. */
export function issuerName(issuer: string): string {
  return issuer.replace(/\/$/, '');
}

function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<oidc.Configuration> {
  const url = new URL(issuer);
  const [basic, post] = [oidc.ClientSecretBasic(clientSecret), oidc.ClientSecretPost(clientSecret)];
  // By the specification an issuer that names no method takes the first.
  const authenticate: oidc.ClientAuth = (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
  // Plain http is let through by the settings on this machine only.
  const plain = url.protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
  const execute = [oidc.enableNonRepudiationChecks, ...plain];
  return oidc.discovery(url, clientId, undefined, authenticate, { execute, timeout: TIMEOUT_S });
}

/** Not reached, or too slow, or it fails by itself: nobody said no. */
function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const status = error.cause instanceof Response ? error.cause.status : 0;
  return status >= 500 || AWAY_CODES.has(codeOf(error)) || error instanceof TypeError;
}

const AWAY_CODES = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT']);

function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return code === '' ? 'unknown' : code;
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const { code, error: named } = error as { readonly code?: unknown; readonly error?: unknown };
  return String(named ?? code ?? '').slice(0, 60);
}
