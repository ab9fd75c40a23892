import { keyPart } from '../../storage/keyPart.js';
import type { NewTimer, TurnOutcome } from '../conversationStore.js';
import type { ConversationTables, TimerDue } from './conversationTables.js';

/** A conversation's timers by id: setting one again replaces it. */
export class Timers {
  readonly #tables: ConversationTables;

  constructor(tables: ConversationTables) {
    this.#tables = tables;
  }

  /** Cancels first: one outcome may cancel a timer and set it anew. */
  change(conversation: string, { set, cancel }: TurnOutcome['timers']): void {
    for (const id of cancel) this.#remove(conversation, keyPart(id));
    for (const timer of set) {
      const id = keyPart(timer.id);
      this.#remove(conversation, id);
      this.#tables.timers.put([conversation, id], { id: timer.id, at: timer.at, body: timer.body });
      this.#tables.timersDue.put([timer.at, conversation, id], { conversation, timer: id });
    }
  }

  due(now: number, limit: number): readonly TimerDue[] {
    const found: TimerDue[] = [];
    for (const { value } of this.#tables.timersDue.entries({ from: [Number.MIN_SAFE_INTEGER], to: [now + 1] })) {
      if (found.length >= limit) break;
      found.push(value);
    }
    return found;
  }

  take({ conversation, timer }: TimerDue): NewTimer | undefined {
    const found = this.#tables.timers.get([conversation, timer]);
    this.#remove(conversation, timer);
    return found;
  }

  #remove(conversation: string, id: string): void {
    const timer = this.#tables.timers.get([conversation, id]);
    if (timer === undefined) return;
    this.#tables.timersDue.remove([timer.at, conversation, id]);
    this.#tables.timers.remove([conversation, id]);
  }
}
