import type { WebSocket } from 'ws';
import type { Agent } from '../../services/desk/agents.js';
import type { ToPage } from '../../services/desk/deskApi.js';
import { countsOf, type ListedRow, rowsOf } from '../../services/desk/deskLists.js';
import type { AgentName } from '../../services/desk/deskState.js';
import type { DeskWork } from '../../services/desk/deskWork.js';
import type { LiveRows } from '../../services/desk/liveRows.js';
import type { PeopleBoard } from '../../services/desk/peopleBoard.js';
import { type DeskRoom, type Feed, newFeed } from './deskRoom.js';
import { DeskSocket, type DeskSocketOptions } from './deskSocket.js';
import type { Listing } from './deskStreamWire.js';

export type AgentPageOptions = {
  readonly socket: WebSocket;
  readonly agent: Agent;
  readonly work: Pick<DeskWork, 'listOf'>;
  readonly rows: LiveRows;
  readonly people: PeopleBoard;
  /** ms since epoch. */
  readonly clock: () => number;
  readonly limits: Pick<DeskSocketOptions, 'drainMs' | 'deadAfterMs' | 'mostFrames'>;
  readonly onFrame: (text: string) => void;
  readonly onTrouble: (error: unknown) => void;
};

/** A conversation that a page has open. */
export type Visit = { readonly conversationId: string; readonly room: DeskRoom; readonly feed: Feed };

/** A search is done anew no oftener, however much changes. */
const SEARCH_EVERY_MS = 3_000;

/** One page of an agent's: what it has asked for, what it has been told, and what is to be said next. */
export class AgentPage {
  readonly socket: DeskSocket;
  readonly visits = new Map<string, Visit>();
  /** Since when, by conversation. */
  readonly typing = new Map<string, number>();
  agent: Agent;
  listing: Listing | undefined;
  /** Its agent has done something since the session was looked at. */
  isUsed = false;
  readonly #options: AgentPageOptions;
  readonly #closed: Promise<void>;
  readonly #threads = new Set<Visit>();
  readonly #peoples = new Set<Visit>();
  readonly #contexts = new Set<Visit>();
  #isListDue = false;
  #toldList = '';
  #searched:
    | { readonly at: number; readonly q: string; readonly filter: string; readonly rows: readonly ListedRow[] }
    | undefined;

  constructor(options: AgentPageOptions) {
    this.#options = options;
    this.agent = options.agent;
    const { socket, onFrame, onTrouble, limits } = options;
    this.#closed = new Promise((resolve) => socket.once('close', () => resolve()));
    this.socket = new DeskSocket({ socket, onFrame, onTrouble, next: () => this.#next(), ...limits });
  }

  get name(): AgentName {
    return { id: this.agent.id, name: this.agent.name };
  }

  enter(conversationId: string, room: DeskRoom, { after, linesAfter }: Pick<Feed, 'after' | 'linesAfter'>): void {
    const visit = { conversationId, room, feed: newFeed(after, linesAfter) };
    this.visits.set(conversationId, visit);
    this.#peoples.add(visit);
    this.threadAnew(visit);
  }

  threadAnew(visit: Visit): void {
    this.#threads.add(visit);
    this.socket.wake();
  }

  peopleAnew(visit: Visit): void {
    this.#peoples.add(visit);
    this.socket.wake();
  }

  /** It is said whether it has changed or not. */
  listAnew(): void {
    this.#toldList = '';
    this.#searched = undefined;
    this.#isListDue = true;
    this.socket.wake();
  }

  listIfChanged(): void {
    if (!this.listing) return;
    this.#isListDue = true;
    this.socket.wake();
  }

  async end(code: number): Promise<void> {
    this.socket.close(code);
    await this.#closed;
  }

  /** What was said in a conversation goes before everything else. */
  async #next(): Promise<ToPage | undefined> {
    return (await this.#nextThread()) ?? this.#nextContext() ?? this.#nextPeople() ?? (await this.#nextList());
  }

  async #nextThread(): Promise<ToPage | undefined> {
    for (const visit of this.#threads) {
      this.#threads.delete(visit);
      if (!this.#isIn(visit)) continue;
      const news = await visit.room.next(visit.feed);
      if (!news) continue;
      if (news.isContextNew) this.#contexts.add(visit);
      if (!news.thread) continue;
      // There may be more than one frame's worth.
      if (news.thread.entries.length > 0 || news.thread.lines.length > 0) this.#threads.add(visit);
      return { type: 'thread', conversationId: visit.conversationId, ...news.thread };
    }
    return undefined;
  }

  #nextContext(): ToPage | undefined {
    for (const visit of this.#contexts) {
      this.#contexts.delete(visit);
      if (this.#isIn(visit)) return { type: 'context', conversationId: visit.conversationId };
    }
    return undefined;
  }

  #nextPeople(): ToPage | undefined {
    for (const visit of this.#peoples) {
      this.#peoples.delete(visit);
      const { conversationId } = visit;
      if (this.#isIn(visit)) return { type: 'people', conversationId, ...this.#options.people.of(conversationId) };
    }
    return undefined;
  }

  async #nextList(): Promise<ToPage | undefined> {
    const { listing } = this;
    if (!this.#isListDue || !listing) return undefined;
    this.#isListDue = false;
    const { people, clock } = this.#options;
    const rows = await this.#rows(listing);
    const counts = countsOf(this.#options.rows.now(), this.agent);
    const told = [
      ...rows.map((row) =>
        [row.conversationId, row.listed, row.lastLineAt, row.unread, people.versionOf(row.conversationId)].join(),
      ),
      Object.values(counts).join(),
    ].join('\n');
    if (told === this.#toldList || listing !== this.listing) return undefined;
    this.#toldList = told;
    const conversations = rows.map((row) => ({ ...row, people: people.of(row.conversationId) }));
    const { filter, q } = listing;
    return { type: 'list', filter, ...(q === undefined ? {} : { q }), now: clock(), conversations, counts };
  }

  async #rows({ filter, q }: Listing): Promise<readonly ListedRow[]> {
    const { rows, work } = this.#options;
    const now = rows.now();
    if (q === undefined) return rowsOf(now, filter, this.agent);
    const last = this.#searched;
    const isSame = last?.q === q && last.filter === filter;
    if (isSame && performance.now() - last.at < SEARCH_EVERY_MS) return last.rows;
    const found = await work.listOf(now, filter, this.agent, q);
    this.#searched = { at: performance.now(), q, filter, rows: found };
    return found;
  }

  /** It may have left meanwhile, or come in anew from elsewhere. */
  #isIn(visit: Visit): boolean {
    return this.visits.get(visit.conversationId) === visit;
  }
}
