import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export const APP_ID = '11111111-2222-3333-4444-555555555555';
const ISSUER = 'https://api.botframework.com';

/** What a token is to say, where it is to differ from a good one. `undefined` leaves a claim out. */
export type TokenChange = {
  readonly aud?: string;
  readonly iss?: string;
  readonly serviceurl?: string | undefined;
  readonly expiresInS?: number;
  readonly kid?: string;
  /** Signed by a key that was never published. */
  readonly forged?: boolean;
};

/** A stand-in for login.botframework.com: metadata and a key that is endorsed for the channel `msteams` alone. */
export async function openOpenIdServer() {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const other = await generateKeyPair('RS256');
  const key = { ...(await exportJWK(publicKey)), kid: 'k1', x5t: 'k1', use: 'sig', endorsements: ['msteams'] };
  let origin = '';
  const server = createServer((request, response) => {
    const body = request.url === '/keys' ? { keys: [key] } : { issuer: ISSUER, jwks_uri: `${origin}/keys` };
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with one.
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    metadataUrl: `${origin}/metadata`,
    token({ aud = APP_ID, iss = ISSUER, expiresInS = 3_600, kid = 'k1', forged = false, ...change }: TokenChange = {}) {
      const now = Math.floor(Date.now() / 1_000);
      const serviceurl = 'serviceurl' in change ? change.serviceurl : 'https://smba.trafficmanager.net/emea/';
      return new SignJWT({ ...(serviceurl === undefined ? {} : { serviceurl }) })
        .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
        .setIssuer(iss)
        .setAudience(aud)
        .setNotBefore(now - 10_000)
        .setExpirationTime(now + expiresInS)
        .sign(forged ? other.privateKey : privateKey);
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** The SDK's own checks against another OpenID server; what goes out is signed without asking Azure for a token. */
export function authenticationBy(metadataUrl: string): ConfigurationBotFrameworkAuthentication {
  return new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: APP_ID,
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
      ToChannelFromBotOAuthScope: ISSUER,
      ToBotFromChannelTokenIssuer: ISSUER,
      OAuthUrl: ISSUER,
      ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: metadataUrl,
      CallerId: 'urn:botframework:azure',
    },
    new FixedToken({ MicrosoftAppId: APP_ID, MicrosoftAppPassword: 'not-asked-for' }),
  );
}

type Credentials = Awaited<ReturnType<ConfigurationServiceClientCredentialFactory['createCredentials']>>;

class FixedToken extends ConfigurationServiceClientCredentialFactory {
  override async createCredentials(): Promise<Credentials> {
    return {
      async signRequest(request) {
        request.headers.set('Authorization', 'Bearer outward');
        return request;
      },
    };
  }
}
