import type { ConversationStore, LogEntry } from '../../services/conversations/conversationStore.js';
import type { Thread } from '../../services/desk/deskApi.js';
import { deskOf } from '../../services/desk/deskOf.js';
import type { DeskShelf } from '../../services/desk/deskShelf.js';
import type { DeskState } from '../../services/desk/deskState.js';
import type { Json, JsonObject } from '../../services/json.js';

export type RoomPorts = {
  readonly store: Pick<ConversationStore, 'state' | 'log' | 'watch'>;
  readonly shelf: Pick<DeskShelf, 'lines'>;
  readonly delivered: { read(conversationId: string): Promise<number> };
};

/** How far one page has come. */
export type Feed = {
  after: number;
  linesAfter: number;
  /** What it was told beside entries and lines. */
  told: string;
  context: string;
};
export function newFeed(after: number, linesAfter: number): Feed {
  return { after, linesAfter, told: '', context: '' };
}

const PAGE = 100;
/** A frame has entries up to about so many characters, and at least one. */
const FRAME_CHARS = 48 * 1024;

/**
 * A conversation that somebody at the desk has open in this process. Each page reads on from its own position; what is at hand
 * is only a short cut, and the log, the lines and the state are the truth.
 */
export class DeskRoom {
  readonly #ports: RoomPorts;
  readonly #conversationId: string;
  readonly #stop: () => void;
  /** The newest entries, without gaps. */
  #atHand: readonly LogEntry[] = [];
  #state: Promise<Json | undefined> | undefined;
  #deliveredSeq: Promise<number> | undefined;
  #heardDelivered = 0;

  /** `onNews`: there may be something new for whoever is in here. */
  constructor(conversationId: string, ports: RoomPorts, onNews: (lines: readonly LogEntry[]) => void) {
    this.#conversationId = conversationId;
    this.#ports = ports;
    this.#stop = ports.store.watch(conversationId, (lines) => {
      this.#keep(lines);
      this.forget();
      onNews(lines);
    });
  }

  /** What was read of the state is old. */
  forget(): void {
    this.#state = undefined;
  }

  wasDelivered(seq: number): void {
    this.#heardDelivered = Math.max(seq, this.#heardDelivered);
  }

  close(): void {
    this.#stop();
  }

  /** What this page has not been told, up to a frame's worth, and moves it there; undefined: nothing. */
  async next(feed: Feed): Promise<{ readonly thread: Thread | undefined; readonly isContextNew: boolean } | undefined> {
    const state = await this.#readState();
    if (state === undefined) return undefined;
    const desk = deskOf(state);
    const { after, linesAfter } = feed;
    const [entries, lines, deliveredSeq] = await Promise.all([
      this.#entries(after),
      desk.lines > linesAfter ? this.#ports.shelf.lines(this.#conversationId, linesAfter, PAGE) : [],
      this.#delivered(),
    ]);
    const { epoch, owner, unread, resolved } = desk;
    const beside = { epoch, owner, unread, ...(resolved ? { resolved } : {}), deliveredSeq };
    const told = JSON.stringify(beside);
    const context = contextOf(state);
    const isContextNew = feed.context !== '' && feed.context !== context;
    feed.context = context;
    if (entries.length === 0 && lines.length === 0 && told === feed.told) return { thread: undefined, isContextNew };
    feed.told = told;
    feed.after = entries.at(-1)?.seq ?? after;
    feed.linesAfter = lines.at(-1)?.n ?? linesAfter;
    return { thread: { entries, lastSeq: feed.after, lines, lastLine: feed.linesAfter, ...beside }, isContextNew };
  }

  #readState(): Promise<Json | undefined> {
    this.#state ??= this.#ports.store.state(this.#conversationId).catch((error: unknown) => {
      this.#state = undefined;
      throw error;
    });
    return this.#state;
  }

  async #entries(after: number): Promise<readonly LogEntry[]> {
    const [first] = this.#atHand;
    const isAtHand = first !== undefined && first.seq <= after + 1;
    const entries = isAtHand
      ? this.#atHand.filter(({ seq }) => seq > after)
      : (await this.#ports.store.log(this.#conversationId, { after, limit: PAGE })).entries;
    let chars = 0;
    const fitting = entries.findIndex((entry) => {
      chars += JSON.stringify(entry).length;
      return chars > FRAME_CHARS;
    });
    return fitting < 0 ? entries.slice(0, PAGE) : entries.slice(0, Math.max(1, fitting));
  }

  async #delivered(): Promise<number> {
    this.#deliveredSeq ??= this.#ports.delivered.read(this.#conversationId).catch((error: unknown) => {
      this.#deliveredSeq = undefined;
      throw error;
    });
    return Math.max(this.#heardDelivered, await this.#deliveredSeq);
  }

  #keep(lines: readonly LogEntry[]): void {
    const [first] = lines;
    const last = this.#atHand.at(-1);
    // A gap: what was at hand does not lead here.
    if (first === undefined || (last && first.seq !== last.seq + 1)) this.#atHand = lines;
    else this.#atHand = [...this.#atHand, ...lines].slice(-PAGE);
  }
}

/** The parts of a state that stand beside the thread. */
function contextOf(state: Json): string {
  // A state is an object of the dialogs'; of any other nothing is told.
  const { draft, parked, refused, filing, filed, proof, timeZone, locale } = { ...(state as JsonObject) };
  const { buyer, owner, request, resolved, lastAgent }: Partial<DeskState> = deskOf(state);
  return JSON.stringify([
    draft,
    parked,
    refused,
    filing,
    filed,
    proof,
    timeZone,
    locale,
    buyer,
    owner,
    request,
    resolved,
    lastAgent,
  ]);
}
