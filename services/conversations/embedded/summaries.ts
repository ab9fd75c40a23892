import { keyPart } from '../../storage/keyPart.js';
import type { Summary } from '../conversationStore.js';
import { type ConversationRow, type ConversationTables, LAST } from './conversationTables.js';

/** The newest summary of each conversation, listed by time: all of them, or those of one buyer. */
export class Summaries {
  readonly #tables: ConversationTables;

  constructor(tables: ConversationTables) {
    this.#tables = tables;
  }

  write({ id: conversationId, buyerId, channel }: ConversationRow, updatedAt: number, facts: Summary['facts']): void {
    const summary = { conversationId, buyerId, channel, updatedAt, facts };
    const conversation = keyPart(conversationId);
    const old = this.#tables.summaries.get([conversation]);
    if (old !== undefined) {
      for (const list of listsOf(old)) this.#tables.summaryTimes.remove([list, old.updatedAt, conversation]);
    }
    this.#tables.summaries.put([conversation], summary);
    for (const list of listsOf(summary))
      this.#tables.summaryTimes.put([list, summary.updatedAt, conversation], conversation);
  }

  list({ limit, buyerId }: { readonly limit: number; readonly buyerId?: string }): readonly Summary[] {
    const list = buyerId === undefined ? EVERY_BUYER : keyPart(buyerId);
    const found: Summary[] = [];
    for (const { value } of this.#tables.summaryTimes.entries({ from: [list], to: [list, LAST], newestFirst: true })) {
      if (found.length >= limit) break;
      const summary = this.#tables.summaries.get([value]);
      if (summary !== undefined) found.push(summary);
    }
    return found;
  }
}

/** No `keyPart` has a star. */
const EVERY_BUYER = '*';

function listsOf({ buyerId }: Summary): readonly string[] {
  return [EVERY_BUYER, keyPart(buyerId)];
}
