import { actionsFor } from '../model/actions.js';
import { openDialog } from '../model/dialogs.js';
import { isLoaded, thread } from '../model/threads.js';
import { CommandBar } from './commandBar.js';
import { ConfirmDialog } from './confirmDialog.js';
import { HelpDialog } from './helpDialog.js';
import { ResolveDialog } from './resolveDialog.js';
import { SettingsDialog } from './settingsDialog.js';
import { TransferDialog } from './transferDialog.js';

/** The one that is open, if any. */
export function OpenModal() {
  const name = openDialog.value;
  switch (name) {
    case undefined:
      return null;
    case 'help':
      return <HelpDialog />;
    case 'settings':
      return <SettingsDialog />;
    case 'commandBar':
      return <CommandBar />;
    default:
      return <OnOpenConversation name={name} />;
  }
}

/** Closes by itself where it can no longer be done: somebody else has the conversation meanwhile. */
function OnOpenConversation({ name }: { readonly name: 'transfer' | 'release' | 'return' | 'resolve' | 'full' }) {
  const open = thread.value;
  if (!isLoaded(open) || !actionsFor(open).includes(name === 'full' ? 'claim' : name)) return null;
  const { conversationId } = open;
  if (name === 'transfer') return <TransferDialog conversationId={conversationId} owner={open.owner} />;
  if (name === 'resolve') return <ResolveDialog conversationId={conversationId} />;
  return <ConfirmDialog conversationId={conversationId} name={name} />;
}
