import { useRef, useState } from 'preact/hooks';
import type { Gathered } from '../../../services/desk/deskApi.js';
import { Icon } from '../parts/icon.js';
import { words as desk } from '../words.js';
import { AmendForm, type Amending } from './amendForm.js';
import { keepEdit, openEdit } from './openEdits.js';
import { OutsideLines, plain } from './outside.js';

const words = desk.context;

/** What the bot gathered, each with a pencil where it may be changed. */
export function GatheredList({
  gathered,
  ...amending
}: Omit<Amending, 'gathered'> & { readonly gathered: readonly Gathered[] }) {
  if (gathered.length === 0) return <p class="about-none">{words.amend.nothing}</p>;
  return (
    <dl class="about-facts">
      {gathered.map((each) => (
        <GatheredRow key={each.field} gathered={each} {...amending} />
      ))}
    </dl>
  );
}

function GatheredRow(props: Amending) {
  const { gathered, conversationId } = props;
  const { field, label, value, canAmend } = gathered;
  const row = useRef<HTMLDivElement>(null);
  const pencil = useRef<HTMLButtonElement>(null);
  // A text that was left open when the agent went to another conversation is there again, without the cursor.
  const [opened, setOpened] = useState<'byPencil' | 'before' | undefined>(() =>
    openEdit(conversationId, field) ? 'before' : undefined,
  );
  const close = () => {
    keepEdit(conversationId, field, undefined);
    setOpened(undefined);
    // Who was in the field goes on from where they came; who is elsewhere by now is left there.
    const isInside = row.current?.contains(document.activeElement);
    if (isInside) requestAnimationFrame(() => pencil.current?.focus());
  };
  return (
    <div ref={row} class={opened ? 'is-open' : ''} data-field={field}>
      <dt dir="auto">{plain(label)}</dt>
      <dd>
        {opened ? (
          <AmendForm {...props} takesFocus={opened === 'byPencil'} close={close} />
        ) : (
          <span class="about-value">
            {value === undefined ? <span class="about-none">{words.notKnown}</span> : <OutsideLines text={value} />}
            {canAmend && (
              <button
                ref={pencil}
                type="button"
                class="about-icon-button"
                aria-label={`${words.amend.change}: ${plain(label)}`}
                title={words.amend.change}
                onClick={() => setOpened('byPencil')}
              >
                <Icon name="pen" />
              </button>
            )}
          </span>
        )}
      </dd>
    </div>
  );
}
