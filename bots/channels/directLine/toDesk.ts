import type { Delivered } from '../../../services/desk/delivered.js';
import type { DeskWhispers } from '../../../services/desk/deskWhispers.js';

export type ToDesk = { readonly whispers: DeskWhispers; readonly delivered: Pick<Delivered, 'note'> };

/** A buyer types: told to the desk no oftener than this, whatever their page sends. */
const TELL_EVERY_MS = 2_000;
/** A signal that left before the message arrives this soon after it. */
const OVERTAKEN_WITHIN_MS = 300;
const MOST_KNOWN = 10_000;

/** Tells the desk that buyers type, each of them now and then. */
export class BuyerTyping {
  readonly #whispers: DeskWhispers;
  readonly #told = new Map<string, number>();

  constructor({ whispers }: ToDesk) {
    this.#whispers = whispers;
  }

  tell(conversationId: string): void {
    const now = performance.now();
    if (now - (this.#told.get(conversationId) ?? -TELL_EVERY_MS) < TELL_EVERY_MS) return;
    if (this.#told.size >= MOST_KNOWN) this.#told.clear();
    this.#told.set(conversationId, now);
    this.#whispers.tell({ about: 'buyerTypes', conversationId, isTyping: true });
  }

  /** What was being typed is sent. A signal that comes right behind it has been overtaken, and is not told. */
  sent(conversationId: string): void {
    if (!this.#told.has(conversationId)) return;
    this.#told.set(conversationId, performance.now() - TELL_EVERY_MS + OVERTAKEN_WITHIN_MS);
    this.#whispers.tell({ about: 'buyerTypes', conversationId, isTyping: false });
  }
}
