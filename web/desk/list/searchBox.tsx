import { useEffect, useRef, useState } from 'preact/hooks';
import { search } from '../model/lists.js';
import { Icon } from '../parts/icon.js';
import { words } from '../words.js';
import { SEARCH_ID } from './searchId.js';

/** After the last key. */
const WAIT_MS = 250;

export function SearchBox() {
  const [text, setText] = useState(search.value);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const look = (typed: string, waitMs = WAIT_MS) => {
    setText(typed);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      search.value = typed.trim();
    }, waitMs);
  };
  return (
    <search class="search">
      <Icon name="search" size={18} />
      <input
        id={SEARCH_ID}
        type="search"
        dir="auto"
        value={text}
        placeholder={words.list.search}
        aria-label={words.list.search}
        autocomplete="off"
        onInput={({ currentTarget }) => look(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          if (text === '') event.currentTarget.blur();
          else look('', 0);
        }}
      />
      {text !== '' && (
        <button type="button" class="icon-button small" aria-label={words.list.clearSearch} onClick={() => look('', 0)}>
          <Icon name="close" size={16} />
        </button>
      )}
    </search>
  );
}
