import type { Backlog, ConversationStore } from '../services/conversations/conversationStore.js';
import type { Metrics } from '../services/telemetry/metrics.js';

const SAME_LOOK_MS = 500;

/** What waits in the store, and whether that is there: asked when somebody looks, once for all gauges of a look. */
export function showBacklog(metrics: Metrics, store: Pick<ConversationStore, 'backlog' | 'check'>): void {
  let asked: { readonly at: number; readonly backlog: Promise<Backlog> } | undefined;
  const backlog = (): Promise<Backlog> => {
    const now = performance.now();
    if (asked === undefined || now - asked.at > SAME_LOOK_MS) asked = { at: now, backlog: store.backlog() };
    return asked.backlog;
  };
  metrics.gauge('refund_desk_inbox_messages', async () => (await backlog()).messages);
  metrics.gauge('refund_desk_conversations_waiting', async () => (await backlog()).waiting);
  metrics.gauge('refund_desk_effects_pending', async () => (await backlog()).effects);
  metrics.gauge('refund_desk_store_away', () =>
    store.check().then(
      () => 0,
      () => 1,
    ),
  );
}
