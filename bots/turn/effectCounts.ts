import type { Metrics } from '../../services/telemetry/metrics.js';
import { METRICS } from '../../services/telemetry/metricTable.js';

type Kind = (typeof METRICS)['refund_desk_effects_total']['labels']['kind'][number];
type Counts = { readonly done: () => void; readonly retried: () => void; readonly seconds: (seconds: number) => void };

/** What the effect worker tells operators, by the effect's kind, each made once. One of a newer build is `other`. */
export function effectCounts(metrics: Metrics): (kind: string) => Counts {
  const of = (kind: Kind): Counts => ({
    done: metrics.counter('refund_desk_effects_total', { kind, outcome: 'done' }),
    retried: metrics.counter('refund_desk_effects_total', { kind, outcome: 'retried' }),
    seconds: metrics.histogram('refund_desk_effect_seconds', { kind }),
  });
  const kinds = METRICS.refund_desk_effects_total.labels.kind;
  const byKind = new Map<string, Counts>(kinds.map((kind) => [kind, of(kind)]));
  const other = of('other');
  return (kind) => byKind.get(kind) ?? other;
}
