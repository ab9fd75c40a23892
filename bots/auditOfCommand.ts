import type { InboundMessage } from '../services/conversations/conversationStore.js';
import type { AuditEntry } from '../services/desk/auditLog.js';
import { DeskMessage } from '../services/desk/deskCommand.js';
import type { DeskState } from '../services/desk/deskState.js';

/** What the audit log has of an agent's command: who, when, and what became of it, without the words. undefined: it is none. */
export function auditOfCommand(
  conversationId: string,
  message: Pick<InboundMessage, 'id' | 'kind' | 'at' | 'body'>,
  { outcomes }: DeskState,
): AuditEntry | undefined {
  const parsed = message.kind === 'agent' ? DeskMessage.safeParse(message.body) : undefined;
  if (!parsed?.success) return undefined;
  const { agent, command } = parsed.data;
  const became = outcomes.find(({ id }) => id === message.id)?.outcome.kind ?? 'failed';
  const told = [command.command === 'transfer' ? `to ${command.to.id}` : '', became === 'done' ? '' : became];
  const detail = told.filter((one) => one !== '').join(', ');
  const entry = { at: message.at, agent: { id: agent.id, name: agent.name }, action: command.command, conversationId };
  return detail === '' ? entry : { ...entry, detail };
}
