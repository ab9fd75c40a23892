import { WebSocket } from 'ws';
import type { LogEntry } from '../../../services/conversations/conversationStore.js';
import { activitySet, PAGE_LIMIT } from './sentActivity.js';

/** `isOfDesk`: the desk wants to know when it has gone out. */
export type StreamPage = readonly { readonly seq: number; readonly json: string; readonly isOfDesk?: boolean }[];

export type StreamSocketOptions = {
  readonly socket: WebSocket;
  /** The client has everything up to here. */
  readonly after: number;
  /** Up to 100 entries after `after`, in order; from `lines` where they follow on. */
  readonly read: (after: number, lines: readonly LogEntry[]) => Promise<StreamPage>;
  readonly drainMs: number;
  readonly deadAfterMs: number;
  /** Called for each frame with news that is sent. */
  readonly onFrame: () => void;
  /** Called when a frame with something of the desk's has left, with its last entry. */
  readonly onDelivered?: (seq: number) => void;
};

/**
 * One client's stream: reads the log from its own position on, so that a missed hint, a burst or a reconnect can
 * neither lose an entry nor send one twice. Never holds more than 256 KB for a client that does not read.
 */
export class StreamSocket {
  readonly #options: StreamSocketOptions;
  #position: number;
  #isSending = false;
  #hasNews = false;
  #heardAt = performance.now();
  #framesSince = performance.now();
  #frames = 0;

  constructor(options: StreamSocketOptions) {
    this.#options = options;
    this.#position = options.after;
    const { socket } = options;
    // ws closes the socket itself after an error (1009 for a frame over 64 KB); without a listener it would throw.
    socket.on('error', () => undefined);
    socket.on('message', (_data, isBinary) => (isBinary ? this.close(1003) : this.#heard()));
    socket.on('ping', () => this.#heard());
    socket.on('pong', () => this.#heard());
  }

  /** Sends what is new. Safe to call at any time, as often as one likes. Rejects when the log cannot be read. */
  async wake(lines: readonly LogEntry[]): Promise<void> {
    this.#hasNews = true;
    if (this.#isSending) return;
    let atHand = lines;
    this.#isSending = true;
    try {
      while (this.#hasNews && this.#isOpen()) {
        this.#hasNews = false;
        const page = await this.#options.read(this.#position, atHand);
        atHand = [];
        if (page.length === PAGE_LIMIT) this.#hasNews = true;
        for (const { text, seq, isOfDesk } of framesOf(page)) {
          if (!(await this.#hasRoom())) return;
          this.#options.socket.send(text, (error) => {
            if (isOfDesk && !error) this.#options.onDelivered?.(seq);
          });
          this.#options.onFrame();
          this.#position = seq;
        }
      }
    } finally {
      this.#isSending = false;
    }
  }

  /** Beside the log, now or never: a client that is behind does not get it. */
  aside(text: string): void {
    if (this.#isOpen() && this.#options.socket.bufferedAmount === 0) this.#options.socket.send(text);
  }

  /** Keeps proxies from cutting a silent socket, and cuts one whose other end is gone. */
  beat(): void {
    if (!this.#isOpen()) return;
    this.#options.socket.send('');
    this.#options.socket.ping();
  }

  /** Nothing heard for too long: nobody would answer a close frame either. */
  endIfDead(): void {
    if (performance.now() - this.#heardAt > this.#options.deadAfterMs) this.#options.socket.terminate();
  }

  /** Says goodbye, and does not wait long for the answer. */
  close(code: number): void {
    if (!this.#isOpen()) return;
    const { socket } = this.#options;
    socket.close(code);
    setTimeout(() => socket.terminate(), FAREWELL_MS).unref();
  }

  /** directlinejs sends an empty frame every 20 s; nothing else is expected, and what it says is not looked at. */
  #heard(): void {
    const now = performance.now();
    this.#heardAt = now;
    if (now - this.#framesSince > FLOOD_WINDOW_MS) {
      this.#framesSince = now;
      this.#frames = 0;
    }
    if (++this.#frames > FLOOD_FRAMES) this.close(1008);
  }

  /** A page is handed over faster than any network takes it: a healthy client only needs a moment. */
  async #hasRoom(): Promise<boolean> {
    const { socket, drainMs } = this.#options;
    const deadline = performance.now() + drainMs;
    while (socket.bufferedAmount > MAX_BUFFERED_BYTES - MAX_FRAME_CHARS && this.#isOpen()) {
      if (performance.now() > deadline) {
        this.close(1013);
        return false;
      }
      await new Promise((resolve) => setTimeout(resolve, DRAIN_LOOK_MS));
    }
    return this.#isOpen();
  }

  #isOpen(): boolean {
    return this.#options.socket.readyState === WebSocket.OPEN;
  }
}

const MAX_BUFFERED_BYTES = 256 * 1024;
const MAX_FRAME_CHARS = 64 * 1024;
const DRAIN_LOOK_MS = 20;
const FAREWELL_MS = 1_000;
/** 200 times what directlinejs sends. */
const FLOOD_FRAMES = 100;
const FLOOD_WINDOW_MS = 10_000;

/** Full pages cut into frames of about 64 KB; an entry that is larger by itself goes by itself. */
function* framesOf(page: StreamPage): Generator<{ text: string; seq: number; isOfDesk: boolean }> {
  let held: string[] = [];
  let size = 0;
  let last = 0;
  let isOfDesk = false;
  for (const { seq, json, isOfDesk: is = false } of page) {
    if (held.length > 0 && size + json.length > MAX_FRAME_CHARS) {
      yield { text: activitySet(held, last), seq: last, isOfDesk };
      held = [];
      size = 0;
      isOfDesk = false;
    }
    held.push(json);
    size += json.length;
    last = seq;
    isOfDesk ||= is;
  }
  if (held.length > 0) yield { text: activitySet(held, last), seq: last, isOfDesk };
}
