import { watchSockets } from './socketWatch.js';
import { createSteadyLine, type SteadyLine } from './steadyLine.js';
import { type DirectLine, STATUS } from './webChat.js';

export type ConnectionState = 'connecting' | 'online' | 'lost' | 'refused';

/** First wait after a loss, doubled up to the longest: a restart is over in a second or two, an outage must not be hammered. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/**
 * Keeps one conversation open. There is one way back from whatever was lost (a token that ran out, a socket that closed,
 * a server that restarted, a laptop that slept): mint again, open a new line, let the server tell the transcript again.
 * `refused`: there never was a line, so there is nothing on screen to wait with; `start` tries again.
 */
export function createConnection(ports: {
  readonly mint: () => Promise<string>;
  readonly open: (token: string) => Promise<DirectLine>;
  /** The first line is there: it knows who the buyer is, and it connects when somebody listens. */
  readonly onBegin: () => void;
  readonly onState: (state: ConnectionState) => void;
}): { readonly line: DirectLine & Pick<SteadyLine, 'signal'>; start(): void } {
  const steady = createSteadyLine();
  const sockets = watchSockets(lost);
  /** There was a line once: its transcript is on screen. */
  let begun = false;
  let followed: DirectLine | undefined;
  let failures = 0;
  let busy = false;
  let timer: number | undefined;

  async function start(): Promise<void> {
    if (busy) return;
    busy = true;
    window.clearTimeout(timer);
    timer = undefined;
    if (!begun) ports.onState('connecting');
    try {
      const line = await ports.open(await ports.mint());
      // Before Web Chat listens: a line that is lost is left before its own ways of reconnecting begin.
      follow(line);
      steady.attach(line);
      if (!begun) ports.onBegin();
      begun = true;
    } catch {
      failures += 1;
      if (begun) startSoon();
      else ports.onState('refused');
    } finally {
      busy = false;
    }
  }

  function follow(line: DirectLine): void {
    followed = line;
    line.connectionStatus$.subscribe({
      next: (status) => {
        if (line !== followed) return;
        if (status === STATUS.online) {
          failures = 0;
          ports.onState('online');
        }
        if (status === STATUS.expiredToken || status === STATUS.failedToConnect || status === STATUS.ended) {
          failures += 1;
          lost();
        }
      },
      error: () => undefined,
    });
  }

  function lost(): void {
    followed = undefined;
    sockets.forget();
    steady.detach();
    ports.onState('lost');
    startSoon();
  }

  function startSoon(): void {
    if (timer !== undefined) return;
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 10));
    // Spread over half of the wait, so that a restarted server is not met by every page at once.
    timer = window.setTimeout(() => void start(), longest * (0.5 + Math.random() / 2));
  }

  window.addEventListener('online', () => {
    if (timer !== undefined) void start();
  });
  return { line: steady, start: () => void start() };
}
