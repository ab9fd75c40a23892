import type { ConversationStore, InboundMessage, LogEntry } from '../conversations/conversationStore.js';
import type { Agent } from './agents.js';
import type { DeskCommand, DeskMessage } from './deskCommand.js';
import type { DeskLine } from './deskLine.js';
import { deskOf } from './deskOf.js';
import { DeskRow } from './deskRow.js';
import type { DeskShelf } from './deskShelf.js';
import type { DeskState, Outcome } from './deskState.js';
import type { Presence } from './presence.js';

export const FILTERS = ['mine', 'queue', 'bot', 'all', 'resolved'] as const;
export type Filter = (typeof FILTERS)[number];

export type Commanded =
  | Outcome
  | { readonly kind: 'unknownConversation' }
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
  /** ms since epoch. */
  readonly clock: () => number;
};

/** How many conversations the lists beside `mine` and `queue` go back. */
const LATEST = 200;
/** A turn may take ten seconds; an agent who waits longer may ask again. */
const WAIT_MS = 8_000;
const FIRST_LOOK_MS = 4;
const LONGEST_PAUSE_MS = 100;

/** What agents do, whatever page or program they use. */
export class DeskWork {
  readonly #options: DeskWorkOptions;

  constructor(options: DeskWorkOptions) {
    this.#options = options;
  }

  heardOf({ id }: Agent): Promise<void> {
    return this.#options.presence.heardOf(id, this.#options.clock());
  }

  /** Who must be answered soonest comes first, then who wrote last. */
  async list(filter: Filter, agent: Agent): Promise<readonly DeskRow[]> {
    const rows = filter === 'mine' || filter === 'queue' ? await this.#options.shelf.open() : await this.#latest();
    return rows.filter((row) => IS_IN[filter](row, agent)).sort(bySoonest);
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
    return { entries, lastSeq, lines, lastLine: desk.lines, desk };
  }

  /** `id`: the agent's own name for the command. The same one again does nothing, and gets the first one's answer. */
  async command(conversationId: string, agent: Agent, id: string, command: DeskCommand): Promise<Commanded> {
    const { store, send, clock } = this.#options;
    const state = await store.state(conversationId);
    const buyer = state === undefined ? undefined : deskOf(state).buyer;
    if (!buyer) return { kind: 'unknownConversation' };
    await this.heardOf(agent);
    const { role } = agent;
    const name = { id: agent.id, name: agent.name };
    const messageId = `${agent.id}:${id}`;
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
  async #outcome(conversationId: string, messageId: string): Promise<Commanded> {
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

  async #latest(): Promise<readonly DeskRow[]> {
    const { store, shelf } = this.#options;
    const latest = (await store.summaries({ limit: LATEST })).flatMap(({ facts }) => {
      const row = DeskRow.safeParse(facts['desk']);
      return row.success ? [row.data] : [];
    });
    const known = new Set(latest.map(({ conversationId }) => conversationId));
    return [...latest, ...(await shelf.open()).filter(({ conversationId }) => !known.has(conversationId))];
  }
}

const IS_IN: Readonly<Record<Filter, (row: DeskRow, agent: Agent) => boolean>> = {
  mine: ({ owner }, { id }) => owner.kind === 'agent' && owner.agent.id === id,
  queue: ({ owner, promisedBy }) => owner.kind === 'queued' || (owner.kind === 'bot' && promisedBy !== undefined),
  bot: ({ owner, resolved }) => owner.kind === 'bot' && !resolved,
  all: () => true,
  resolved: ({ resolved }) => resolved !== undefined,
};

function bySoonest(one: DeskRow, other: DeskRow): number {
  const first = Number(hadAgent(other)) - Number(hadAgent(one));
  if (first !== 0) return first;
  const soonest = (one.answerBy ?? Number.MAX_SAFE_INTEGER) - (other.answerBy ?? Number.MAX_SAFE_INTEGER);
  return soonest !== 0 ? soonest : (other.lastLineAt ?? 0) - (one.lastLineAt ?? 0);
}

function hadAgent({ owner }: DeskRow): boolean {
  return owner.kind === 'queued' && owner.isFirst;
}
