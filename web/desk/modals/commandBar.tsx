import { useEffect, useId, useState } from 'preact/hooks';
import type { List } from '../../../services/desk/deskApi.js';
import { ApiError } from '../api.js';
import { closeDialog } from '../model/dialogs.js';
import { knownRows, type Row } from '../model/lists.js';
import { api } from '../model/session.js';
import { Dialog } from '../parts/dialog.js';
import { words } from '../words.js';
import { commandsFor, type Offer, offersOf } from './offers.js';

/** After the last key, before the desk itself is asked. */
const ASK_AFTER_MS = 250;

/** What can be done, where one can go, and every conversation, by a few letters. */
export function CommandBar() {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const found = useFound(typed.trim());
  const offers = [...commandsFor(typed), ...offersOf(found, typed)];
  const index = Math.min(chosen, Math.max(0, offers.length - 1));
  const run = (offer: Offer) => {
    closeDialog();
    // What it opens comes after this one has closed.
    setTimeout(offer.run);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const current = offers[index];
    const count = Math.max(1, offers.length);
    if (event.key === 'ArrowDown') setChosen((index + 1) % count);
    else if (event.key === 'ArrowUp') setChosen((index + count - 1) % count);
    else if (event.key === 'Enter' && current) run(current);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog heading={words.commandBar.label} isBare>
      <input
        class="command-input"
        dir="auto"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={offers.length > 0 ? `${id}-${index}` : undefined}
        aria-autocomplete="list"
        aria-label={words.commandBar.label}
        placeholder={words.commandBar.hint}
        autocomplete="off"
        value={typed}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div class="offers" id={id} role="listbox" aria-label={words.commandBar.label}>
        {offers.map((offer, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
          // biome-ignore lint/a11y/useFocusableInteractive: the cursor stays in the field
          <div
            class="option"
            key={offer.id}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === index}
            ref={at === index ? intoView : null}
            onClick={() => run(offer)}
          >
            <span class="offer-kind">{words.commandBar[offer.kind]}</span>
            <bdi class="offer-name">{offer.name}</bdi>
            {offer.hint !== undefined && <span class="offer-hint">{offer.hint}</span>}
          </div>
        ))}
      </div>
      <p class="offers-none" role="status">
        {offers.length === 0 ? words.commandBar.none : ''}
      </p>
    </Dialog>
  );
}

/** What the page knows at once, and what the desk finds a moment later. */
function useFound(typed: string): readonly Row[] {
  const [asked, setAsked] = useState<readonly Row[]>([]);
  useEffect(() => {
    if (typed.length < 2) return setAsked([]);
    let isGone = false;
    const timer = setTimeout(() => {
      api.get<List>(`conversations?${new URLSearchParams({ filter: 'all', q: typed })}`).then(
        ({ conversations }) => !isGone && setAsked(conversations),
        (error) => {
          if (!(error instanceof ApiError)) throw error;
        },
      );
    }, ASK_AFTER_MS);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [typed]);
  const known = knownRows();
  const ids = new Set(known.map(({ conversationId }) => conversationId));
  return [
    ...known,
    ...asked.filter(({ conversationId }) => !ids.has(conversationId)).map((row) => ({ ...row, wasFound: true })),
  ];
}

function intoView(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: 'nearest' });
}
