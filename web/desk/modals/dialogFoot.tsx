import { busyWith } from '../model/commands.js';
import { closeDialog } from '../model/dialogs.js';
import { words } from '../words.js';

/** Cancel, and the button that does it; `isReady`: everything is filled in. */
export function DialogFoot({
  conversationId,
  label,
  isReady = true,
}: {
  readonly conversationId: string;
  readonly label: string;
  readonly isReady?: boolean;
}) {
  const isBusy = busyWith.value === conversationId;
  return (
    <p class="dialog-foot">
      <button type="button" class="button" onClick={closeDialog}>
        {words.actions.cancel}
      </button>
      <button type="submit" class="button primary" disabled={isBusy || !isReady}>
        {isBusy ? words.actions.busy : label}
      </button>
    </p>
  );
}
