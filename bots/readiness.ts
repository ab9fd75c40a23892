import type { ConversationStore } from '../services/conversations/conversationStore.js';
import type { Readiness } from './http/health.js';
import type { Turns } from './openTurns.js';
import { settledWithin } from './turn/settledWithin.js';

export type ReadinessOptions = {
  readonly phase: () => 'starting' | 'running' | 'stopping';
  readonly store: Pick<ConversationStore, 'check'>;
  readonly turns: Pick<Turns, 'stuck'>;
};

const STORE_WITHIN_MS = 1_000;

/** Can a message be taken here, and will it be worked off? Asked anew each time: nothing is remembered of the last one. */
export async function readiness({ phase, store, turns }: ReadinessOptions): Promise<Readiness> {
  if (phase() === 'running' && !(await isThere(store))) return 'storeAway';
  const now = phase();
  return now === 'running' ? (turns.stuck() ?? 'ready') : now;
}

async function isThere(store: Pick<ConversationStore, 'check'>): Promise<boolean> {
  let isAway = false;
  const checked = store.check().catch(() => {
    isAway = true;
  });
  return (await settledWithin(STORE_WITHIN_MS, [checked])) && !isAway;
}
