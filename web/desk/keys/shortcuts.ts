import { BOX_ID } from '../composer/boxId.js';
import { SEARCH_ID } from '../list/searchId.js';
import { shownRows } from '../list/shownRows.js';
import { doAction, mayWrite } from '../model/actions.js';
import { openDialog } from '../model/dialogs.js';
import { changeDraft } from '../model/drafts.js';
import { closeConversation, openConversation, route } from '../model/route.js';
import { isLoaded, thread } from '../model/threads.js';
import { toggleDetails, uncoverThread } from '../parts/details.js';
import type { words } from '../words.js';

export type Shortcut = {
  /** As the help shows them. */
  readonly shown: readonly string[];
  readonly does: keyof typeof words.keys;
  /** As the browser names it. Absent: a field of its own listens for it. */
  readonly key?: string;
  readonly run?: () => void;
};

/** All keys of the page; the help shows this table. */
export const SHORTCUTS: readonly Shortcut[] = [
  { shown: ['Ctrl/⌘', 'K'], does: 'commandBar' },
  { shown: ['J'], does: 'next', key: 'j', run: () => step(1) },
  { shown: ['K'], does: 'previous', key: 'k', run: () => step(-1) },
  { shown: ['A'], does: 'claim', key: 'a', run: () => doAction('claim') },
  { shown: ['E'], does: 'resolve', key: 'e', run: () => doAction('resolve') },
  { shown: ['T'], does: 'transfer', key: 't', run: () => doAction('transfer') },
  { shown: ['R'], does: 'reply', key: 'r', run: () => writeIn('reply') },
  { shown: ['N'], does: 'note', key: 'n', run: () => writeIn('note') },
  { shown: ['D'], does: 'details', key: 'd', run: toggleDetails },
  { shown: ['/'], does: 'search', key: '/', run: () => document.getElementById(SEARCH_ID)?.focus() },
  { shown: ['?'], does: 'help', key: '?', run: showHelp },
  { shown: ['Ctrl/⌘', 'Enter'], does: 'send' },
  { shown: ['/'], does: 'canned' },
  { shown: ['Esc'], does: 'leave', key: 'Escape', run: leave },
];

/** To the next row of the list as it is shown; from outside of the list to its first. */
function step(by: 1 | -1): void {
  const rows = shownRows();
  const at = rows.findIndex(({ conversationId }) => conversationId === route.value.conversationId);
  const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
  if (!next) return;
  openConversation(next.conversationId);
  document.querySelector(`[data-id="${CSS.escape(next.conversationId)}"]`)?.scrollIntoView({ block: 'nearest' });
}

function writeIn(tab: 'reply' | 'note'): void {
  const shown = thread.value;
  if (!isLoaded(shown)) return;
  if (tab === 'note' || mayWrite(shown)) changeDraft(shown.conversationId, { tab });
  // When the other tab is there.
  requestAnimationFrame(() => document.getElementById(BOX_ID)?.focus());
}

function showHelp(): void {
  openDialog.value = 'help';
}

function leave(): void {
  if (!uncoverThread() && route.value.conversationId !== undefined) closeConversation();
}
