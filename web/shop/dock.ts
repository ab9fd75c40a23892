import { element } from '../shared/element.js';
import { listen, post } from '../shared/frameMessages.js';

/** From here up the page has room for the panel beside the orders, so it starts open. shop.css has the same number. */
const ROOM_FOR_BOTH = '(min-width: 1000px)';

export type Dock = {
  /** Opens the panel and sends the sentence as the buyer's. */
  say(text: string): void;
};

/** The chat in its panel: the launcher opens it, Esc or its button puts it away, and the cursor goes where it came from. */
export function createDock(): Dock {
  const launcher = element('launcher');
  const panel = element('panel');
  let frame: HTMLIFrameElement | undefined;
  let loaded: Promise<void> = Promise.resolve();

  function chat(): HTMLIFrameElement {
    if (frame) return frame;
    const made = document.createElement('iframe');
    made.title = 'Chat with Refund Desk';
    made.src = '/chat';
    loaded = new Promise((resolve) => made.addEventListener('load', () => resolve(), { once: true }));
    frame = made;
    panel.append(made);
    return made;
  }

  async function send(message: Parameters<typeof post>[1]): Promise<void> {
    const target = chat();
    await loaded;
    if (target.contentWindow) post(target.contentWindow, message);
  }

  function open(): void {
    chat();
    panel.hidden = false;
    launcher.hidden = true;
    launcher.setAttribute('aria-expanded', 'true');
    document.body.classList.add('chat-open');
  }

  function close(): void {
    panel.hidden = true;
    launcher.hidden = false;
    launcher.setAttribute('aria-expanded', 'false');
    document.body.classList.remove('chat-open');
    launcher.focus();
  }

  launcher.addEventListener('click', () => {
    open();
    frame?.focus();
    void send({ type: 'refundDesk.focus' });
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !panel.hidden) close();
  });
  listen(
    () => frame?.contentWindow ?? null,
    (message) => {
      if (message.type === 'refundDesk.close') close();
    },
  );
  if (window.matchMedia(ROOM_FOR_BOTH).matches) open();

  return {
    say: (text) => {
      open();
      void send({ type: 'refundDesk.say', text });
    },
  };
}
