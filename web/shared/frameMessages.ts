/** What the widget on a shop's page and the chat in its frame say to each other. */
export type FrameMessage =
  /** Widget to chat: the buyer picked a sentence to send. */
  | { readonly type: 'refundDesk.say'; readonly text: string }
  /** Widget to chat: the panel was opened, put the cursor where one writes. */
  | { readonly type: 'refundDesk.focus' }
  /** Widget to chat: what the shop minted for the buyer who is signed in. */
  | { readonly type: 'refundDesk.token'; readonly token: string }
  /** Widget to chat: the shop minted nothing; because nobody is signed in there, or for a reason of its own. */
  | { readonly type: 'refundDesk.noToken'; readonly isSignedOut: boolean }
  /** Chat to widget: it listens. */
  | { readonly type: 'refundDesk.ready' }
  /** Chat to widget: it needs a token, the first one or a new one. */
  | { readonly type: 'refundDesk.needsToken' }
  /** Chat to widget: so many messages of the desk have come since the page was opened. */
  | { readonly type: 'refundDesk.heard'; readonly messages: number }
  /** Chat to widget: the buyer wants the panel away. */
  | { readonly type: 'refundDesk.close' };

/** Longer than any example, far under what the chat takes. */
const MAX_SENTENCE = 1_000;
/** A token of ours has under 1,000 characters. */
const MAX_TOKEN = 4_000;

/** To nobody but a page of that origin: the browser drops it when the window shows another one. */
export function post(target: Window, origin: string, message: FrameMessage): void {
  target.postMessage(message, origin);
}

/** Calls `take` for each message that comes from `source()` and from exactly this origin; the rest is ignored. */
export function listen(source: () => Window | null, origin: string, take: (message: FrameMessage) => void): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.origin !== origin || event.source === null || event.source !== source()) return;
    const message = parse(event.data);
    if (message) take(message);
  });
}

function parse(data: unknown): FrameMessage | undefined {
  if (typeof data !== 'object' || data === null || !('type' in data)) return undefined;
  switch (data.type) {
    case 'refundDesk.focus':
    case 'refundDesk.ready':
    case 'refundDesk.needsToken':
    case 'refundDesk.close':
      return { type: data.type };
    case 'refundDesk.say': {
      const text = 'text' in data && typeof data.text === 'string' ? data.text.trim() : '';
      return text === '' || text.length > MAX_SENTENCE ? undefined : { type: data.type, text };
    }
    case 'refundDesk.token': {
      const token = 'token' in data && typeof data.token === 'string' ? data.token : '';
      return token === '' || token.length > MAX_TOKEN ? undefined : { type: data.type, token };
    }
    case 'refundDesk.noToken':
      return { type: data.type, isSignedOut: 'isSignedOut' in data && data.isSignedOut === true };
    case 'refundDesk.heard': {
      const messages = 'messages' in data ? data.messages : undefined;
      return Number.isSafeInteger(messages) ? { type: data.type, messages: Number(messages) } : undefined;
    }
    default:
      return undefined;
  }
}
