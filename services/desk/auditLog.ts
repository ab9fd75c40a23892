import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Records } from '../storage/records.js';
import type { AuditPage, AuditEntry as ShownEntry } from './deskApi.js';
import { AgentName } from './deskState.js';

const COLLECTION = 'deskAudit';
/** Behind every time there is: subtracted from it, the newest entry comes first. */
const END = 10 ** 14;
/** How many entries one call reads at most. */
const READ_AT_ONCE = 1_000;

/** Who did what, when, and to which conversation: never the words of a message. */
export const AuditEntry = z.object({
  at: z.int().min(0),
  agent: AgentName,
  action: z.string().min(1).max(60),
  conversationId: z.string().exactOptional(),
  detail: z.string().max(300).exactOptional(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;
AuditEntry satisfies z.ZodType<ShownEntry>;

/** At the command line, and whose name no agent has. */
export const OPERATOR: AgentName = { id: 'operator', name: 'The command line' };
export const NOBODY: AgentName = { id: 'nobody', name: 'Somebody' };

export type AuditQuery = {
  readonly conversationId?: string | undefined;
  /** An agent's id. */
  readonly agent?: string | undefined;
  /** Goes on behind the page that named it. */
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
};
/** What was done at the desk. It only grows: nothing here, and nothing else, changes or removes an entry. */
export type AuditLog = {
  /** Safe to repeat under its `id`, which is random unless told. */
  write(entry: AuditEntry, id?: string): Promise<void>;
  /** The newest first. */
  page(query: AuditQuery): Promise<AuditPage>;
};

export function createAuditLog(records: Pick<Records, 'create' | 'list'>): AuditLog {
  return {
    async write(entry, id = randomUUID()) {
      const value = JSON.parse(JSON.stringify(AuditEntry.parse(entry)));
      const place = `${String(END - entry.at).padStart(15, '0')}-${digest(id)}`;
      const { agent, conversationId } = entry;
      const lists = [ALL, ofAgent(agent.id), ...(conversationId === undefined ? [] : [ofConversation(conversationId)])];
      // At once, so that they share a commit.
      await Promise.all(lists.map((list) => records.create(COLLECTION, list + place, value)));
    },

    async page({ conversationId, agent, after, limit = 100 }) {
      const prefix =
        conversationId === undefined ? (agent === undefined ? ALL : ofAgent(agent)) : ofConversation(conversationId);
      const wanted = Math.min(limit, READ_AT_ONCE);
      const query = { prefix, limit: wanted, ...(after === undefined ? {} : { after: prefix + after }) };
      const found = await records.list(COLLECTION, query);
      const entries = found.map(({ value }) => AuditEntry.parse(value));
      const last = found.at(-1);
      return {
        entries: agent === undefined ? entries : entries.filter((entry) => entry.agent.id === agent),
        ...(last && found.length === wanted ? { next: last.key.slice(prefix.length) } : {}),
      };
    },
  };
}

/** What was done to a conversation, the newest first: for whoever works on it. */
export async function auditOf(
  records: Pick<Records, 'create' | 'list'>,
  conversationId: string,
  limit: number,
): Promise<readonly AuditEntry[]> {
  return (await createAuditLog(records).page({ conversationId, limit })).entries;
}

const ALL = 'all/';

function ofConversation(id: string): string {
  return `conversation/${digest(id)}/`;
}

function ofAgent(id: string): string {
  return `agent/${digest(id)}/`;
}

/** Names from outside may hold anything, and be of any length. */
function digest(text: string): string {
  return createHash('sha256').update(text, 'utf16le').digest('base64url');
}
