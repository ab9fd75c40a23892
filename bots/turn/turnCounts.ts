import type { Metrics } from '../../services/telemetry/metrics.js';

export type TurnCounts = ReturnType<typeof turnCounts>;

/** What the turn tells operators, each made once. */
export function turnCounts(metrics: Metrics) {
  type Outcome = Parameters<typeof metrics.counter<'refund_desk_messages_total'>>[1]['outcome'];
  type Ended = Parameters<typeof metrics.counter<'refund_desk_turns_total'>>[1]['outcome'];
  const message = (outcome: Outcome) => metrics.counter('refund_desk_messages_total', { outcome });
  const turn = (outcome: Ended) => metrics.counter('refund_desk_turns_total', { outcome });
  const lost = (at: 'commit' | 'renewal') => metrics.counter('refund_desk_leases_lost_total', { at });
  return {
    messages: {
      accepted: message('accepted'),
      duplicate: message('duplicate'),
      inboxFull: message('inboxFull'),
      tooFast: message('tooFast'),
      storeAway: message('storeAway'),
    },
    turns: {
      committed: turn('committed'),
      failed: turn('failed'),
      setAside: turn('setAside'),
      stale: turn('stale'),
      abandoned: turn('abandoned'),
      storeAway: turn('storeAway'),
    },
    lost: { atCommit: lost('commit'), atRenewal: lost('renewal') },
    turnSeconds: metrics.histogram('refund_desk_turn_seconds', {}),
    answerSeconds: metrics.histogram('refund_desk_answer_seconds', {}),
  };
}
