import { createHash } from 'node:crypto';
import type { NewEffect } from '../services/conversations/conversationStore.js';
import type { AuditEntry } from '../services/desk/auditLog.js';
import { DeskMessage } from '../services/desk/deskCommand.js';
import type { DeskState } from '../services/desk/deskState.js';
import type { TurnInput } from './turn/turnScope.js';

/**
 * Whatever an agent commands is written down, with what became of it, by an effect of the turn that takes it: so no command
 * is forgotten, none is there twice, and what was not committed does not stand there.
 */
export function commandAudit(
  { conversationId, message }: Pick<TurnInput, 'conversationId' | 'message'>,
  { outcomes }: DeskState,
): readonly NewEffect[] {
  if (message.kind !== 'agent') return [];
  const parsed = DeskMessage.safeParse(message.body);
  if (!parsed.success) return [];
  const { agent, command } = parsed.data;
  const became = outcomes.find(({ id }) => id === message.id)?.outcome.kind ?? 'failed';
  const told = [command.command === 'transfer' ? `to ${command.to.id}` : '', became === 'done' ? '' : became];
  const detail = told.filter((one) => one !== '').join(', ');
  const { id, name } = agent;
  const entry = {
    at: message.at,
    agent: { id, name },
    action: command.command,
    conversationId,
    ...(detail === '' ? {} : { detail }),
  } satisfies AuditEntry;
  const key = createHash('sha256')
    .update(JSON.stringify([conversationId, message.id]))
    .digest('base64url');
  return [{ key: `audit:${key}`, kind: 'audit', body: entry }];
}
