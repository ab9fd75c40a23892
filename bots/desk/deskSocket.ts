import { WebSocket } from 'ws';
import type { ToPage } from '../../services/desk/deskApi.js';

export type DeskSocketOptions = {
  readonly socket: WebSocket;
  readonly onFrame: (text: string) => void;
  /** The next thing to send, as it is now; undefined: nothing is left to say. Rejects when it cannot be read. */
  readonly next: () => Promise<ToPage | undefined>;
  readonly onTrouble: (error: unknown) => void;
  readonly drainMs: number;
  readonly deadAfterMs: number;
  readonly mostFrames: { readonly most: number; readonly windowMs: number };
};

/** Standard ones, and one of ours: the session has ended. */
export const CLOSED = { policy: 1008, restart: 1012, later: 1013, signedOut: 4401 } as const;

/**
 * One agent's page. What is to be said is asked for when it can be said, so that a page that reads slowly gets the newest, and
 * never holds more than 256 KB here.
 */
export class DeskSocket {
  readonly #options: DeskSocketOptions;
  #isSending = false;
  #hasNews = false;
  #heardAt = performance.now();
  #framesSince = performance.now();
  #frames = 0;

  constructor(options: DeskSocketOptions) {
    this.#options = options;
    const { socket } = options;
    // ws closes the socket itself after an error (1009 for a frame that is too large); without a listener it would throw.
    socket.on('error', () => undefined);
    socket.on('message', (data, isBinary) => {
      if (isBinary) return this.close(1003);
      if (this.#heard()) options.onFrame(String(data));
    });
    socket.on('ping', () => this.#heard());
    socket.on('pong', () => {
      this.#heardAt = performance.now();
    });
  }

  /** How long nothing has been heard of the other end, ms. */
  get silentMs(): number {
    return performance.now() - this.#heardAt;
  }

  get isOpen(): boolean {
    return this.#options.socket.readyState === WebSocket.OPEN;
  }

  /** There may be something to say. Safe to call at any time, as often as one likes. */
  wake(): void {
    this.#hasNews = true;
    if (this.#isSending) return;
    this.#isSending = true;
    this.#sendAll()
      .catch((error: unknown) => {
        this.#options.onTrouble(error);
        // The page comes back with its numbers, and misses nothing.
        this.close(CLOSED.later);
      })
      .finally(() => {
        this.#isSending = false;
        if (this.#hasNews && this.isOpen) this.wake();
      });
  }

  /** Past all that waits: the last word. */
  say(last: ToPage): void {
    if (this.isOpen) this.#options.socket.send(JSON.stringify(last));
  }

  ping(): void {
    if (this.isOpen) this.#options.socket.ping();
  }

  /** Nothing heard for too long: nobody would answer a close frame either. */
  endIfDead(): void {
    if (this.silentMs > this.#options.deadAfterMs) this.#options.socket.terminate();
  }

  /** Says goodbye, and does not wait long for the answer. */
  close(code: number, why = ''): void {
    if (!this.isOpen) return;
    const { socket } = this.#options;
    socket.close(code, why.slice(0, MOST_REASON));
    setTimeout(() => socket.terminate(), FAREWELL_MS).unref();
  }

  async #sendAll(): Promise<void> {
    while (this.#hasNews && this.isOpen) {
      this.#hasNews = false;
      for (let frame = await this.#options.next(); frame !== undefined; frame = await this.#options.next()) {
        if (!(await this.#hasRoom())) return;
        this.#options.socket.send(JSON.stringify(frame));
      }
    }
  }

  async #hasRoom(): Promise<boolean> {
    const { socket, drainMs } = this.#options;
    const deadline = performance.now() + drainMs;
    while (socket.bufferedAmount > MAX_BUFFERED_BYTES && this.isOpen) {
      if (performance.now() > deadline) {
        this.close(CLOSED.later);
        return false;
      }
      await new Promise((resolve) => setTimeout(resolve, DRAIN_LOOK_MS));
    }
    return this.isOpen;
  }

  /** False: it was too much, and the socket is closed. */
  #heard(): boolean {
    const now = performance.now();
    this.#heardAt = now;
    const { most, windowMs } = this.#options.mostFrames;
    if (now - this.#framesSince > windowMs) {
      this.#framesSince = now;
      this.#frames = 0;
    }
    this.#frames += 1;
    if (this.#frames <= most) return true;
    this.close(CLOSED.policy, 'too many frames');
    return false;
  }
}

const MAX_BUFFERED_BYTES = 256 * 1024;
const DRAIN_LOOK_MS = 20;
const FAREWELL_MS = 1_000;
/** A close frame takes 123 bytes; these are ASCII. */
const MOST_REASON = 120;
