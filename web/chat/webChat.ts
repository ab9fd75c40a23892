/** The little we use of botframework-webchat 4.18, which is one script without types: `window.WebChat`. */
export interface WebChat {
  createDirectLine(options: { token: string; domain: string; webSocket: boolean }): DirectLine;
  createStore(initial: Record<string, never>, ...middlewares: Middleware[]): Store;
  /** Renders, or renders again with other properties, into the same element. */
  renderWebChat(properties: Record<string, unknown>, element: HTMLElement): void;
}

/** As botframework-directlinejs numbers them. */
export const STATUS = {
  uninitialized: 0,
  connecting: 1,
  online: 2,
  expiredToken: 3,
  failedToConnect: 4,
  ended: 5,
} as const;

export type Observer<T> = { next?(value: T): void; error?(error: unknown): void; complete?(): void };
export type Stream<T> = { subscribe(observer: Observer<T>): { unsubscribe(): void } };

/** A conversation as Web Chat holds it: what botframework-directlinejs makes, or something that behaves like it. */
export interface DirectLine {
  /** Subscribing connects. */
  readonly activity$: Stream<unknown>;
  readonly connectionStatus$: Stream<number>;
  /** A JWT whose `user` says which of the messages are the buyer's own. */
  readonly token: string;
  /** Known once it is connected. */
  readonly conversationId?: string;
  /** Emits the activity's id, or the word "retry" when the server did not take it. */
  postActivity(activity: unknown): Stream<string>;
  end(): void;
}

export type Action = { readonly type: string; readonly payload?: unknown };
export interface Store {
  dispatch(action: Action): void;
}
export type Middleware = (store: Store) => (next: (action: Action) => unknown) => (action: Action) => unknown;

/** Resolves when the bundle has run. It is a deferred script: they have all run when the document says it is parsed. */
export async function webChat(): Promise<WebChat> {
  if (!window.WebChat) {
    await new Promise<void>((resolve) =>
      document.addEventListener('DOMContentLoaded', () => resolve(), { once: true }),
    );
  }
  if (!window.WebChat) throw new Error('chat: the Web Chat script did not load');
  return window.WebChat;
}

declare global {
  interface Window {
    readonly WebChat?: WebChat;
  }
}
