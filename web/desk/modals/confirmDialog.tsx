import { act } from '../model/commands.js';
import { closeDialog } from '../model/dialogs.js';
import { Dialog } from '../parts/dialog.js';
import { words } from '../words.js';
import { DialogFoot } from './dialogFoot.js';

/** What the buyer will hear of it, and whether it is really meant. */
export function ConfirmDialog({
  conversationId,
  command,
}: {
  readonly conversationId: string;
  readonly command: 'release' | 'return';
}) {
  const { heading, text, do: label, done } = words[command];
  return (
    <Dialog heading={heading}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          await act(conversationId, { command }, done);
          closeDialog();
        }}
      >
        <p>{text}</p>
        <DialogFoot conversationId={conversationId} label={label} />
      </form>
    </Dialog>
  );
}
