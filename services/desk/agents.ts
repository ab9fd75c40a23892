import type { z } from 'zod';
import type { Records } from '../storage/records.js';
import { AgentRole } from './deskCommand.js';
import { AgentName } from './deskState.js';

const COLLECTION = 'deskAgents';

/** Somebody who may work at the desk. */
export const Agent = AgentName.extend({ role: AgentRole });
export type Agent = z.infer<typeof Agent>;

/** Writes the agent where there is none with this id yet. */
export async function addAgent(records: Pick<Records, 'create'>, agent: Agent): Promise<void> {
  await records.create(COLLECTION, agent.id, agent);
}

export async function findAgent(records: Pick<Records, 'get'>, id: string): Promise<Agent | undefined> {
  const found = await records.get(COLLECTION, id);
  return found && Agent.parse(found.value);
}
