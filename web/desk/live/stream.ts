import type { FromPage, ToPage } from '../../../services/desk/deskApi.js';

/** `live`: what is sent arrives, and what happens is heard. */
export type LineState = 'connecting' | 'live' | 'away';

export type Stream = {
  /** False: the line is not open, and nothing was sent. */
  send(frame: FromPage): boolean;
  /** It is known by other means that nothing comes through: opens another one. */
  renew(): void;
  close(): void;
};

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 15_000;
/** The desk's code for a session that has ended. */
const SIGNED_OUT = 4401;
/** A line that does not open in so long does not open. */
const OPEN_WITHIN_MS = 8_000;

/**
 * One line to /desk/api/stream, opened again and again: the waits double, and are shortened at random so that the pages of
 * many agents do not come back in one instant. A network that is back, or a page that is looked at again, is tried at once.
 */
export function openStream(options: {
  readonly onFrame: (frame: ToPage) => void;
  readonly onState: (state: LineState) => void;
}): Stream {
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  let isClosed = false;

  function open(): void {
    clearTimeout(timer);
    const opened = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/desk/api/stream`);
    socket = opened;
    timer = setTimeout(lost, OPEN_WITHIN_MS);
    opened.onopen = () => {
      if (socket !== opened) return;
      clearTimeout(timer);
      options.onState('live');
    };
    opened.onmessage = ({ data }) => {
      if (socket !== opened) return;
      // A line that closes before it has said anything is not a success.
      tries = 0;
      options.onFrame(JSON.parse(String(data)));
    };
    opened.onclose = ({ code }) => {
      if (socket !== opened) return;
      lost();
      if (code === SIGNED_OUT) options.onFrame({ type: 'signedOut' });
    };
  }

  function lost(): void {
    const gone = socket;
    socket = undefined;
    gone?.close();
    clearTimeout(timer);
    if (isClosed) return;
    options.onState('away');
    const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries);
    tries += 1;
    timer = setTimeout(open, most * (0.5 + Math.random() / 2));
  }

  function atOnce(): void {
    if (isClosed || socket !== undefined) return;
    tries = 0;
    open();
  }

  addEventListener('online', atOnce);
  addEventListener('offline', () => {
    if (!isClosed && socket !== undefined) lost();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') atOnce();
  });
  open();

  return {
    send(frame) {
      if (socket?.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(frame));
      return true;
    },
    renew() {
      if (!isClosed && socket !== undefined) lost();
    },
    close() {
      isClosed = true;
      lost();
    },
  };
}
