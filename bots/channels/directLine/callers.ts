import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { HttpError, type HttpRequest } from '../../http/httpEdge.js';
import type { DirectLineTokens, TokenClaims } from './directLineTokens.js';
import type { MintBody } from './directLineWire.js';
import type { Origins } from './origins.js';

/** Who is calling, by what they show. */
export class Callers {
  readonly #secret: string | undefined;
  readonly #tokens: DirectLineTokens;
  readonly #origins: Origins;

  constructor(secret: string | undefined, tokens: DirectLineTokens, origins: Origins) {
    this.#secret = secret;
    this.#tokens = tokens;
    this.#origins = origins;
  }

  /** The claims of the caller's token. Throws HttpError 401, 403. */
  async claims(request: IncomingMessage): Promise<TokenClaims> {
    const claims = await this.#tokens.check(bearerOf(request));
    if (claims.origins) this.#origins.check(request, claims.origins);
    return claims;
  }

  /** The same, for a route of one conversation: somebody else's is answered exactly as one that does not exist. */
  async claimsHere(request: HttpRequest): Promise<TokenClaims> {
    const claims = await this.claims(request);
    if (claims.conv !== request.params.conversationId) throw noSuchConversation();
    return claims;
  }

  /**
   * Does the caller show the operator's secret? Takes the same time however much of it is right.
   * Throws HttpError 403 when a page shows it: it never belongs in a browser.
   */
  showsSecret(request: IncomingMessage): boolean {
    const bearer = bearerOf(request);
    if (this.#secret === undefined || bearer === undefined) return false;
    if (!timingSafeEqual(digest(bearer), digest(this.#secret))) return false;
    if (request.headers.origin === undefined) return true;
    throw new HttpError(403, 'secretInBrowser', 'Mint on your server: the secret must never reach a browser.');
  }
}

export function noSuchConversation(): HttpError {
  return new HttpError(404, 'conversationNotFound', 'There is no such conversation.');
}

/**
 * Whom a shop's server mints for. The same `user.id` finds the same conversation, on another device too, because the
 * conversation's id follows from it; nothing is stored.
 */
export function claimsFor({ user, trustedOrigins }: MintBody): TokenClaims {
  const bound = {
    ...(user?.name === undefined ? {} : { name: user.name }),
    ...(trustedOrigins ? { origins: trustedOrigins } : {}),
  };
  if (user?.id === undefined) return { conv: randomId(), user: `dl_${randomId()}`, ...bound };
  return { conv: digest(user.id).toString('base64url'), user: user.id, ...bound };
}

/** 128 random bits. */
export function randomId(): string {
  return randomBytes(16).toString('base64url');
}

function bearerOf(request: IncomingMessage): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
