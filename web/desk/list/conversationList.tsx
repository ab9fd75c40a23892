import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { filter, type Row, rows, search } from '../model/lists.js';
import { fill, words } from '../words.js';
import { ListRow } from './listRow.js';
import { SearchBox } from './searchBox.js';
import { CHIPS, type Chip, chosenChips, shownRows, toggleChip } from './shownRows.js';

export function ConversationList() {
  const view = filter.value;
  if (view === undefined) return null;
  const all = rows.value;
  const shown = shownRows();
  const count = shown.length === 1 ? words.list.one : fill(words.list.count, { n: shown.length });
  return (
    <section class="list" aria-label={words.views.heading[view]}>
      <header class="list-head">
        <h1>{words.views.heading[view]}</h1>
        <p class="count">{all === undefined ? '' : count}</p>
        <SearchBox />
        <Chips />
      </header>
      {shown.length > 0 ? (
        <Rows shown={shown} />
      ) : (
        <Empty view={view} isLoading={all === undefined} isFiltered={all?.length !== 0} />
      )}
    </section>
  );
}

function Chips() {
  return (
    <fieldset class="chips">
      <legend class="hidden">{words.list.chips.label}</legend>
      {(Object.keys(CHIPS) as Chip[]).map((chip) => (
        <button
          type="button"
          class="chip"
          key={chip}
          aria-pressed={chosenChips.value.includes(chip)}
          onClick={() => toggleChip(chip)}
        >
          {words.list.chips[chip]}
        </button>
      ))}
    </fieldset>
  );
}

/** What an agent is about to press must not move away under the pointer: the list scrolls along with it. */
function Rows({ shown }: { readonly shown: readonly Row[] }) {
  const list = useRef<HTMLUListElement>(null);
  const before = useRef<{ readonly id: string; readonly top: number } | undefined>(undefined);
  const ids = useRef<readonly string[]>([]);
  const [above, setAbove] = useState(0);

  const held = list.current && heldRow(list.current);
  before.current = held ? { id: held.dataset['id'] ?? '', top: held.offsetTop } : undefined;

  useLayoutEffect(() => {
    const box = list.current;
    if (!box) return;
    const anchor = before.current;
    const moved =
      anchor && [...box.children].find((each) => each instanceof HTMLElement && each.dataset['id'] === anchor.id);
    if (anchor && moved instanceof HTMLElement && moved.offsetTop !== anchor.top)
      box.scrollTop += moved.offsetTop - anchor.top;
    const known = new Set(ids.current);
    const firstKnown = shown.findIndex(({ conversationId }) => known.has(conversationId));
    if (firstKnown > 0 && box.scrollTop > 0) setAbove((n) => n + firstKnown);
    ids.current = shown.map(({ conversationId }) => conversationId);
  }, [shown.map(({ conversationId }) => conversationId).join()]);

  const toTop = () => {
    list.current?.scrollTo({ top: 0 });
    setAbove(0);
  };
  return (
    <div class="rows-frame">
      {above > 0 && (
        <button type="button" class="pill" onClick={toTop}>
          {fill(words.list.newAbove, { n: above })}
        </button>
      )}
      <ul class="rows" ref={list} onScroll={() => list.current?.scrollTop === 0 && setAbove(0)}>
        {shown.map((row) => (
          <ListRow row={row} key={row.conversationId} />
        ))}
      </ul>
    </div>
  );
}

/** What the pointer or the cursor is on; in a list that was scrolled, the first row that is seen. */
function heldRow(list: HTMLElement): HTMLElement | undefined {
  const rows = [...list.children].filter((row) => row instanceof HTMLElement);
  const held = rows.find((row) => row.matches(':hover, :focus-within'));
  if (held || list.scrollTop === 0) return held;
  return rows.find((row) => row.offsetTop + row.offsetHeight > list.scrollTop);
}

function Empty({
  view,
  isLoading,
  isFiltered,
}: {
  readonly view: keyof typeof words.views.empty;
  readonly isLoading: boolean;
  readonly isFiltered: boolean;
}) {
  if (isLoading)
    return (
      <p class="empty" role="status">
        {words.list.loading}
      </p>
    );
  if (isFiltered)
    return (
      <div class="empty">
        <p>{words.list.noneLeft}</p>
        <button
          type="button"
          class="button"
          onClick={() => {
            chosenChips.value = [];
          }}
        >
          {words.list.showAll}
        </button>
      </div>
    );
  return (
    <p class="empty">
      {search.value === '' ? words.views.empty[view] : fill(words.views.emptySearch, { q: search.value })}
    </p>
  );
}
