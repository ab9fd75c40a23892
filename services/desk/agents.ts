import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { everyRecord } from '../storage/everyRecord.js';
import type { Records } from '../storage/records.js';
import { AgentName } from './deskState.js';
import { AgentRole } from './roles.js';

const COLLECTION = 'deskAgents';

/** Somebody who may work at the desk. `capacity`: how many conversations at once are put to them. */
export const Agent = AgentName.extend({ role: AgentRole, capacity: z.int().min(1).max(50).default(5) });
export type Agent = z.infer<typeof Agent>;

/** The agent with what only signing in looks at. */
const Account = Agent.extend({
  /** Another one ends the agent's sessions and sign-in links, all at once. */
  key: z.string().default(''),
  /** In lower case. */
  email: z.string().optional(),
  /** Who they are at the issuer that vouches for them. */
  identity: z.object({ issuer: z.string(), subject: z.string() }).optional(),
  passwordHash: z.string().optional(),
});
export type Account = z.infer<typeof Account>;
export type NewAgent = Omit<z.input<typeof Account>, 'key'>;

/** A record is written again when another process wrote meanwhile. */
const TRIES = 5;

/** Writes the agent where there is none with this id yet; false: there is one. */
export async function addAgent(records: Pick<Records, 'create'>, agent: NewAgent): Promise<boolean> {
  return records.create(COLLECTION, agent.id, plain({ ...Account.parse(agent), key: newAccountKey() }));
}

export async function findAgent(records: Pick<Records, 'get'>, id: string): Promise<Agent | undefined> {
  const found = await records.get(COLLECTION, id);
  return found && Agent.parse(found.value);
}

/** In no order. */
export async function everyAgent(records: Pick<Records, 'list'>): Promise<readonly Agent[]> {
  return (await everyAccount(records)).map((account) => Agent.parse(account));
}

export async function findAccount(records: Pick<Records, 'get'>, id: string): Promise<Account | undefined> {
  const found = await records.get(COLLECTION, id);
  return found && Account.parse(found.value);
}

export async function everyAccount(records: Pick<Records, 'list'>): Promise<readonly Account[]> {
  return (await everyRecord(records, COLLECTION, '')).map(({ value }) => Account.parse(value));
}

/** The account as it is then; undefined: there is none, or `change` did not want it. */
export async function changeAccount(
  records: Pick<Records, 'get' | 'replace'>,
  id: string,
  change: (account: Account) => Account | undefined,
): Promise<Account | undefined> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const found = await records.get(COLLECTION, id);
    if (!found) return undefined;
    const changed = change(Account.parse(found.value));
    if (!changed || (await records.replace(COLLECTION, id, found.version, plain(changed)))) return changed;
  }
  throw new Error('the account of an agent was written by others every time');
}

/** Their sessions end with it, at once. */
export async function removeAgent(records: Pick<Records, 'remove'>, id: string): Promise<void> {
  await records.remove(COLLECTION, id);
}

export function newAccountKey(): string {
  return randomBytes(16).toString('base64url');
}

/** Without what is undefined in types. */
function plain(account: Account) {
  return JSON.parse(JSON.stringify(account));
}
