import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { LogEntry } from '../../services/conversations/conversationStore.js';
import type { Agent } from '../../services/desk/agents.js';
import type { ToPage } from '../../services/desk/deskApi.js';
import { deskOf } from '../../services/desk/deskOf.js';
import type { DeskWhisper, DeskWhispers } from '../../services/desk/deskWhispers.js';
import type { DeskWork } from '../../services/desk/deskWork.js';
import type { LiveRows } from '../../services/desk/liveRows.js';
import { PeopleBoard } from '../../services/desk/peopleBoard.js';
import type { Presence } from '../../services/desk/presence.js';
import type { Log } from '../../services/telemetry/log.js';
import { AgentPage, type Visit } from './agentPage.js';
import { DeskRoom, type RoomPorts } from './deskRoom.js';
import { CLOSED } from './deskSocket.js';
import { readFrame, type StreamFrame } from './deskStreamWire.js';

export type DeskStreamSettings = {
  /** Pings go out, and agents are noted as there, this often: three times within the 30 s after which one is gone. */
  readonly beatMs: number;
  readonly deadAfterMs: number;
  readonly drainMs: number;
  /** How often it is looked whether the session still goes on. */
  readonly sessionMs: number;
  /** How often the state of what is open is read though nobody has said that it changed. */
  readonly againMs: number;
  readonly mostFrames: { readonly most: number; readonly windowMs: number };
};
const STREAM_SETTINGS: DeskStreamSettings = {
  beatMs: 9_000,
  deadAfterMs: 27_000,
  drainMs: 10_000,
  sessionMs: 60_000,
  againMs: 2_000,
  // A page sends some two a second while its agent writes and moves around.
  mostFrames: { most: 200, windowMs: 10_000 },
};

export type DeskStreamOptions = RoomPorts & {
  readonly work: DeskWork;
  readonly rows: LiveRows;
  readonly whispers: DeskWhispers;
  readonly presence: Pick<Presence, 'heardOf'>;
  readonly log: Log;
  /** ms since epoch. */
  readonly clock: () => number;
  readonly settings?: Partial<DeskStreamSettings> | undefined;
};

/** Pages and devices that one agent may have open. */
const MAX_PAGES = 10;
/** Conversations that one page may watch. */
const MAX_WATCHED = 20;
/** Changes that come close together are one. */
const LIST_PAUSE_MS = 40;
/** While it goes on, typing is passed on no oftener. */
const TYPING_EVERY_MS = 2_000;

/** Every page of agents that is open in this process, and the conversations that they look at. */
export class DeskStream {
  readonly #options: DeskStreamOptions;
  readonly #settings: DeskStreamSettings;
  readonly #place = randomUUID();
  readonly #people = new PeopleBoard();
  readonly #pages = new Set<AgentPage>();
  readonly #rooms = new Map<string, DeskRoom>();
  readonly #stops: (() => void)[];
  readonly #timers: NodeJS.Timeout[];
  #stopRows: (() => void) | undefined;
  #listing: NodeJS.Timeout | undefined;

  constructor(options: DeskStreamOptions) {
    this.#options = options;
    this.#settings = { ...STREAM_SETTINGS, ...options.settings };
    const every = (ms: number, work: () => void) => setInterval(work, ms).unref();
    this.#timers = [
      every(this.#settings.beatMs, () => this.#beat()),
      every(this.#settings.againMs, () => this.#lookAgain()),
      every(1_000, () => this.#forgetPeople()),
    ];
    this.#stops = [options.whispers.listen((whisper) => this.#hear(whisper))];
  }

  isFull(agent: Pick<Agent, 'id'>): boolean {
    return [...this.#pages].filter((page) => page.agent.id === agent.id).length >= MAX_PAGES;
  }

  /** `session`: whose it still is; undefined: nobody's. */
  attach(socket: WebSocket, agent: Agent, session: (isUsed: boolean) => Promise<Agent | undefined>): void {
    const { work, rows, log } = this.#options;
    const { drainMs, deadAfterMs, mostFrames, sessionMs } = this.#settings;
    const page = new AgentPage({
      socket,
      agent,
      work,
      rows,
      people: this.#people,
      clock: this.#options.clock,
      limits: { drainMs, deadAfterMs, mostFrames },
      onFrame: (text) => this.#take(page, text),
      onTrouble: (error) =>
        log.warn({ agentId: agent.id, err: error }, 'a page of the desk is closed: something could not be read'),
    });
    this.#pages.add(page);
    this.#stopRows ??= rows.watch(() => this.#listSoon());
    const check = setInterval(() => void this.#checkSession(page, session), sessionMs).unref();
    socket.once('close', () => {
      clearInterval(check);
      this.#left(page);
    });
    this.#note(page);
  }

  /** Tells every page to come back (1012), and waits until they are gone. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    clearTimeout(this.#listing);
    for (const stop of this.#stops) stop();
    await Promise.all([...this.#pages].map((page) => page.end(CLOSED.restart)));
    this.#stopRows?.();
  }

  #take(page: AgentPage, text: string): void {
    const frame = readFrame(text);
    if (frame.type === 'bad') {
      page.socket.close(CLOSED.policy, frame.why);
      return;
    }
    page.isUsed ||= frame.type !== 'heartbeat';
    this.#do(page, frame).catch((error: unknown) => {
      this.#options.log.warn({ agentId: page.agent.id, err: error }, 'a frame of a page could not be taken');
      page.socket.close(CLOSED.later);
    });
  }

  async #do(page: AgentPage, frame: StreamFrame): Promise<void> {
    switch (frame.type) {
      case 'list':
        page.listing = { filter: frame.filter, q: frame.q };
        await this.#options.rows.refresh();
        return page.listAnew();
      case 'watch':
        return this.#watch(page, frame);
      case 'unwatch':
        return this.#unwatch(page, frame.conversationId);
      case 'typing':
        return this.#typing(page, frame.conversationId, frame.isTyping);
      case 'heartbeat':
        return this.#options.presence.heardOf(page.agent.id, this.#options.clock());
    }
  }

  #watch(page: AgentPage, { conversationId, after, linesAfter }: Extract<StreamFrame, { type: 'watch' }>): void {
    if (page.visits.size >= MAX_WATCHED && !page.visits.has(conversationId)) {
      page.socket.close(CLOSED.policy, `watches more than ${MAX_WATCHED} conversations`);
      return;
    }
    const room = this.#rooms.get(conversationId) ?? this.#openRoom(conversationId);
    page.enter(conversationId, room, { after, linesAfter });
    this.#tellLooks(page, conversationId, { isHere: true, isNew: true });
  }

  #unwatch(page: AgentPage, conversationId: string): void {
    if (!page.visits.delete(conversationId)) return;
    const others = this.#visits(conversationId);
    const isElsewhere = others.some(({ page: other }) => other.agent.id === page.agent.id);
    if (!isElsewhere) this.#tellLooks(page, conversationId, { isHere: false, isNew: false });
    if (others.length > 0) return;
    this.#rooms.get(conversationId)?.close();
    this.#rooms.delete(conversationId);
  }

  /** The buyer sees it of the agent who has the conversation; colleagues of everybody. */
  async #typing(page: AgentPage, conversationId: string, isTyping: boolean): Promise<void> {
    const now = performance.now();
    const before = page.typing.get(conversationId);
    if (isTyping && before !== undefined && now - before < TYPING_EVERY_MS) return;
    if (!isTyping && before === undefined) return;
    if (isTyping) page.typing.set(conversationId, now);
    else page.typing.delete(conversationId);
    const { owner } = deskOf(await this.#options.store.state(conversationId));
    const toBuyer = owner.kind === 'agent' && owner.agent.id === page.agent.id;
    this.#options.whispers.tell({ about: 'agentTypes', conversationId, agent: page.name, isTyping, toBuyer });
  }

  #openRoom(conversationId: string): DeskRoom {
    const room = new DeskRoom(conversationId, this.#options, (lines) => this.#news(conversationId, lines));
    this.#rooms.set(conversationId, room);
    return room;
  }

  #news(conversationId: string, lines: readonly LogEntry[]): void {
    if (lines.some(isBuyers) && this.#people.buyerWrote(conversationId)) this.#peopleChanged(conversationId);
    for (const { visit, page } of this.#visits(conversationId)) page.threadAnew(visit);
  }

  #hear(whisper: DeskWhisper): void {
    if (whisper.about === 'row') {
      this.#rooms.get(whisper.row.conversationId)?.forget();
      this.#news(whisper.row.conversationId, []);
    } else if (whisper.about === 'delivered') {
      this.#rooms.get(whisper.conversationId)?.wasDelivered(whisper.seq);
      this.#news(whisper.conversationId, []);
    } else this.#hearPeople(whisper);
  }

  #hearPeople(whisper: Exclude<DeskWhisper, { about: 'row' | 'delivered' }>): void {
    // Sent, or given up: the next letter is told at once.
    if (whisper.about === 'agentTypes' && !whisper.isTyping)
      for (const page of this.#pages)
        if (page.agent.id === whisper.agent.id) page.typing.delete(whisper.conversationId);
    if (this.#people.hear(whisper, performance.now())) this.#peopleChanged(whisper.conversationId);
    // Who has just come does not know who was there before.
    if (whisper.about === 'looks' && whisper.isNew && whisper.place !== this.#place)
      for (const { page } of this.#visits(whisper.conversationId))
        this.#tellLooks(page, whisper.conversationId, { isHere: true, isNew: false });
  }

  #peopleChanged(conversationId: string): void {
    for (const { visit, page } of this.#visits(conversationId)) page.peopleAnew(visit);
    this.#listSoon();
  }

  #listSoon(): void {
    this.#listing ??= setTimeout(() => {
      this.#listing = undefined;
      for (const page of this.#pages) page.listIfChanged();
    }, LIST_PAUSE_MS).unref();
  }

  #beat(): void {
    for (const page of this.#pages) {
      page.socket.endIfDead();
      page.socket.ping();
      // Only of whom something was heard since the last time.
      if (page.socket.silentMs < this.#settings.beatMs) this.#note(page);
      for (const conversationId of page.visits.keys())
        this.#tellLooks(page, conversationId, { isHere: true, isNew: false });
    }
  }

  #note({ agent }: AgentPage): void {
    const { presence, clock, log } = this.#options;
    presence
      .heardOf(agent.id, clock())
      .catch((error: unknown) => log.warn({ agentId: agent.id, err: error }, 'an agent’s presence is not noted'));
  }

  #lookAgain(): void {
    for (const room of this.#rooms.values()) room.forget();
    for (const page of this.#pages) for (const visit of page.visits.values()) page.threadAnew(visit);
  }

  #forgetPeople(): void {
    for (const conversationId of this.#people.forget(performance.now())) this.#peopleChanged(conversationId);
  }

  async #checkSession(page: AgentPage, session: (isUsed: boolean) => Promise<Agent | undefined>): Promise<void> {
    try {
      const { isUsed } = page;
      page.isUsed = false;
      const agent = await session(isUsed);
      if (agent) page.agent = agent;
      else {
        page.socket.say({ type: 'signedOut' } satisfies ToPage);
        page.socket.close(CLOSED.signedOut, 'signed out');
      }
    } catch (error) {
      // The store is away: asked again in a minute.
      this.#options.log.warn({ agentId: page.agent.id, err: error }, 'a session could not be looked at');
    }
  }

  #left(page: AgentPage): void {
    this.#pages.delete(page);
    for (const conversationId of [...page.visits.keys()]) this.#unwatch(page, conversationId);
    if (this.#pages.size > 0) return;
    this.#stopRows?.();
    this.#stopRows = undefined;
  }

  #visits(conversationId: string): readonly { readonly page: AgentPage; readonly visit: Visit }[] {
    return [...this.#pages].flatMap((page) => {
      const visit = page.visits.get(conversationId);
      return visit ? [{ page, visit }] : [];
    });
  }

  #tellLooks(
    { name }: AgentPage,
    conversationId: string,
    how: { readonly isHere: boolean; readonly isNew: boolean },
  ): void {
    this.#options.whispers.tell({ about: 'looks', conversationId, agent: name, place: this.#place, ...how });
  }
}

function isBuyers({ activity: { from } }: LogEntry): boolean {
  return typeof from === 'object' && from !== null && 'role' in from && from.role === 'user';
}
