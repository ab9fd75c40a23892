/** What the shop page and the chat in its frame say to each other. Both are of one origin; anything else is ignored. */
export type FrameMessage =
  /** Shop to chat: the buyer picked a sentence to send. */
  | { readonly type: 'refundDesk.say'; readonly text: string }
  /** Shop to chat: the panel was opened, put the cursor where one writes. */
  | { readonly type: 'refundDesk.focus' }
  /** Chat to shop: the buyer wants the panel away. */
  | { readonly type: 'refundDesk.close' };

/** Longer than any example, far under what the chat takes. */
const MAX_SENTENCE = 1_000;

export function post(target: Window, message: FrameMessage): void {
  target.postMessage(message, window.location.origin);
}

/** Calls `take` for each message that comes from `source()` and from this origin. */
export function listen(source: () => Window | null, take: (message: FrameMessage) => void): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.origin !== window.location.origin || event.source === null || event.source !== source()) return;
    const message = parse(event.data);
    if (message) take(message);
  });
}

function parse(data: unknown): FrameMessage | undefined {
  if (typeof data !== 'object' || data === null || !('type' in data)) return undefined;
  if (data.type === 'refundDesk.focus' || data.type === 'refundDesk.close') return { type: data.type };
  if (data.type !== 'refundDesk.say' || !('text' in data) || typeof data.text !== 'string') return undefined;
  const text = data.text.trim();
  return text === '' || text.length > MAX_SENTENCE ? undefined : { type: 'refundDesk.say', text };
}
