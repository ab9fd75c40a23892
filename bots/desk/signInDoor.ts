import type { IncomingMessage } from 'node:http';
import { signInWords } from '../../services/content/en/signInWords.js';
import type { AgentSessions } from '../../services/desk/agentSessions.js';
import { everyAccount } from '../../services/desk/agents.js';
import type { AuditLog } from '../../services/desk/auditLog.js';
import type { OidcSignIn } from '../../services/desk/oidcSignIn.js';
import type { PasswordSignIn } from '../../services/desk/passwordSignIn.js';
import type { Records } from '../../services/storage/records.js';
import type { Log } from '../../services/telemetry/log.js';
import { failureAnswer } from '../http/answers.js';
import { addressOf, networkOf } from '../http/clientAddress.js';
import { type HttpAnswer, HttpError } from '../http/httpEdge.js';
import { sessionCookie, sessionOf } from './agentCookie.js';
import { signInPage, type Trouble, type WaysIn } from './signInPages.js';

export type SignInOptions = {
  readonly sessions: AgentSessions;
  readonly records: Pick<Records, 'list'>;
  readonly audit: AuditLog;
  /** Absent: agents have no passwords of their own here. */
  readonly passwords: PasswordSignIn | undefined;
  /** `name`: what agents call the issuer. */
  readonly oidc: { readonly signIn: OidcSignIn; readonly name: string } | undefined;
  readonly isDemo: boolean;
  /** The agents' page as it was built. */
  readonly page: Buffer | undefined;
  /** Proxies of ours in front. */
  readonly proxyHops: number;
  readonly log: Log;
  /** ms since epoch. */
  readonly clock: () => number;
};

/** What every way in leans on. */
export class SignInDoor {
  readonly options: SignInOptions;

  constructor(options: SignInOptions) {
    this.options = options;
  }

  /** In the demo its one agent has a link; a form that nobody can fill in would lead astray. */
  async waysIn(): Promise<WaysIn> {
    const { records, passwords, oidc, isDemo } = this.options;
    const hasPasswords =
      passwords !== undefined &&
      (!isDemo || (await everyAccount(records)).some(({ passwordHash }) => passwordHash !== undefined));
    return { hasPasswords, issuer: oidc?.name, isDemo };
  }

  /** Where somebody comes from, for limits. */
  networkOf(request: IncomingMessage): string {
    return networkOf(addressOf(request, this.options.proxyHops));
  }

  /** The cookie of a new session; the one that this browser had before ends. */
  async cookieFor(request: IncomingMessage, token: string): Promise<string> {
    const before = sessionOf(request);
    if (before !== undefined) await this.options.sessions.end(before);
    return sessionCookie(request, token);
  }

  /** A person who meets a fault gets it on a page to go on from, the sign-in page unless told; a program gets it as JSON. */
  async answer(
    request: IncomingMessage,
    handle: () => Promise<HttpAnswer>,
    pageOf: (trouble: Trouble) => Promise<HttpAnswer> = (trouble) => this.signInPage(trouble),
  ): Promise<HttpAnswer> {
    try {
      return await handle();
    } catch (error) {
      if (request.headers.accept?.includes('text/html') !== true) throw error;
      const { status, body, headers = {} } = failureAnswer(error, request, this.options.log);
      const { message } = (body as { error: { message: string } }).error; // our own form of an error
      return pageOf({ status, text: message, headers });
    }
  }

  async signInPage(trouble?: Trouble, login = ''): Promise<HttpAnswer> {
    const { oidc, passwords, isDemo } = this.options;
    // Where the store is away, nobody knows who has a password.
    const ways = { hasPasswords: passwords !== undefined, issuer: oidc?.name, isDemo };
    return signInPage(trouble ? await this.waysIn().catch(() => ways) : await this.waysIn(), trouble, login);
  }
}

export function tooMany(until: number, now: number): HttpError {
  const seconds = Math.max(1, Math.ceil((until - now) / 1_000));
  const message = signInWords.fault.tooMany(Math.ceil(seconds / 60));
  return new HttpError(429, 'tooManyAttempts', message, { 'Retry-After': String(seconds) });
}

export function linkUsed(): HttpError {
  return new HttpError(403, 'linkUsed', signInWords.fault.linkUsed);
}
