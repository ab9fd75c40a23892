import type { LabelValue, METRICS, MetricName } from './metricTable.js';

/**
 * PORT. What is counted and measured for operators. What it gives back is made once, where something is built, and called
 * on the way: it costs less than a microsecond and never throws.
 */
export interface Metrics {
  counter<Name extends NameOf<'counter'>>(name: Name, labels: Labels<Name>): () => void;
  /** What it gives back takes seconds. */
  histogram<Name extends NameOf<'histogram'>>(name: Name, labels: Labels<Name>): (seconds: number) => void;
  /** `read` is called when somebody looks; when it rejects, the value is shown as unknown (NaN). */
  gauge(name: NameOf<'gauge'>, read: () => number | Promise<number>): void;
}

export type Labels<Name extends MetricName> = {
  readonly [Label in keyof (typeof METRICS)[Name]['labels']]: LabelValue<Name, Label>;
};
type NameOf<Type extends string> = {
  [Name in MetricName]: (typeof METRICS)[Name]['type'] extends Type ? Name : never;
}[MetricName];

/** Where nobody looks. */
export const NO_METRICS: Metrics = {
  counter: () => () => undefined,
  histogram: () => () => undefined,
  gauge: () => undefined,
};
