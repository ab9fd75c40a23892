import { act } from '../model/commands.js';
import { closeDialog } from '../model/dialogs.js';
import { mine } from '../model/lists.js';
import { me } from '../model/session.js';
import { Dialog } from '../parts/dialog.js';
import { fill, words } from '../words.js';
import { DialogFoot } from './dialogFoot.js';

const POSTS = {
  release: { command: 'release' },
  return: { command: 'return' },
  full: { command: 'claim', force: true },
} as const;

/** What will come of it, and whether it is really meant. */
export function ConfirmDialog({
  conversationId,
  name,
}: {
  readonly conversationId: string;
  readonly name: keyof typeof POSTS;
}) {
  const { heading, text, do: label, done } = words[name];
  return (
    <Dialog heading={heading}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          await act(conversationId, POSTS[name], done);
          closeDialog();
        }}
      >
        <p>{fill(text, { open: mine.value.length, capacity: me.value?.capacity ?? 0 })}</p>
        <DialogFoot conversationId={conversationId} label={label} />
      </form>
    </Dialog>
  );
}
