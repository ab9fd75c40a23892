import { createHash, randomUUID } from 'node:crypto';
import { Attempts, type Counter } from '../storage/attempts.js';
import type { Records } from '../storage/records.js';
import type { AgentSessions } from './agentSessions.js';
import { type Agent, changeAccount, everyAccount, findAccount, newAccountKey } from './agents.js';
import { type AuditLog, NOBODY } from './auditLog.js';
import type { Passwords } from './passwords.js';

export type SignedIn = { readonly kind: 'in'; readonly token: string; readonly agent: Agent };
export type PasswordTried =
  | SignedIn
  /** No such agent, no password, or not this one: who asks is not told which. */
  | { readonly kind: 'wrong' }
  /** Not looked at. `until`: ms since epoch; from then on there is one more try. */
  | { readonly kind: 'tooMany'; readonly until: number };

export type PasswordSignInOptions = {
  readonly records: Records;
  readonly sessions: AgentSessions;
  readonly passwords: Passwords;
  readonly audit: AuditLog;
};

const WINDOW_MS = 15 * 60_000;
const TRIES_OF_NAME = 5;
/** An office has one address for many agents. */
const TRIES_OF_NETWORK = 20;

/** Agents' own passwords. Only failures count against the limits, of which there is never one more, whatever comes at once. */
export class PasswordSignIn {
  readonly #options: PasswordSignInOptions;
  readonly #attempts: Attempts;

  constructor(options: PasswordSignInOptions) {
    this.#options = options;
    this.#attempts = new Attempts(options.records);
  }

  /** `login`: an agent's id or e-mail address. `network`: where from. Throws PasswordsBusyError. */
  async signIn(login: string, password: string, network: string, now: number): Promise<PasswordTried> {
    const { records, sessions, passwords, audit } = this.#options;
    const name = login.trim().normalize('NFKC').toLowerCase();
    const [counters, key] = [countersOf(name, network), randomUUID()];
    const attempt = await this.#attempts.take(counters, key, now);
    if (attempt.kind === 'refused') return { kind: 'tooMany', until: attempt.until };
    const account = await findByLogin(records, name);
    const isRight = await passwords.isRight(password, account?.passwordHash).catch(async (error: unknown) => {
      // It was not looked at.
      await this.#attempts.giveBack(counters, key, now);
      throw error;
    });
    const token = isRight && account ? await sessions.start(account.id, now) : undefined;
    if (!account || token === undefined) {
      const { id, name: shown } = account ?? NOBODY;
      const detail = `password, for the name ${fingerprint(name)}`;
      await audit.write({ at: now, agent: { id, name: shown }, action: 'signInRefused', detail });
      return { kind: 'wrong' };
    }
    await this.#attempts.giveBack(counters, key, now);
    await audit.write({ at: now, agent: account, action: 'signIn', detail: 'password' });
    const { id, name: called, role, capacity } = account;
    return { kind: 'in', token, agent: { id, name: called, role, capacity } };
  }

  /** By a link that lets its agent choose one; every other link and session of theirs ends. undefined: the link is not good. */
  async choose(link: string, password: string, now: number): Promise<SignedIn | undefined> {
    const { records, sessions, passwords, audit } = this.#options;
    const invitation = await sessions.invitation(link);
    if (!invitation?.choosesPassword) return undefined;
    const { agent, accountKey } = invitation;
    const passwordHash = await passwords.hash(password);
    // By the account's key: of two who use the link at once, one has it.
    const changed = await changeAccount(records, agent.id, (account) =>
      account.key === accountKey ? { ...account, passwordHash, key: newAccountKey() } : undefined,
    );
    const token = changed && (await sessions.start(agent.id, now));
    if (token === undefined) return undefined;
    await audit.write({ at: now, agent, action: 'passwordChosen' });
    await audit.write({ at: now, agent, action: 'signIn', detail: 'link' });
    return { kind: 'in', token, agent };
  }
}

/** The name's last: a network that has no try left does not use up those of an agent. */
function countersOf(name: string, network: string): readonly Counter[] {
  return [
    { name: `sign-in from ${network}`, limit: TRIES_OF_NETWORK, windowMs: WINDOW_MS },
    { name: `sign-in of ${name}`, limit: TRIES_OF_NAME, windowMs: WINDOW_MS },
  ];
}

async function findByLogin(records: Records, login: string) {
  if (login === '' || login.length > 200) return undefined;
  const byId = await findAccount(records, login);
  return byId ?? (await everyAccount(records)).find(({ email }) => email === login);
}

/** What was typed may be a password that slipped into the wrong field: it is not kept. */
function fingerprint(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 12);
}
