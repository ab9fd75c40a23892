import { createPanel } from './panel.js';
import { readSettings } from './settings.js';
import { ROOM_FOR_BOTH } from './styles.js';

/** `window.RefundDesk` on a page that has the widget. */
export type RefundDeskApi = {
  /** Opens the chat with the cursor in it. */
  open(): void;
  close(): void;
  /** Opens the chat and sends a sentence as the buyer's: "I have a problem with order 2341...". */
  say(text: string): void;
};

declare global {
  interface Window {
    RefundDesk?: RefundDeskApi;
  }
}

// It is there while this script runs, and no later.
const script = document.currentScript;
if (script instanceof HTMLScriptElement) addWidget(script);

function addWidget(tag: HTMLScriptElement): void {
  const settings = readSettings(tag);
  const add = () => {
    // A second tag on the page: one launcher is enough.
    if (window.RefundDesk) return;
    const panel = createPanel(settings);
    // Where the tag is in the page's order, there one comes to the launcher with Tab; from the head, at the end.
    if (tag.parentElement?.closest('body')) tag.after(panel.host);
    else document.body.append(panel.host);
    window.RefundDesk = {
      open: () => panel.open(true),
      close: panel.close,
      say: panel.say,
    };
    if (settings.startsOpen && window.matchMedia(ROOM_FOR_BOTH).matches) panel.open(false);
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', add, { once: true });
  else add();
}
