/**
 * Every metric of the desk: the only names and label values that there are. None of them is an id, a text or anything that
 * buyers choose, so their number is bounded. docs/operations.md has the same table, and a test holds the two together.
 */
export const METRICS = {
  refund_desk_messages_total: {
    type: 'counter',
    help: 'Messages that channels handed in.',
    labels: { outcome: ['accepted', 'duplicate', 'inboxFull', 'tooFast', 'storeAway'] },
  },
  refund_desk_turns_total: {
    type: 'counter',
    help: 'Turns that came to an end.',
    labels: { outcome: ['committed', 'failed', 'setAside', 'stale', 'abandoned', 'storeAway'] },
  },
  refund_desk_turn_seconds: {
    type: 'histogram',
    help: 'From the beginning of a turn to its commit.',
    labels: {},
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  },
  refund_desk_answer_seconds: {
    type: 'histogram',
    help: "From the acceptance of a buyer's message to the commit of its answer.",
    labels: {},
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  },
  refund_desk_leases_lost_total: {
    type: 'counter',
    help: 'Conversations that somebody else had taken over during a turn, by where it was noticed.',
    labels: { at: ['commit', 'renewal'] },
  },
  refund_desk_inbox_messages: {
    type: 'gauge',
    help: 'Messages that wait for their turn to end, of all processes.',
    labels: {},
  },
  refund_desk_conversations_waiting: {
    type: 'gauge',
    help: 'Conversations with messages in the inbox that nobody works on, of all processes.',
    labels: {},
  },
  refund_desk_effects_total: {
    type: 'counter',
    help: 'Effects that were tried.',
    labels: {
      kind: ['openCase', 'sendCode', 'verifyCode', 'learn', 'rememberConversation', 'setAside', 'deliver', 'other'],
      outcome: ['done', 'retried'],
    },
  },
  refund_desk_effect_seconds: {
    type: 'histogram',
    help: 'How long an effect took that was done.',
    labels: {
      kind: ['openCase', 'sendCode', 'verifyCode', 'learn', 'rememberConversation', 'setAside', 'deliver', 'other'],
    },
    buckets: [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
  },
  refund_desk_effects_pending: {
    type: 'gauge',
    help: 'Conversations with an effect that is not done, of all processes.',
    labels: {},
  },
  refund_desk_replies_set_aside_total: {
    type: 'counter',
    help: 'Replies that a channel refused or could not be reached for within a day.',
    labels: {},
  },
  refund_desk_streams_open: { type: 'gauge', help: 'WebSockets of buyers that are open here.', labels: {} },
  refund_desk_stream_frames_total: { type: 'counter', help: 'Frames with news sent on them.', labels: {} },
  refund_desk_store_call_seconds: {
    type: 'histogram',
    help: 'Round trips to Redis, also those that failed.',
    labels: {},
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.25, 1],
  },
  refund_desk_store_away: { type: 'gauge', help: '1 while the store takes nothing, else 0.', labels: {} },
  refund_desk_understood_total: {
    type: 'counter',
    help: 'Messages in words, by what was decided about them.',
    labels: { decision: ['act', 'clarify', 'outOfScope'] },
  },
  refund_desk_topics_total: {
    type: 'counter',
    help: 'Messages that were understood as a question about a topic.',
    labels: { topic: 'those of services/content/en/faq' },
  },
  refund_desk_filing_total: {
    type: 'counter',
    help: 'What filings have come to.',
    labels: {
      step: [
        'draftStarted',
        'order',
        'problem',
        'details',
        'seller',
        'remedy',
        'amount',
        'evidence',
        'reviewShown',
        'submitted',
        'filed',
        'caseOpen',
        'notFiled',
        'ineligible',
        'cancelled',
        'handover',
      ],
    },
  },
} as const satisfies Readonly<Record<string, MetricRow>>;

/** `labels`: the values of each; a text where they are known at start only, and says which they are. */
export type MetricRow = {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels: Readonly<Record<string, readonly string[] | string>>;
  /** Upper ends, in seconds. */
  readonly buckets?: readonly number[];
};
export type MetricName = keyof typeof METRICS;

/** A value of a label, as the table has it. */
export type LabelValue<
  Name extends MetricName,
  Label extends keyof (typeof METRICS)[Name]['labels'],
> = (typeof METRICS)[Name]['labels'][Label] extends readonly (infer Value)[] ? Value : string;
