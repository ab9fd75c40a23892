import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Records } from '../storage/records.js';
import { type Account, Agent, changeAccount, findAccount, newAccountKey } from './agents.js';
import type { AuditLog } from './auditLog.js';
import type { SessionTimes } from './deskApi.js';
import { AgentRole } from './roles.js';

/** `choosesPassword`: the link lets the agent choose a password, and signs in then. */
export type Invitation = { readonly agent: Agent; readonly accountKey: string; readonly choosesPassword: boolean };
/** `newToken`: takes the place of the one that was used, which is good until the new one is used, and a little longer. */
export type Used = { readonly agent: Agent; readonly newToken?: string };

/**
 * PORT. Who is signed in at the desk. Tokens are 256 random bits; only their SHA-256 is kept. `now`: ms since epoch. A
 * session ends after 30 minutes without use, after 12 hours in any case, when a token is used that another has long taken the
 * place of (somebody has a copy), and at once when the agent is removed or gets another account key.
 */
export interface AgentSessions {
  /** A token that signs this agent in once, for as long as their account key stays. */
  invite(agentId: string, now: number, options?: { readonly choosesPassword?: boolean }): Promise<string>;
  /** Whom it is for, while it is good. Does not use it up. */
  invitation(token: string): Promise<Invitation | undefined>;
  /** A session's token for an invitation's; undefined: it was used, is too old, or never was one. */
  signIn(invitation: string, now: number): Promise<string | undefined>;
  /** A session of this agent; undefined: there is no such agent. */
  start(agentId: string, now: number): Promise<string | undefined>;
  /** Whose session it is, while it goes on. It counts as a use. */
  read(token: string, now: number): Promise<Agent | undefined>;
  /** The same without counting: for what a page does by itself, so that an agent who has left is signed out. */
  peek(token: string, now: number): Promise<Agent | undefined>;
  /** The same as `read`, for whoever can hand on a new token: one comes every hour, and when the agent's role has changed. */
  use(token: string, now: number): Promise<Used | undefined>;
  /**
   * For a stream that was opened with this token: whose session it is, whatever token it has by now. `isUsed`: its agent has
   * done something on it, which counts as a use.
   */
  goesOn(token: string, now: number, isUsed: boolean): Promise<Agent | undefined>;
  /** When it will end; does not count as a use. */
  times(token: string, now: number): Promise<SessionTimes | undefined>;
  end(token: string): Promise<void>;
  /** Every session and every sign-in link of the agent. */
  endAll(agentId: string): Promise<void>;
}

const INVITATIONS = 'deskInvitations';
const SESSIONS = 'deskSessions';
const IDLE_MS = 30 * 60_000;
const ABSOLUTE_MS = 12 * 3_600_000;
/** The demo's start prints one for now; one that is sent to a colleague may wait over a weekend. */
const INVITED_MS = { signIn: ABSOLUTE_MS, choosePassword: 72 * 3_600_000 };
/** A session's use is written down no oftener than this. */
const NOTED_EVERY_MS = 60_000;
const NEW_TOKEN_EVERY_MS = 3_600_000;
/** For requests that were under way with the old token. */
const OVERLAP_MS = 60_000;

const StoredInvitation = z.object({
  agentId: z.string(),
  key: z.string().default(''),
  choosesPassword: z.boolean().default(false),
  used: z.boolean(),
});
/** `tokens`: the oldest first. `until`: from then on it is a sign of a copy. `role`: the agent's, when the newest was made. */
const Session = z.object({
  agentId: z.string(),
  key: z.string(),
  role: AgentRole,
  since: z.int(),
  usedAt: z.int(),
  tokens: z.array(z.object({ digest: z.string(), at: z.int(), until: z.int().optional() })),
});
type Session = z.infer<typeof Session>;

/** `audit`: hears of a session that ended because somebody had a copy of its token. */
export function createAgentSessions(records: Records, audit?: Pick<AuditLog, 'write'>): AgentSessions {
  const looks = (looking: Looking) => (token: string, now: number) => look({ records, audit }, token, now, looking);
  const uses = looks({ counts: true });
  const peeks = looks({});
  const start = async (agentId: string, now: number): Promise<string | undefined> => {
    const account = await findAccount(records, agentId);
    if (!account) return undefined;
    const token = newToken();
    const { key, role } = account;
    const tokens = [{ digest: digest(token), at: now }];
    const session: Session = { agentId, key, role, since: now, usedAt: now, tokens };
    await records.create(SESSIONS, sessionOf(token), plain(session), { expiresAt: endOf(session) });
    return token;
  };
  return {
    start,
    async invite(agentId, now, { choosesPassword = false } = {}) {
      const token = newToken();
      const { key = '' } = (await findAccount(records, agentId)) ?? {};
      const expiresAt = now + INVITED_MS[choosesPassword ? 'choosePassword' : 'signIn'];
      await records.create(INVITATIONS, digest(token), { agentId, key, choosesPassword, used: false }, { expiresAt });
      return token;
    },

    async invitation(token) {
      return (await findInvitation(records, token))?.invitation;
    },

    async signIn(token, now) {
      const found = await findInvitation(records, token);
      if (!found) return undefined;
      // By its version: of two who come at once, one is let in.
      const used = { ...found.stored, used: true };
      if (!(await records.replace(INVITATIONS, digest(token), found.version, used))) return undefined;
      return start(found.stored.agentId, now);
    },

    read: async (token, now) => (await uses(token, now))?.agent,
    peek: async (token, now) => (await peeks(token, now))?.agent,
    use: looks({ counts: true, renews: true }),

    async goesOn(token, now, isUsed) {
      const found = await findByName(records, token);
      if (!found || now >= endOf(found.session)) return undefined;
      const { session, version } = found;
      const account = await findAccount(records, session.agentId);
      if (account?.key !== session.key) return undefined;
      if (isUsed && now - session.usedAt >= NOTED_EVERY_MS) {
        const used = { ...session, usedAt: now };
        await records.replace(SESSIONS, sessionOf(token), version, plain(used), { expiresAt: endOf(used) });
      }
      return Agent.parse(account);
    },

    async times(token, now) {
      const found = await find(records, token);
      if (!found || !(await peeks(token, now))) return undefined;
      const { usedAt, since } = found.session;
      return { now, idleEndsAt: usedAt + IDLE_MS, endsAt: since + ABSOLUTE_MS };
    },
    async end(token) {
      const found = await find(records, token);
      if (found) await records.remove(SESSIONS, sessionOf(token));
    },

    async endAll(agentId) {
      await changeAccount(records, agentId, (account) => ({ ...account, key: newAccountKey() }));
    },
  };
}

type Looking = { readonly counts?: true; readonly renews?: true };
type Kept = { readonly records: Records; readonly audit: Pick<AuditLog, 'write'> | undefined };

async function look({ records, audit }: Kept, token: string, now: number, looking: Looking): Promise<Used | undefined> {
  const found = await find(records, token);
  if (!found || now >= endOf(found.session)) return undefined;
  const { session, place, version } = found;
  const account = await findAccount(records, session.agentId);
  if (account?.key !== session.key) return undefined;
  const agent = Agent.parse(account);
  const held = session.tokens[place];
  if (held?.until !== undefined && now >= held.until) {
    await records.remove(SESSIONS, sessionOf(token));
    await audit?.write({ at: now, agent, action: 'sessionEnded', detail: 'an old token of it was used' });
    return undefined;
  }
  const { next, newToken: offered } = afterUse(session, place, { token, account, now, looking });
  if (next === undefined) return { agent };
  const isWritten = await records.replace(SESSIONS, sessionOf(token), version, plain(next), { expiresAt: endOf(next) });
  // Of two at once one gets it, and the old token goes on for the other.
  return isWritten && offered !== undefined ? { agent, newToken: offered } : { agent };
}

/** The session as it is to be kept, if it has changed. */
function afterUse(
  session: Session,
  place: number,
  { token, account, now, looking }: { token: string; account: Account; now: number; looking: Looking },
): { readonly next?: Session; readonly newToken?: string } {
  const isNewest = place === session.tokens.length - 1;
  const newest = session.tokens.at(-1);
  // The newest token has arrived: those before it go, after a while.
  const isNews = isNewest && session.tokens.some(({ until }, at) => at < place && until === undefined);
  const tokens = isNews
    ? session.tokens.map((one, at) => (at < place ? { ...one, until: one.until ?? now + OVERLAP_MS } : one))
    : session.tokens;
  const isDue = account.role !== session.role || now - (newest?.at ?? now) >= NEW_TOKEN_EVERY_MS;
  // An answer that carried a new token may have been lost; then another one is made in its place.
  const isLost = !isNewest && session.tokens[place]?.until === undefined && now - (newest?.at ?? now) >= OVERLAP_MS;
  const renews = looking.renews === true && ((isNewest && isDue) || isLost);
  const isNoted = looking.counts === true && now - session.usedAt >= NOTED_EVERY_MS;
  if (!isNews && !renews && !isNoted) return {};
  const next = { ...session, tokens, ...(looking.counts ? { usedAt: now } : {}) };
  if (!renews) return { next };
  const newToken = sessionOf(token) + secretPart();
  const kept = tokens.slice(0, isLost ? place + 1 : undefined);
  return {
    next: { ...next, role: account.role, tokens: [...kept, { digest: digest(newToken), at: now }] },
    newToken,
  };
}

async function find(records: Records, token: string) {
  const found = await findByName(records, token);
  const place = found?.session.tokens.findIndex((one) => one.digest === digest(token)) ?? -1;
  return !found || place < 0 ? undefined : { ...found, place };
}

/** The session that any of its tokens names. */
async function findByName(records: Records, token: string) {
  if (!TOKEN.test(token)) return undefined;
  const stored = await records.get(SESSIONS, sessionOf(token));
  const parsed = Session.safeParse(stored?.value);
  // One of an earlier build is none.
  return stored && parsed.success ? { session: parsed.data, version: stored.version } : undefined;
}

async function findInvitation(records: Records, token: string) {
  const found = await records.get(INVITATIONS, digest(token));
  const stored = found && StoredInvitation.parse(found.value);
  if (!found || !stored || stored.used) return undefined;
  const account = await findAccount(records, stored.agentId);
  if (account?.key !== stored.key) return undefined;
  const { key: accountKey, choosesPassword } = stored;
  const invitation: Invitation = { agent: Agent.parse(account), accountKey, choosesPassword };
  return { invitation, stored, version: found.version };
}

function endOf({ since, usedAt }: Session): number {
  return Math.min(usedAt + IDLE_MS, since + ABSOLUTE_MS);
}

/** 32 bytes: 12 name the session, through all of its tokens, and 20 are the token's own. */
const TOKEN = /^[\w-]{43}$/;

function newToken(): string {
  return randomBytes(32).toString('base64url');
}

function sessionOf(token: string): string {
  return token.slice(0, 16);
}

function secretPart(): string {
  return randomBytes(32).toString('base64url').slice(16);
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Without what is undefined in types. */
function plain(session: Session) {
  return JSON.parse(JSON.stringify(session));
}
