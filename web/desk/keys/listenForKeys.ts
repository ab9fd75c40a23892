import { openDialog } from '../model/dialogs.js';
import { settings } from '../model/settings.js';
import { SHORTCUTS } from './shortcuts.js';

/** Letters do nothing while somebody writes, or where they were switched off. */
export function listenForKeys(): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      openDialog.value = 'commandBar';
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
    if (!settings.value.keys && event.key.length === 1) return;
    const found = SHORTCUTS.find(({ key }) => key === (event.key.length === 1 ? event.key.toLowerCase() : event.key));
    if (!found?.run) return;
    event.preventDefault();
    found.run();
  });
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}
