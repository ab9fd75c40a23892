import type { WebSocket } from 'ws';
import type { ConversationStore, LogEntry } from '../../../services/conversations/conversationStore.js';
import { isOfDesk } from '../../../services/desk/delivered.js';
import { isStoreAway } from '../../../services/storage/storeAway.js';
import type { Log } from '../../../services/telemetry/log.js';
import { type Metrics, NO_METRICS } from '../../../services/telemetry/metrics.js';
import { typingFrame } from './agentTyping.js';
import type { DirectLineSettings } from './directLineSettings.js';
import { namesFiles, PAGE_LIMIT, sentActivity } from './sentActivity.js';
import type { SignedUrls } from './signedUrls.js';
import { type StreamPage, StreamSocket, type StreamSocketOptions } from './streamSocket.js';
import type { ToDesk } from './toDesk.js';

/** Tabs and devices that may watch one conversation at once. */
const MAX_SOCKETS = 20;

/** A store that comes back says so before it can be read; what it then has is on its way within a second. */
const AGAIN_MS = 250;

type Room = {
  readonly sockets: Map<WebSocket, StreamSocket>;
  readonly stopWatching: () => void;
  /** The newest entries as text, so that several tabs cost one JSON.stringify. Empty while there is one tab. */
  readonly recent: Map<number, string>;
};

export type DirectLineStreamOptions = {
  readonly store: ConversationStore;
  readonly log: Log;
  readonly settings: DirectLineSettings;
  readonly urls: SignedUrls;
  readonly metrics?: Metrics | undefined;
  readonly toDesk?: ToDesk;
};

/** Every open WebSocket, by conversation. What is new is only a hint: where it does not follow on, the log is read. */
export class DirectLineStream {
  readonly #store: ConversationStore;
  readonly #log: Log;
  readonly #settings: DirectLineSettings;
  readonly #urls: SignedUrls;
  readonly #rooms = new Map<string, Room>();
  /** Those that could not read what is new. */
  readonly #behind = new Set<StreamSocket>();
  readonly #onFrame: () => void;
  readonly #timers: readonly NodeJS.Timeout[];
  readonly #toDesk: ToDesk | undefined;
  readonly #stopHearing: (() => void) | undefined;

  constructor({ store, log, settings, urls, metrics = NO_METRICS, toDesk }: DirectLineStreamOptions) {
    this.#onFrame = metrics.counter('refund_desk_stream_frames_total', {});
    metrics.gauge('refund_desk_streams_open', () => this.#open());
    this.#urls = urls;
    this.#toDesk = toDesk;
    this.#stopHearing = toDesk?.whispers.listen((whisper) => {
      if (whisper.about === 'agentTypes' && whisper.toBuyer)
        this.#aside(whisper.conversationId, (at) =>
          typingFrame(whisper.conversationId, whisper.agent, whisper.isTyping, at),
        );
    });
    this.#store = store;
    this.#log = log;
    this.#settings = settings;
    const beat = setInterval(() => this.#each((socket) => socket.beat()), settings.keepaliveMs);
    const look = setInterval(() => this.#each((socket) => socket.endIfDead()), settings.keepaliveMs / 3);
    this.#timers = [beat.unref(), look.unref()];
  }

  isFull(conversationId: string): boolean {
    return (this.#rooms.get(conversationId)?.sockets.size ?? 0) >= MAX_SOCKETS;
  }

  /** `origin`: this server, as the client has reached it. */
  attach(socket: WebSocket, conversationId: string, after: number, origin: string): void {
    const room = this.#rooms.get(conversationId) ?? this.#openRoom(conversationId);
    const { drainMs, deadAfterMs } = this.#settings;
    const read: StreamSocketOptions['read'] = (position, lines) =>
      this.#read(conversationId, room, origin, position, lines);
    const onDelivered = (seq: number) => this.#toDesk?.delivered.note(conversationId, seq);
    const stream = new StreamSocket({ socket, after, read, drainMs, deadAfterMs, onFrame: this.#onFrame, onDelivered });
    room.sockets.set(socket, stream);
    socket.once('close', () => {
      room.sockets.delete(socket);
      if (room.sockets.size > 0 || this.#rooms.get(conversationId) !== room) return;
      room.stopWatching();
      this.#rooms.delete(conversationId);
    });
    this.#wake(conversationId, stream, []);
  }

  /** Tells every client to come back (1012), and waits until they are gone. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.#stopHearing?.();
    const gone = [...this.#rooms.values()].flatMap(({ sockets }) =>
      [...sockets].map(([socket, stream]) => {
        const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
        stream.close(1012);
        return closed;
      }),
    );
    await Promise.all(gone);
  }

  #open(): number {
    let open = 0;
    for (const { sockets } of this.#rooms.values()) open += sockets.size;
    return open;
  }

  #openRoom(conversationId: string): Room {
    const sockets: Room['sockets'] = new Map();
    const stopWatching = this.#store.watch(conversationId, (lines) => {
      for (const stream of sockets.values()) this.#wake(conversationId, stream, lines);
    });
    const room: Room = { sockets, stopWatching, recent: new Map() };
    this.#rooms.set(conversationId, room);
    return room;
  }

  async #read(
    conversationId: string,
    { recent, sockets }: Room,
    origin: string,
    after: number,
    lines: readonly LogEntry[],
  ): Promise<StreamPage> {
    const entries =
      behind(after, lines) ?? (await this.#store.log(conversationId, { after, limit: PAGE_LIMIT })).entries;
    const signed = entries.some(namesFiles) ? await this.#urls.signer(origin) : undefined;
    return entries.map((entry) => {
      const marked = isOfDesk(entry.activity) ? { isOfDesk: true } : {};
      if (namesFiles(entry)) return { seq: entry.seq, json: sentActivity(conversationId, entry, signed), ...marked };
      const json = recent.get(entry.seq) ?? sentActivity(conversationId, entry);
      if (sockets.size > 1) recent.set(entry.seq, json);
      const [oldest] = recent.keys();
      if (recent.size > PAGE_LIMIT && oldest !== undefined) recent.delete(oldest);
      return { seq: entry.seq, json, ...marked };
    });
  }

  #wake(conversationId: string, stream: StreamSocket, lines: readonly LogEntry[]): void {
    stream.wake(lines).catch((error: unknown) => {
      if (isStoreAway(error)) return this.#wakeAgain(conversationId, stream);
      this.#log.warn({ conversationId, err: error }, 'stream closed: the log could not be read');
      // The client comes back with its watermark, and misses nothing.
      stream.close(1013);
    });
  }

  #aside(conversationId: string, frame: (at: number) => string): void {
    const room = this.#rooms.get(conversationId);
    if (!room) return;
    const text = frame(Date.now());
    for (const stream of room.sockets.values()) stream.aside(text);
  }

  /** Until it has read, or is closed: a closed stream reads nothing. Not all at once when the store is back. */
  #wakeAgain(conversationId: string, stream: StreamSocket): void {
    if (this.#behind.has(stream)) return;
    this.#behind.add(stream);
    const again = () => {
      this.#behind.delete(stream);
      this.#wake(conversationId, stream, []);
    };
    setTimeout(again, AGAIN_MS * (0.5 + Math.random())).unref();
  }

  #each(visit: (socket: StreamSocket) => void): void {
    for (const { sockets } of this.#rooms.values()) for (const stream of sockets.values()) visit(stream);
  }
}

/** Those of the lines that a client needs that has everything up to `after`; undefined: there may be others before them. */
function behind(after: number, lines: readonly LogEntry[]): readonly LogEntry[] | undefined {
  const [first] = lines;
  if (first === undefined || first.seq > after + 1) return undefined;
  return lines.filter(({ seq }) => seq > after);
}
