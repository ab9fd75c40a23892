import { z } from 'zod';

/** Leads also see how the desk does, and may take a conversation away from a colleague; admins may do what leads may. */
export const AgentRole = z.enum(['agent', 'lead', 'admin']);
export type AgentRole = z.infer<typeof AgentRole>;

export const EVERYBODY = AgentRole.options;
export const LEADS = ['lead', 'admin'] as const satisfies readonly AgentRole[];

/** Releases, transfers, returns and resolves what a colleague has. Nobody speaks in somebody else's name. */
export function mayTakeAway(role: AgentRole): boolean {
  return LEADS.some((one) => one === role);
}
