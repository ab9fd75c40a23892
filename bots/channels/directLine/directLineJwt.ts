import { hkdfSync, randomBytes, webcrypto } from 'node:crypto';
import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Records } from '../../../services/storage/records.js';
import type { Log } from '../../../services/telemetry/log.js';
import { orAway } from '../receiving.js';

export type Verified =
  | { readonly kind: 'valid'; readonly claims: JWTPayload; readonly expiresAt: number }
  /** Ours, and true once. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'invalid' };

export type DirectLineJwtOptions = {
  /** undefined: the demo. */
  readonly secret: string | undefined;
  readonly records: Records;
  /** ms since epoch. */
  readonly clock: () => number;
  readonly log: Log;
};

/** What a signed string is for; one never passes for another. */
export type Audience = 'directline' | 'directline.stream' | 'directline.resume';

/**
 * Signs and checks the strings that this channel hands out: HS256 and nothing else. The key is derived from the
 * operator's secret; in the demo it is random and kept, so that a restart ends nobody's conversation.
 */
export class DirectLineJwt {
  readonly #options: DirectLineJwtOptions;
  #key: Promise<webcrypto.CryptoKey> | undefined;

  constructor(options: DirectLineJwtOptions) {
    this.#options = options;
  }

  async sign(audience: Audience, claims: JWTPayload, lifetimeMs: number): Promise<string> {
    const now = Math.floor(this.#options.clock() / 1000);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: ALGORITHM })
      .setIssuer(ISSUER)
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(now + Math.floor(lifetimeMs / 1000))
      .sign(await this.#signingKey());
  }

  /** Throws (503) only when the key cannot be had. */
  async verify(audience: Audience, text: string): Promise<Verified> {
    if (text.length > MAX_LENGTH) return { kind: 'invalid' };
    const key = await this.#signingKey();
    try {
      const { payload } = await jwtVerify(text, key, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience,
        requiredClaims: ['exp'],
        currentDate: new Date(this.#options.clock()),
      });
      return { kind: 'valid', claims: payload, expiresAt: (payload.exp ?? 0) * 1000 };
    } catch (error) {
      // jose looks at the signature first: only a string of our own is ever called expired.
      return { kind: error instanceof errors.JWTExpired ? 'expired' : 'invalid' };
    }
  }

  #signingKey(): Promise<webcrypto.CryptoKey> {
    this.#key ??= this.#importKey().catch((error: unknown) => {
      this.#key = undefined;
      throw error;
    });
    return this.#key;
  }

  async #importKey(): Promise<webcrypto.CryptoKey> {
    const { secret, records, log } = this.#options;
    const bytes =
      secret === undefined
        ? await orAway(log, keptKey(records))
        : new Uint8Array(hkdfSync('sha256', secret, '', 'refund-desk/direct-line/hs256', KEY_BYTES));
    return webcrypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
  }
}

const ALGORITHM = 'HS256';
const ISSUER = 'refund-desk';
const KEY_BYTES = 32;
/** Ours are under 1 KB, and under 4 KB with ten trusted origins. */
const MAX_LENGTH = 4_096;

/** The demo's key. Whoever creates it first wins; every other process reads the winner's. */
export async function keptKey(records: Records): Promise<Uint8Array<ArrayBuffer>> {
  const fresh = randomBytes(KEY_BYTES).toString('base64url');
  const kept = await records.get('directLineKey', 'demo');
  if (kept) return decoded(kept.value);
  if (await records.create('directLineKey', 'demo', fresh)) return decoded(fresh);
  return decoded((await records.get('directLineKey', 'demo'))?.value);
}

function decoded(value: unknown): Uint8Array<ArrayBuffer> {
  if (typeof value !== 'string') throw new Error('directLine: the stored signing key is not readable');
  return new Uint8Array(Buffer.from(value, 'base64url'));
}
