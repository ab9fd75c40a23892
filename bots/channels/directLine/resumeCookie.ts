import type { IncomingMessage } from 'node:http';
import { cookieOf, isHttps } from '../../http/cookies.js';
import type { DirectLineJwt } from './directLineJwt.js';

/** In the demo nobody signs in: the browser itself remembers which conversation was its own, for 30 days. */
export class ResumeCookie {
  readonly #jwt: DirectLineJwt;

  constructor(jwt: DirectLineJwt) {
    this.#jwt = jwt;
  }

  /** The conversation that this browser had with this buyer's id, if its cookie is ours and not too old. */
  async read(request: IncomingMessage, user: string): Promise<string | undefined> {
    const text = cookieOf(request, NAME);
    if (text === undefined) return undefined;
    const verified = await this.#jwt.verify('directline.resume', text);
    if (verified.kind !== 'valid' || verified.claims.user !== user) return undefined;
    return typeof verified.claims.conv === 'string' ? verified.claims.conv : undefined;
  }

  async header(request: IncomingMessage, claims: { conv: string; user: string }): Promise<string> {
    const text = await this.#jwt.sign('directline.resume', claims, LIFETIME_S * 1000);
    const secure = isHttps(request) ? '; Secure' : '';
    return `${NAME}=${text}; Path=/v3/directline; Max-Age=${LIFETIME_S}; HttpOnly; SameSite=Strict${secure}`;
  }
}

const NAME = 'refund_desk_resume';
const LIFETIME_S = 30 * 24 * 3_600;
