import type { Content } from '../services/content/content.js';
import type { Metrics } from '../services/telemetry/metrics.js';
import { METRICS } from '../services/telemetry/metricTable.js';
import type { Understood } from '../services/understanding/understanding.js';
import type { Milestone } from './milestones.js';

export type BotCounts = ReturnType<typeof botCounts>;

/** What the bot tells operators of what buyers wanted and how far they came, each made once. */
export function botCounts(metrics: Metrics, { faq }: Pick<Content, 'faq'>) {
  const decision = (of: Understood['decision']) => metrics.counter('refund_desk_understood_total', { decision: of });
  const decisions = { act: decision('act'), clarify: decision('clarify'), outOfScope: decision('outOfScope') };
  const topics = new Map(faq.topics.map((topic) => [topic, metrics.counter('refund_desk_topics_total', { topic })]));
  const steps = new Map(
    METRICS.refund_desk_filing_total.labels.step.map((step) => [
      step,
      metrics.counter('refund_desk_filing_total', { step }),
    ]),
  );
  return {
    understood({ decision: of, topic }: Understood): void {
      decisions[of]();
      if (topic !== undefined) topics.get(topic)?.();
    },
    reached(step: Milestone): void {
      steps.get(step)?.();
    },
  };
}
