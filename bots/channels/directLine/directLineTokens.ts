import { z } from 'zod';
import { HttpError } from '../../http/httpEdge.js';
import type { DirectLineJwt } from './directLineJwt.js';

/** 30 minutes, as Azure's. */
export const TOKEN_LIFETIME_S = 1_800;

/** What a token is bound to. Web Chat reads `user` from it and takes it for its own id. */
export const TokenClaims = z.object({
  conv: z.string(),
  user: z.string(),
  name: z.string().optional(),
  /** Where given, only pages of these origins may use the token. */
  origins: z.array(z.string()).optional(),
});
export type TokenClaims = z.infer<typeof TokenClaims>;

/** Mints tokens, and remembers its own and those it has checked: a signature costs more than all the rest of a request. */
export class DirectLineTokens {
  readonly #jwt: DirectLineJwt;
  readonly #clock: () => number;
  readonly #checked = new Map<string, { readonly claims: TokenClaims; readonly expiresAt: number }>();

  constructor(jwt: DirectLineJwt, clock: () => number) {
    this.#jwt = jwt;
    this.#clock = clock;
  }

  async mint(claims: TokenClaims): Promise<string> {
    // As the signature has it: whole seconds.
    const expiresAt = (Math.floor(this.#clock() / 1000) + TOKEN_LIFETIME_S) * 1000;
    const token = await this.#jwt.sign('directline', { ...claims, refreshable: true }, TOKEN_LIFETIME_S * 1000);
    this.#remember(token, claims, expiresAt);
    return token;
  }

  /** Throws HttpError: 401 absent or not ours, 403 expired (which directlinejs reads as "refresh, then start over"). */
  async check(token: string | undefined): Promise<TokenClaims> {
    if (token === undefined)
      throw new HttpError(401, 'tokenAbsent', 'Send a token: Authorization: Bearer <token>.', CHALLENGE);
    const known = this.#checked.get(token);
    if (known) {
      if (this.#clock() < known.expiresAt) return known.claims;
      this.#checked.delete(token);
      throw expired();
    }
    const verified = await this.#jwt.verify('directline', token);
    if (verified.kind === 'expired') throw expired();
    const claims = verified.kind === 'valid' ? TokenClaims.safeParse(verified.claims).data : undefined;
    if (verified.kind === 'invalid' || !claims)
      throw new HttpError(401, 'tokenInvalid', 'This token is not valid.', CHALLENGE);
    this.#remember(token, claims, verified.expiresAt);
    return claims;
  }

  #remember(token: string, claims: TokenClaims, expiresAt: number): void {
    if (this.#checked.size >= MAX_REMEMBERED) {
      const [oldest] = this.#checked.keys();
      if (oldest !== undefined) this.#checked.delete(oldest);
    }
    this.#checked.set(token, { claims, expiresAt });
  }
}

/** About 1 KB each. */
const MAX_REMEMBERED = 10_000;
const CHALLENGE = { 'WWW-Authenticate': 'Bearer' };

function expired(): HttpError {
  return new HttpError(403, 'tokenExpired', 'This token has expired.');
}
