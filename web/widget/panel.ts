import { type ChatFrame, chatAddress, createChatFrame } from './chatFrame.js';
import { createParts } from './parts.js';
import type { WidgetSettings } from './settings.js';
import { FULL_SCREEN } from './styles.js';

const OPENING = 'Opening the chat…';
const SILENT = 'The chat cannot be reached just now. Check your connection, then try again.';
/** More than this is shown as "9+". */
const MOST_SHOWN = 9;

export type Panel = {
  readonly host: HTMLElement;
  /** `withFocus`: the buyer asked for it, so the cursor goes to where one writes. */
  readonly open: (withFocus: boolean) => void;
  readonly close: () => void;
  /** Opens the panel and sends the sentence as the buyer's. */
  readonly say: (text: string) => void;
};

/** The launcher opens the panel, Esc or a button puts it away, and the cursor goes back to where it came from. */
export function createPanel(settings: WidgetSettings): Panel {
  const parts = createParts(settings.label);
  const { host, launcher, panel } = parts;
  const fullScreen = window.matchMedia(FULL_SCREEN);
  let chat: ChatFrame | undefined;
  /** Messages of the desk that came so far, and how many of them were there while the panel was open. */
  let heard = 0;
  let seen = 0;

  function startChat(): ChatFrame {
    const made = createChatFrame(settings, {
      ready: () => {
        parts.waiting.hidden = true;
        made.element.hidden = false;
        // The buyer who waits for the chat is taken into it; one who has gone on with the page is left there.
        if (isWithFocus()) focusChat();
      },
      silent: () => tellWaiting(SILENT, true),
      heard: (messages) => {
        heard = messages;
        if (panel.open) seen = heard;
        showUnread();
      },
      close,
    });
    chat = made;
    tellWaiting(OPENING, false);
    parts.waiting.hidden = false;
    made.element.hidden = true;
    made.element.src = chatAddress(settings, getComputedStyle(host).direction === 'rtl');
    panel.append(made.element);
    return made;
  }

  function tellWaiting(text: string, mayRetry: boolean): void {
    parts.waitingText.textContent = text;
    parts.retry.hidden = !mayRetry;
  }

  function isWithFocus(): boolean {
    return host.shadowRoot?.activeElement != null;
  }

  function focusChat(): void {
    if (!chat?.isReady()) {
      parts.close.focus();
      return;
    }
    chat.element.focus();
    chat.send({ type: 'refundDesk.focus' });
  }

  /** Over the whole screen the page behind it must not be reached by Tab; beside it, it must. */
  function show(): void {
    if (fullScreen.matches) panel.showModal();
    // Not show(): that would take the cursor from where it is.
    else panel.open = true;
  }

  function open(withFocus: boolean): void {
    chat ??= startChat();
    if (!panel.open) show();
    launcher.hidden = true;
    launcher.setAttribute('aria-expanded', 'true');
    host.setAttribute('open', '');
    seen = heard;
    showUnread();
    if (withFocus) focusChat();
  }

  function close(): void {
    const takesFocus = isWithFocus();
    launcher.hidden = false;
    launcher.setAttribute('aria-expanded', 'false');
    host.removeAttribute('open');
    panel.close();
    if (takesFocus) launcher.focus();
  }

  function showUnread(): void {
    const unread = heard - seen;
    const words = unread === 1 ? '1 new message' : `${unread} new messages`;
    parts.badge.hidden = unread <= 0;
    parts.badge.textContent = unread > MOST_SHOWN ? `${MOST_SHOWN}+` : `${unread}`;
    parts.news.textContent = unread > 0 ? `${settings.label}: ${words}` : '';
    launcher.setAttribute('aria-label', unread > 0 ? `${settings.label}, ${words}` : settings.label);
  }

  launcher.addEventListener('click', () => open(true));
  parts.close.addEventListener('click', close);
  parts.retry.addEventListener('click', () => {
    chat?.element.remove();
    chat = startChat();
    parts.close.focus();
  });
  // Only where the cursor is in the panel: elsewhere Esc belongs to the shop's page.
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  // The browser's own ways out of a full screen: Esc, and the back gesture of a phone.
  panel.addEventListener('close', () => {
    if (!panel.open && launcher.hidden) close();
  });
  fullScreen.addEventListener('change', () => {
    if (!panel.open) return;
    panel.close();
    show();
  });

  return {
    host,
    open,
    close,
    say(text) {
      open(false);
      chat?.send({ type: 'refundDesk.say', text });
    },
  };
}
