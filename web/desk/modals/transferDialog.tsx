import { useEffect, useId, useState } from 'preact/hooks';
import type { Colleague } from '../../../services/desk/deskApi.js';
import { ApiError, type Owner } from '../api.js';
import { act } from '../model/commands.js';
import { closeDialog } from '../model/dialogs.js';
import { api } from '../model/session.js';
import { Dialog } from '../parts/dialog.js';
import { fill, words } from '../words.js';
import { DialogFoot } from './dialogFoot.js';

/** To whom, and what they should know. Who is here and has room comes first. */
export function TransferDialog({ conversationId, owner }: { readonly conversationId: string; readonly owner: Owner }) {
  const id = useId();
  const [colleagues, setColleagues] = useState<readonly Colleague[] | 'failed' | undefined>(undefined);
  const [to, setTo] = useState<string | undefined>(undefined);
  const [comment, setComment] = useState('');
  useEffect(() => {
    api.get<readonly Colleague[]>('agents').then(setColleagues, (error) => {
      if (!(error instanceof ApiError)) throw error;
      setColleagues('failed');
    });
  }, []);
  const others = Array.isArray(colleagues) ? byRoom(colleagues.filter((each) => !has(owner, each.id))) : [];
  const chosen = others.find((each) => each.id === to);
  return (
    <Dialog heading={words.transfer.heading}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (!chosen) return;
          const said = fill(words.transfer.done, { name: chosen.name });
          const command = { command: 'transfer', to: chosen.id, comment: comment.trim() };
          if (await act(conversationId, command, said)) closeDialog();
        }}
      >
        <fieldset class="colleagues">
          <legend>{words.transfer.to}</legend>
          {others.map((each) => (
            <label class="colleague" key={each.id}>
              <input
                type="radio"
                name={id}
                value={each.id}
                checked={to === each.id}
                required
                onChange={() => setTo(each.id)}
              />
              <bdi class="strong">{each.name}</bdi>
              <span class={each.isHere ? 'here' : 'away'}>{standing(each)}</span>
            </label>
          ))}
          {others.length === 0 && (
            <p role="status">
              {colleagues === undefined
                ? words.list.loading
                : colleagues === 'failed'
                  ? words.transfer.failed
                  : words.transfer.nobody}
            </p>
          )}
        </fieldset>
        <label class="field" for={`${id}-comment`}>
          <span>{words.transfer.comment}</span>
          <textarea
            id={`${id}-comment`}
            dir="auto"
            rows={3}
            maxLength={4_000}
            required
            value={comment}
            onInput={({ currentTarget }) => setComment(currentTarget.value)}
          />
        </label>
        <DialogFoot
          conversationId={conversationId}
          label={words.transfer.do}
          isReady={chosen !== undefined && comment.trim() !== ''}
        />
      </form>
    </Dialog>
  );
}

function has(owner: Owner, id: string): boolean {
  return owner.kind === 'agent' && owner.agent.id === id;
}

function byRoom(colleagues: readonly Colleague[]): readonly Colleague[] {
  const rank = ({ isHere, open, capacity }: Colleague) => (isHere ? (open < capacity ? 0 : 1) : 2);
  return [...colleagues].sort((one, other) => rank(one) - rank(other) || one.open - other.open);
}

function standing({ isHere, open, capacity }: Colleague): string {
  if (!isHere) return words.transfer.away;
  return fill(open < capacity ? words.transfer.here : words.transfer.full, { open, capacity });
}
