import { useId, useState } from 'preact/hooks';
import { act } from '../model/commands.js';
import { closeDialog } from '../model/dialogs.js';
import { Dialog } from '../parts/dialog.js';
import { words } from '../words.js';
import { DialogFoot } from './dialogFoot.js';

/** A reason of the list by one press, or in own words. */
export function ResolveDialog({ conversationId }: { readonly conversationId: string }) {
  const id = useId();
  const [reason, setReason] = useState('');
  return (
    <Dialog heading={words.resolve.heading}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (await act(conversationId, { command: 'resolve', reason: reason.trim() }, words.resolve.done))
            closeDialog();
        }}
      >
        <p>{words.resolve.text}</p>
        <div class="chips">
          {words.resolve.presets.map((preset) => (
            <button
              type="button"
              class="chip"
              key={preset}
              aria-pressed={reason === preset}
              onClick={() => setReason(preset)}
            >
              {preset}
            </button>
          ))}
        </div>
        <label class="field" for={id}>
          <span>{words.resolve.reason}</span>
          <input
            id={id}
            dir="auto"
            value={reason}
            maxLength={500}
            required
            onInput={({ currentTarget }) => setReason(currentTarget.value)}
          />
        </label>
        <DialogFoot conversationId={conversationId} label={words.resolve.do} isReady={reason.trim() !== ''} />
      </form>
    </Dialog>
  );
}
