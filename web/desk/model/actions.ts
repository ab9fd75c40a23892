import { claim } from './commands.js';
import { openDialog } from './dialogs.js';
import { isLead, me } from './session.js';
import { isLoaded, type OpenThread, thread } from './threads.js';

export type ActionName = 'claim' | 'transfer' | 'release' | 'return' | 'resolve';

/** What this agent may do to it, as the desk would take it (services/desk/deskCommand.ts). */
export function actionsFor({ owner }: Pick<OpenThread, 'owner'>): readonly ActionName[] {
  if (owner.kind !== 'agent') return ['claim'];
  const mayMove = owner.agent.id === me.value?.id || isLead.value;
  return mayMove ? ['transfer', 'release', 'return', 'resolve'] : [];
}

export function mayWrite({ owner }: Pick<OpenThread, 'owner'>): boolean {
  return owner.kind === 'agent' && owner.agent.id === me.value?.id;
}

/** On the conversation that is open. A claim is done at once, the others are asked about first. */
export function doAction(action: ActionName): void {
  const open = thread.value;
  if (!isLoaded(open) || !actionsFor(open).includes(action)) return;
  if (action === 'claim') void claim(open.conversationId);
  else openDialog.value = action;
}
