/** `npm run agent:remove -- --id ada`: the agent is signed out everywhere at once, and cannot sign in again. */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { CommandError, parseOptions, runCommand } from './agentCommandLine.js';
import { findAccount, removeAgent } from './agents.js';
import { createAuditLog, OPERATOR } from './auditLog.js';

// Whatever id there is, also one that could not be given any more.
const Wanted = z.object({ id: z.string().min(1).max(100) });

await runCommand(async (records) => {
  const options = { id: { type: 'string' } } as const;
  const { id } = parseOptions(Wanted, parseArgs({ options, args: process.argv.slice(2) }).values);
  const account = await findAccount(records, id);
  if (!account) throw new CommandError(`There is no agent ${id}.`);
  await removeAgent(records, id);
  await createAuditLog(records).write({ at: Date.now(), agent: OPERATOR, action: 'agentRemoved', detail: id });
  return `${account.name} (${id}) is no agent of the desk any more.`;
});
