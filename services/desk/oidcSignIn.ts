import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Attempts, type Counter } from '../storage/attempts.js';
import type { Records } from '../storage/records.js';
import type { AgentSessions } from './agentSessions.js';
import { type Account, changeAccount, everyAccount } from './agents.js';
import { type AuditLog, NOBODY } from './auditLog.js';
import type { IdentityProvider, Vouched } from './identityProvider.js';
import type { SignedIn } from './passwordSignIn.js';

export type OidcBegun =
  /** `browser`: a secret for the browser that leaves, so that only it can come back. */
  | { readonly kind: 'go'; readonly url: string; readonly browser: string }
  | { readonly kind: 'away' }
  | { readonly kind: 'tooMany'; readonly until: number };

export type OidcFinished =
  | SignedIn
  /** Not begun here, or in another browser, or finished already, or too long ago. */
  | { readonly kind: 'notBegun' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'away' }
  /** The issuer knows them, and nobody has added them to this desk. */
  | { readonly kind: 'notAdded'; readonly who: Vouched };

export type OidcSignInOptions = {
  readonly records: Records;
  readonly sessions: AgentSessions;
  readonly provider: IdentityProvider;
  readonly audit: AuditLog;
};

const COLLECTION = 'deskSignIns';
/** Time to type a password and find the phone for the second factor. */
const BEGUN_FOR_MS = 10 * 60_000;
const BEGINNINGS = { limit: 60, windowMs: 15 * 60_000 };

const StoredBegun = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  browser: z.string(),
  until: z.int(),
  used: z.boolean(),
});

/** Agents whom an issuer vouches for. */
export class OidcSignIn {
  readonly #options: OidcSignInOptions;
  readonly #attempts: Attempts;

  constructor(options: OidcSignInOptions) {
    this.#options = options;
    this.#attempts = new Attempts(options.records);
  }

  /** `network`: where from. */
  async begin(network: string, now: number): Promise<OidcBegun> {
    const { provider, records } = this.#options;
    const counter: Counter = { name: `sign-in begun from ${network}`, ...BEGINNINGS };
    const attempt = await this.#attempts.take([counter], randomUUID(), now);
    if (attempt.kind === 'refused') return { kind: 'tooMany', until: attempt.until };
    const left = await provider.begin();
    if (!left) return { kind: 'away' };
    const { url, begun } = left;
    const browser = randomBytes(32).toString('base64url');
    const until = now + BEGUN_FOR_MS;
    const value = { ...begun, browser: digest(browser), until, used: false } satisfies z.infer<typeof StoredBegun>;
    await records.create(COLLECTION, digest(begun.state), value, { expiresAt: until });
    return { kind: 'go', url, browser };
  }

  async finish(answer: URLSearchParams, browser: string | undefined, now: number): Promise<OidcFinished> {
    const { provider, audit } = this.#options;
    const begun = await this.#take(answer.get('state') ?? '', browser ?? '', now);
    if (!begun) return { kind: 'notBegun' };
    const finished = await provider.finish(answer, begun);
    if (finished.kind !== 'vouched') {
      const detail = finished.kind === 'away' ? 'issuer: away' : `issuer: ${finished.reason}`;
      await audit.write({ at: now, agent: NOBODY, action: 'signInRefused', detail });
      return finished;
    }
    const { who } = finished;
    const account = await this.#accountOf(who);
    const token = account && (await this.#options.sessions.start(account.id, now));
    if (!account || token === undefined) {
      await audit.write({ at: now, agent: NOBODY, action: 'signInRefused', detail: 'issuer: nobody added them' });
      return { kind: 'notAdded', who };
    }
    await audit.write({ at: now, agent: account, action: 'signIn', detail: 'issuer' });
    const { id, name, role, capacity } = account;
    return { kind: 'in', token, agent: { id, name, role, capacity } };
  }

  /** Uses up what was begun: the same answer a second time finds nothing. */
  async #take(state: string, browser: string, now: number) {
    const { records } = this.#options;
    const found = await records.get(COLLECTION, digest(state));
    const begun = found && StoredBegun.parse(found.value);
    if (!found || !begun || begun.used || now >= begun.until || begun.browser !== digest(browser)) return undefined;
    const isFirst = await records.replace(COLLECTION, found.key, found.version, { ...begun, used: true });
    return isFirst ? begun : undefined;
  }

  /** Who came before is known by the issuer's own name for them; an address alone may be given to somebody else one day. */
  async #accountOf({ issuer, subject, email }: Vouched): Promise<Account | undefined> {
    const { records } = this.#options;
    const accounts = await everyAccount(records);
    const known = accounts.find(({ identity }) => identity?.issuer === issuer && identity.subject === subject);
    if (known || email === undefined) return known;
    const byEmail = accounts.find((account) => account.email === email && account.identity === undefined);
    if (!byEmail) return undefined;
    // Whoever was bound to it meanwhile keeps it.
    return changeAccount(records, byEmail.id, (account) =>
      account.identity === undefined ? { ...account, identity: { issuer, subject } } : undefined,
    );
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
