import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Records } from '../storage/records.js';
import { type Agent, findAgent } from './agents.js';

/** PORT. Who is signed in at the desk. Tokens are 256 random bits; only their SHA-256 is kept. `now`: ms since epoch. */
export interface AgentSessions {
  /** A token that signs this agent in once. */
  invite(agentId: string, now: number): Promise<string>;
  /** A session's token for an invitation's; undefined: it was used, is too old, or never was one. */
  signIn(invitation: string, now: number): Promise<string | undefined>;
  /** Whose session it is, while it goes on: 30 minutes without use end it, and 12 hours in any case. */
  read(token: string, now: number): Promise<Agent | undefined>;
  /** The same, without counting as a use of it. */
  look(token: string, now: number): Promise<Agent | undefined>;
  end(token: string): Promise<void>;
}

const INVITATIONS = 'deskInvitations';
const SESSIONS = 'deskSessions';
const INVITED_MS = 12 * 3_600_000;
const IDLE_MS = 30 * 60_000;
const ABSOLUTE_MS = 12 * 3_600_000;
/** A session's use is written down no oftener than this. */
const NOTED_EVERY_MS = 60_000;

const Invitation = z.object({ agentId: z.string(), used: z.boolean() });
const Session = z.object({ agentId: z.string(), since: z.int(), usedAt: z.int() });

export function createAgentSessions(records: Records): AgentSessions {
  return {
    async invite(agentId, now) {
      const token = newToken();
      await records.create(INVITATIONS, digest(token), { agentId, used: false }, { expiresAt: now + INVITED_MS });
      return token;
    },

    async signIn(invitation, now) {
      const found = await records.get(INVITATIONS, digest(invitation));
      const { agentId, used } = found ? Invitation.parse(found.value) : { agentId: '', used: true };
      if (!found || used) return undefined;
      // By its version: of two who come at once, one is let in.
      const isFirst = await records.replace(INVITATIONS, found.key, found.version, { agentId, used: true });
      if (!isFirst) return undefined;
      const token = newToken();
      const session = { agentId, since: now, usedAt: now } satisfies z.infer<typeof Session>;
      await records.create(SESSIONS, digest(token), session, { expiresAt: endOf(session) });
      return token;
    },

    async read(token, now) {
      const found = await records.get(SESSIONS, digest(token));
      const session = found && Session.parse(found.value);
      if (!found || !session || now >= endOf(session)) return undefined;
      if (now - session.usedAt >= NOTED_EVERY_MS) {
        const used = { ...session, usedAt: now };
        await records.replace(SESSIONS, found.key, found.version, used, { expiresAt: endOf(used) });
      }
      return findAgent(records, session.agentId);
    },

    async look(token, now) {
      const found = await records.get(SESSIONS, digest(token));
      const session = found && Session.parse(found.value);
      return session && now < endOf(session) ? findAgent(records, session.agentId) : undefined;
    },

    async end(token) {
      await records.remove(SESSIONS, digest(token));
    },
  };
}

function endOf({ since, usedAt }: z.infer<typeof Session>): number {
  return Math.min(usedAt + IDLE_MS, since + ABSOLUTE_MS);
}

function newToken(): string {
  return randomBytes(32).toString('base64url');
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
