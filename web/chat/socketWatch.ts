/**
 * Calls `onLost` when the newest socket of this page closes after it was open.
 * directlinejs keeps that to itself: its status stays "online", and it waits 3 to 15 s before it tries again.
 * `forget`: the one that is open now is about to be closed by us, which is no loss.
 */
export function watchSockets(onLost: () => void): { forget(): void } {
  let newest: WebSocket | undefined;
  window.WebSocket = class extends window.WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      newest = this;
      this.addEventListener('open', () =>
        this.addEventListener('close', () => {
          if (newest === this) onLost();
        }),
      );
    }
  };
  return {
    forget: () => {
      newest = undefined;
    },
  };
}
