import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import jwt, { type JwtPayload } from 'jsonwebtoken';
import type { Records } from '../../../services/storage/records.js';
import type { Log } from '../../../services/telemetry/log.js';
import { orAway } from '../receiving.js';

export type Verified =
  | { readonly kind: 'valid'; readonly claims: JwtPayload; readonly expiresAt: number }
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
 * At once, in this thread: WebCrypto's way to another thread and back costs ten times the signature, four times for
 * each of the thousands who come back after a restart.
 */
export class DirectLineJwt {
  readonly #options: DirectLineJwtOptions;
  #key: Promise<KeyObject> | undefined;

  constructor(options: DirectLineJwtOptions) {
    this.#options = options;
  }

  async sign(audience: Audience, claims: JwtPayload, lifetimeMs: number): Promise<string> {
    const key = await this.#signingKey();
    const now = this.#now();
    const times = { iat: now, exp: now + Math.floor(lifetimeMs / 1000) };
    return jwt.sign({ ...claims, iss: ISSUER, aud: audience, ...times }, key, { algorithm: ALGORITHM });
  }

  /** Throws (503) only when the key cannot be had. */
  async verify(audience: Audience, text: string): Promise<Verified> {
    if (text.length > MAX_LENGTH) return { kind: 'invalid' };
    const key = await this.#signingKey();
    const now = this.#now();
    const claims = readOurs(text, key, { audience, now });
    // An expiry that is no number is not looked at by jsonwebtoken when told to ignore expiry.
    if (typeof claims?.exp !== 'number') return { kind: 'invalid' };
    return claims.exp > now ? { kind: 'valid', claims, expiresAt: claims.exp * 1000 } : { kind: 'expired' };
  }

  #now(): number {
    return Math.floor(this.#options.clock() / 1000);
  }

  #signingKey(): Promise<KeyObject> {
    this.#key ??= this.#importKey().catch((error: unknown) => {
      this.#key = undefined;
      throw error;
    });
    return this.#key;
  }

  async #importKey(): Promise<KeyObject> {
    const { secret, records, log } = this.#options;
    const bytes =
      secret === undefined
        ? await orAway(log, keptKey(records))
        : new Uint8Array(hkdfSync('sha256', secret, '', 'refund-desk/direct-line/hs256', KEY_BYTES));
    return createSecretKey(bytes);
  }
}

/** What we signed for this audience, however long ago; undefined: we did not. */
function readOurs(
  text: string,
  key: KeyObject,
  { audience, now }: { audience: Audience; now: number },
): JwtPayload | undefined {
  const expected = { algorithms: [ALGORITHM], issuer: ISSUER, audience, clockTimestamp: now, ignoreExpiration: true };
  try {
    const claims = jwt.verify(text, key, expected);
    return typeof claims === 'string' ? undefined : claims;
  } catch {
    return undefined;
  }
}

const ALGORITHM = 'HS256' as const;
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
