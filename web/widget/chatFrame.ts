import { type FrameMessage, listen, post } from '../shared/frameMessages.js';
import type { WidgetSettings } from './settings.js';
import { fetchShopToken } from './shopToken.js';

/** The chat's script runs within a second or two; a phone on a bad network gets longer before we say that it is lost. */
const PATIENCE_MS = 15_000;
/** The frame is loaded, so the chat has run, or what is in it is not the chat: a refusal, the browser's own error page. */
const AFTER_LOAD_MS = 1_500;

export type ChatFrame = {
  readonly element: HTMLIFrameElement;
  isReady(): boolean;
  /** Waits until the chat listens. */
  send(message: FrameMessage): void;
};

/** /chat in a frame. `onSilent`: it does not answer; it may still do so later. */
export function createChatFrame(
  settings: WidgetSettings,
  on: {
    readonly ready: () => void;
    readonly silent: () => void;
    readonly heard: (messages: number) => void;
    readonly close: () => void;
  },
): ChatFrame {
  const { desk, tokenUrl } = settings;
  const element = document.createElement('iframe');
  const waiting: FrameMessage[] = [];
  let ready = false;

  function send(message: FrameMessage): void {
    if (ready && element.contentWindow) post(element.contentWindow, desk, message);
    else waiting.push(message);
  }

  async function handOverToken(): Promise<void> {
    if (tokenUrl !== undefined) send(await fetchShopToken(tokenUrl));
  }

  const tellSilence = () => {
    if (!ready && element.isConnected) on.silent();
  };
  listen(
    () => element.contentWindow,
    desk,
    (message) => {
      if (message.type === 'refundDesk.ready') {
        ready = true;
        for (const kept of waiting.splice(0)) send(kept);
        on.ready();
      }
      if (message.type === 'refundDesk.needsToken') void handOverToken();
      if (message.type === 'refundDesk.heard') on.heard(message.messages);
      if (message.type === 'refundDesk.close') on.close();
    },
  );
  element.addEventListener('load', () => window.setTimeout(tellSilence, AFTER_LOAD_MS));
  window.setTimeout(tellSilence, PATIENCE_MS);
  element.title = settings.label;
  return { element, isReady: () => ready, send };
}

/** The page's own origin goes with it: the chat speaks to that one and no other, and the server lets only listed ones frame it. */
export function chatAddress({ desk, tokenUrl, locale }: WidgetSettings, isRightToLeft: boolean): string {
  const address = new URL('/chat', desk);
  address.searchParams.set('page', window.location.origin);
  if (tokenUrl !== undefined) address.searchParams.set('token', 'page');
  if (locale !== undefined) address.searchParams.set('locale', locale);
  if (isRightToLeft) address.searchParams.set('dir', 'rtl');
  return address.href;
}
