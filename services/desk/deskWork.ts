import type { ConversationStore, InboundMessage, LogEntry } from '../conversations/conversationStore.js';
import type { Agent } from './agents.js';
import { CapacityCheck } from './capacityCheck.js';
import type { DeskCommand, DeskMessage } from './deskCommand.js';
import type { DeskLine } from './deskLine.js';
import { countsOf, type Filter, type ListedRow, rowsOf } from './deskLists.js';
import { deskOf } from './deskOf.js';
import { SEARCHED, searchRows } from './deskSearch.js';
import type { DeskShelf } from './deskShelf.js';
import type { DeskState, Outcome } from './deskState.js';
import type { DeskWhispers } from './deskWhispers.js';
import { LATEST, type RowsNow, readLatest } from './liveRows.js';
import type { Presence } from './presence.js';

export type Commanded =
  | Outcome
  | { readonly kind: 'unknownConversation' }
  /** The agent has as many conversations as they may; they may claim with `force` all the same. */
  | { readonly kind: 'full'; readonly open: number; readonly capacity: number; readonly desk: DeskState }
  | { readonly kind: 'refused'; readonly retryAfterMs: number }
  /** It is taken and comes to its turn; the same command asked again hears more. */
  | { readonly kind: 'notYet' };

export type DeskWorkOptions = {
  readonly store: Pick<ConversationStore, 'state' | 'log' | 'watch' | 'summaries'>;
  /** Puts a message into a conversation's inbox. */
  readonly send: (
    conversationId: string,
    message: InboundMessage,
  ) => Promise<
    { readonly kind: 'accepted' | 'duplicate' } | { readonly kind: 'refused'; readonly retryAfterMs: number }
  >;
  readonly shelf: DeskShelf;
  readonly presence: Presence;
  readonly whispers: DeskWhispers;
  /** ms since epoch. */
  readonly clock: () => number;
};

/** A turn may take ten seconds; an agent who waits longer may ask again. */
const WAIT_MS = 8_000;
const FIRST_LOOK_MS = 4;
const LONGEST_PAUSE_MS = 100;

/** What agents do, whatever page or program they use. */
export class DeskWork {
  readonly #options: DeskWorkOptions;
  readonly #capacity: CapacityCheck;

  constructor(options: DeskWorkOptions) {
    this.#options = options;
    this.#capacity = new CapacityCheck(options.shelf);
  }

  heardOf({ id }: Agent): Promise<void> {
    return this.#options.presence.heardOf(id, this.#options.clock());
  }

  /** Who must be answered soonest comes first, then who wrote last. `q`: words that must occur. */
  async list(filter: Filter, agent: Agent, q?: string) {
    const rows = await this.#rows(LATEST);
    return { conversations: await this.listOf(rows, filter, agent, q), counts: countsOf(rows, agent) };
  }

  /** The same of rows that are at hand; a search reads further back. */
  async listOf(rows: RowsNow, filter: Filter, agent: Agent, q?: string): Promise<readonly ListedRow[]> {
    if (q === undefined) return rowsOf(rows, filter, agent);
    const { open, latest } = await this.#rows(SEARCHED.conversations);
    const found = new Set(
      (await searchRows(this.#options.store, latest, q)).map(({ conversationId }) => conversationId),
    );
    const isFound = ({ conversationId }: { readonly conversationId: string }) => found.has(conversationId);
    return rowsOf({ open: open.filter(isFound), latest: latest.filter(isFound) }, filter, agent);
  }

  /** The log after one entry, and the desk's own lines after another; undefined: there is no such conversation. */
  async thread(
    conversationId: string,
    { after, linesAfter, limit }: { readonly after: number; readonly linesAfter: number; readonly limit: number },
  ): Promise<
    | {
        readonly entries: readonly LogEntry[];
        readonly lastSeq: number;
        readonly lines: readonly DeskLine[];
        readonly lastLine: number;
        readonly desk: DeskState;
      }
    | undefined
  > {
    const { store, shelf } = this.#options;
    const state = await store.state(conversationId);
    if (state === undefined) return undefined;
    const [{ entries, lastSeq }, lines] = await Promise.all([
      store.log(conversationId, { after, limit }),
      shelf.lines(conversationId, linesAfter, limit),
    ]);
    const desk = deskOf(state);
    // The newest may be committed and not yet written: who goes on after this number misses none.
    const lastLine = lines.length === limit ? desk.lines : (lines.at(-1)?.n ?? Math.min(linesAfter, desk.lines));
    return { entries, lastSeq, lines, lastLine, desk };
  }

  /**
   * `id`: the agent's own name for the command. The same one again does nothing, and gets the first one's answer. `force`: it is
   * claimed however much the agent has.
   */
  async command(
    conversationId: string,
    agent: Agent,
    id: string,
    command: DeskCommand,
    force = false,
  ): Promise<Commanded> {
    const { store, whispers } = this.#options;
    const state = await store.state(conversationId);
    const desk = deskOf(state);
    if (state === undefined || !desk.buyer) return { kind: 'unknownConversation' };
    await this.heardOf(agent);
    const name = { id: agent.id, name: agent.name };
    const messageId = `${agent.id}:${id}`;
    const isDone = desk.outcomes.some((each) => each.id === messageId);
    const done = () => this.#send(conversationId, agent, messageId, command, desk.buyer);
    if (command.command === 'claim' && !force && !isDone) {
      const claimed = await this.#capacity.claim(agent, conversationId, done);
      return claimed.kind === 'full' ? { ...claimed, desk } : claimed;
    }
    const outcome = await done();
    if (outcome.kind !== 'done' || command.command === 'claim' || command.command === 'note') return outcome;
    if (command.command !== 'message') this.#capacity.letGo(conversationId);
    // What was being typed is sent (which the buyer's page sees by itself), or will not be.
    whispers.tell({
      about: 'agentTypes',
      conversationId,
      agent: name,
      isTyping: false,
      toBuyer: command.command !== 'message',
    });
    return outcome;
  }

  async #send(
    conversationId: string,
    agent: Agent,
    messageId: string,
    command: DeskCommand,
    buyer: DeskState['buyer'],
  ): Promise<Exclude<Commanded, { kind: 'full' }>> {
    if (!buyer) return { kind: 'unknownConversation' };
    const { send, clock } = this.#options;
    const { role } = agent;
    const name = { id: agent.id, name: agent.name };
    const body = JSON.parse(JSON.stringify({ agent: name, role, command } satisfies DeskMessage));
    const receipt = await send(conversationId, {
      id: messageId,
      kind: 'agent',
      at: clock(),
      buyerId: buyer.id,
      channel: buyer.channel,
      body,
    });
    return receipt.kind === 'refused' ? receipt : this.#outcome(conversationId, messageId);
  }

  /** It is committed with what the command did, by whichever process had the turn. */
  async #outcome(conversationId: string, messageId: string): Promise<Outcome | { readonly kind: 'notYet' }> {
    const { store } = this.#options;
    const end = performance.now() + WAIT_MS;
    let wake = (): void => undefined;
    const stop = store.watch(conversationId, () => wake());
    try {
      for (let pauseMs = FIRST_LOOK_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
        const news = new Promise<void>((resolve) => {
          wake = resolve;
        });
        const state = await store.state(conversationId);
        const found = deskOf(state).outcomes.find(({ id }) => id === messageId);
        if (found) return found.outcome;
        if (performance.now() > end) return { kind: 'notYet' };
        await Promise.race([news, new Promise((resolve) => setTimeout(resolve, pauseMs))]);
      }
    } finally {
      stop();
    }
  }

  async #rows(limit: number): Promise<RowsNow> {
    const { store, shelf } = this.#options;
    const [latest, open] = await Promise.all([readLatest(store, limit), shelf.open()]);
    const known = new Set(latest.map(({ conversationId }) => conversationId));
    return { open, latest: [...latest, ...open.filter(({ conversationId }) => !known.has(conversationId))] };
  }
}
