import { createAgentSessions } from '../../../services/desk/agentSessions.js';
import { addAgent } from '../../../services/desk/agents.js';
import { openStorage, StorageSettings } from '../../../services/storage/openStorage.js';
import { StoreAddress } from '../../../services/storage/storeAddress.js';

/** Agents with a session each, before the desk is started: their cookies. */
export async function seedAgents(
  where: { readonly dataDir: string } | { readonly redis: string },
  count: number,
): Promise<readonly string[]> {
  const settings =
    'redis' in where
      ? { kind: 'redis', address: StoreAddress.parse(where.redis) }
      : { kind: 'embedded', dataDir: where.dataDir };
  const storage = await openStorage(StorageSettings.parse(settings));
  try {
    const sessions = createAgentSessions(storage.records);
    const cookies: string[] = [];
    for (let number = 0; number < count; number += 1) {
      const id = `agent-${number}`;
      await addAgent(storage.records, { id, name: `Agent ${number}`, role: 'agent', capacity: 10 });
      const token = await sessions.signIn(await sessions.invite(id, Date.now()), Date.now());
      cookies.push(`refund_desk_agent=${token}`);
    }
    return cookies;
  } finally {
    await storage.close();
  }
}
