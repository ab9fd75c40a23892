import { keyPart } from '../../storage/keyPart.js';
import type { Effect, NewEffect } from '../conversationStore.js';
import type { ConversationRow, ConversationTables, EffectDue, EffectRow } from './conversationTables.js';

/** Effects in order within their conversation: only the first of each is due, the next when it is settled. */
export class Outbox {
  readonly #tables: ConversationTables;
  readonly #run: string;
  readonly #now: () => number;

  constructor(tables: ConversationTables, run: string, now: () => number) {
    this.#tables = tables;
    this.#run = run;
    this.#now = now;
  }

  append(row: ConversationRow, effects: readonly NewEffect[]): void {
    const wasEmpty = row.effectHead === row.effectTail;
    for (const { key, kind, body } of effects) {
      this.#tables.effects.put([keyPart(row.id), row.effectTail], { key, kind, body, attempt: 0, dueAt: 0 });
      row.effectTail += 1;
    }
    if (wasEmpty && effects.length > 0) this.#makeHeadDue(row);
  }

  hasDue(): boolean {
    return this.#due(1).length > 0;
  }

  /** Conversations that have one. */
  size(): number {
    return [...this.#tables.effectsDue.keys(ALL)].length;
  }

  take(limit: number, leaseMs: number): readonly Effect[] {
    const taken: Effect[] = [];
    for (const { conversation } of this.#due(limit)) {
      const row = this.#tables.rows.get([conversation]);
      const head = row && this.#head(row);
      if (row === undefined || head === undefined) continue;
      const attempt = head.attempt + 1;
      this.#move(row, head, { attempt, dueAt: this.#now() + leaseMs }, this.#run);
      const { key, kind, body } = head;
      taken.push({ key, kind, body, attempt, conversationId: row.id, buyerId: row.buyerId, channel: row.channel });
    }
    return taken;
  }

  /** False: it was settled before. */
  settle(row: ConversationRow, effect: Effect): boolean {
    const head = this.#head(row);
    if (head === undefined || head.key !== effect.key || head.attempt < effect.attempt) return false;
    const conversation = keyPart(row.id);
    this.#tables.effectsDue.remove([head.dueAt, conversation]);
    this.#tables.effects.remove([conversation, row.effectHead]);
    row.effectHead += 1;
    if (row.effectHead < row.effectTail) this.#makeHeadDue(row);
    return true;
  }

  /** Does nothing when the effect is settled, or was taken again meanwhile: that try has its own lease. */
  retry(row: ConversationRow, effect: Effect, delayMs: number): void {
    const head = this.#head(row);
    if (head === undefined || head.key !== effect.key || head.attempt !== effect.attempt) return;
    this.#move(row, head, { attempt: head.attempt, dueAt: this.#now() + delayMs });
  }

  /** What a worker of an earlier run had taken when its process ended is due at once. */
  recover(): void {
    for (const { key, value } of [...this.#tables.effectsDue.entries(ALL)]) {
      if (value.takenBy === undefined || value.takenBy === this.#run) continue;
      const row = this.#tables.rows.get([value.conversation]);
      const head = row && this.#head(row);
      if (row === undefined || head === undefined) this.#tables.effectsDue.remove(key);
      else this.#move(row, head, { attempt: head.attempt, dueAt: this.#now() });
    }
  }

  #due(limit: number): readonly EffectDue[] {
    const found: EffectDue[] = [];
    for (const { value } of this.#tables.effectsDue.entries({ from: [0], to: [this.#now() + 1] })) {
      if (found.length >= limit) break;
      found.push(value);
    }
    return found;
  }

  #head(row: ConversationRow): EffectRow | undefined {
    return this.#tables.effects.get([keyPart(row.id), row.effectHead]);
  }

  #makeHeadDue(row: ConversationRow): void {
    const head = this.#head(row);
    if (head !== undefined) this.#move(row, head, { attempt: head.attempt, dueAt: this.#now() });
  }

  #move(row: ConversationRow, head: EffectRow, to: Pick<EffectRow, 'attempt' | 'dueAt'>, takenBy?: string): void {
    const conversation = keyPart(row.id);
    this.#tables.effectsDue.remove([head.dueAt, conversation]);
    this.#tables.effects.put([conversation, row.effectHead], { ...head, ...to });
    this.#tables.effectsDue.put([to.dueAt, conversation], { conversation, ...(takenBy !== undefined && { takenBy }) });
  }
}

const ALL = { from: [0], to: [Number.MAX_SAFE_INTEGER] };
