import type { Agent } from './agents.js';
import type { DeskShelf } from './deskShelf.js';

/** The list knows of a claim by an effect, soon after it is committed. */
const LISTED_WITHIN_MS = 10_000;

/**
 * Lets an agent claim while they have fewer conversations than their capacity. It keeps somebody from being buried, and is no
 * promise: claims by several processes at once may come to one too many.
 */
export class CapacityCheck {
  readonly #shelf: Pick<DeskShelf, 'open'>;
  /** One claim of an agent's at a time. */
  readonly #lines = new Map<string, Promise<unknown>>();
  /** What each has claimed just now, and when. */
  readonly #claimed = new Map<string, Map<string, number>>();

  constructor(shelf: Pick<DeskShelf, 'open'>) {
    this.#shelf = shelf;
  }

  claim<Done extends { readonly kind: string }>(
    agent: Agent,
    conversationId: string,
    claim: () => Promise<Done>,
  ): Promise<Done | { readonly kind: 'full'; readonly open: number; readonly capacity: number }> {
    const before = this.#lines.get(agent.id) ?? Promise.resolve();
    const work = async () => {
      const open = await this.#open(agent.id, conversationId);
      if (open >= agent.capacity) return { kind: 'full', open, capacity: agent.capacity } as const;
      const done = await claim();
      if (done.kind === 'done') this.#note(agent.id, conversationId);
      return done;
    };
    const mine = before.then(work, work);
    this.#lines.set(agent.id, mine);
    const over = () => {
      if (this.#lines.get(agent.id) === mine) this.#lines.delete(agent.id);
    };
    mine.then(over, over);
    return mine;
  }

  /** The conversation is nobody's any more, or another's. */
  letGo(conversationId: string): void {
    for (const claimed of this.#claimed.values()) claimed.delete(conversationId);
  }

  async #open(agentId: string, except: string): Promise<number> {
    const rows = await this.#shelf.open();
    const theirs = rows.flatMap(({ conversationId, owner }) =>
      owner.kind === 'agent' && owner.agent.id === agentId ? [conversationId] : [],
    );
    const listed = new Set(rows.map(({ conversationId, owner }) => (owner.kind === 'agent' ? conversationId : '')));
    const now = performance.now();
    const claimed = this.#claimed.get(agentId) ?? new Map<string, number>();
    for (const [id, at] of claimed) if (now - at > LISTED_WITHIN_MS || listed.has(id)) claimed.delete(id);
    if (claimed.size === 0) this.#claimed.delete(agentId);
    const all = new Set([...theirs, ...claimed.keys()]);
    all.delete(except);
    return all.size;
  }

  #note(agentId: string, conversationId: string): void {
    const claimed = this.#claimed.get(agentId) ?? new Map<string, number>();
    this.#claimed.set(agentId, claimed.set(conversationId, performance.now()));
  }
}
