import type { Turn } from '../conversationStore.js';

type Claim = { readonly conversationId: string; readonly owner: string };

/**
 * Which leases this process has, and which it may have without knowing: a claim whose answer was lost can have been made.
 * Each claim goes by a name of its own, so that it can be let go by that name alone.
 */
export class Leases {
  readonly #run: string;
  readonly #owners = new WeakMap<Turn, string>();
  readonly #held = new Map<string, Claim>();
  readonly #unheard = new Map<string, Claim>();
  #claims = 0;

  constructor(run: string) {
    this.#run = run;
  }

  /** The name for a claim that is about to be made. */
  next(): string {
    this.#claims += 1;
    return `${this.#run}:${this.#claims}`;
  }

  given(turn: Turn, owner: string): Turn {
    this.#owners.set(turn, owner);
    this.#held.set(owner, { conversationId: turn.conversationId, owner });
    return turn;
  }

  ownerOf(turn: Turn): string | undefined {
    return this.#owners.get(turn);
  }

  ended(turn: Turn): void {
    const owner = this.#owners.get(turn);
    if (owner !== undefined) this.#held.delete(owner);
  }

  /** Nobody here runs this claim's turn, and it may be held all the same. */
  unheard(conversationId: string, owner: string): void {
    this.#held.delete(owner);
    // The oldest have ended by the clock long ago.
    for (const oldest of this.#unheard.keys()) {
      if (this.#unheard.size < MOST_UNHEARD) break;
      this.#unheard.delete(oldest);
    }
    this.#unheard.set(owner, { conversationId, owner });
  }

  /** Those that may be held unknowingly. What cannot be let go comes back by `unheard`. */
  takeUnheard(): readonly Claim[] {
    const claims = [...this.#unheard.values()];
    this.#unheard.clear();
    return claims;
  }

  held(): readonly Claim[] {
    return [...this.#held.values()];
  }
}

const MOST_UNHEARD = 10_000;
