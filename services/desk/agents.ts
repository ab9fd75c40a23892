import { z } from 'zod';
import { everyRecord } from '../storage/everyRecord.js';
import type { Records } from '../storage/records.js';
import { AgentRole } from './deskCommand.js';
import { AgentName } from './deskState.js';

const COLLECTION = 'deskAgents';

/** Somebody who may work at the desk. `capacity`: how many conversations at once are put to them. */
export const Agent = AgentName.extend({ role: AgentRole, capacity: z.int().min(1).max(50).default(5) });
export type Agent = z.infer<typeof Agent>;

/** Writes the agent where there is none with this id yet. */
export async function addAgent(records: Pick<Records, 'create'>, agent: z.input<typeof Agent>): Promise<void> {
  await records.create(COLLECTION, agent.id, Agent.parse(agent));
}

export async function findAgent(records: Pick<Records, 'get'>, id: string): Promise<Agent | undefined> {
  const found = await records.get(COLLECTION, id);
  return found && Agent.parse(found.value);
}

/** In no order. */
export async function everyAgent(records: Pick<Records, 'list'>): Promise<readonly Agent[]> {
  return (await everyRecord(records, COLLECTION, '')).map(({ value }) => Agent.parse(value));
}
