import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics } from './metrics.js';
import { METRICS, type MetricName, type MetricRow } from './metricTable.js';

/** What a Prometheus server is answered with. */
export type Exposition = { readonly contentType: string; text(): Promise<string> };

/**
 * The metrics for Prometheus, with those of the process itself. Every label value is there with 0 from the start, so that a
 * first failure is an increase and not a new series.
 */
export class PrometheusMetrics implements Metrics, Exposition {
  readonly #registry = new Registry();
  readonly #counters = new Map<string, Counter>();
  readonly #histograms = new Map<string, Histogram>();

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
    // Object.entries forgets that the table's keys are its names, and its rows are MetricRows by `satisfies`.
    for (const [name, row] of Object.entries(METRICS) as [MetricName, MetricRow][]) this.#register(name, row);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  counter(name: MetricName, labels: object): () => void {
    const child = made(this.#counters, name).labels({ ...labels });
    return () => child.inc();
  }

  histogram(name: MetricName, labels: object): (seconds: number) => void {
    const child = made(this.#histograms, name).labels({ ...labels });
    return (seconds) => child.observe(seconds);
  }

  gauge(name: MetricName, read: () => number | Promise<number>): void {
    const { help } = METRICS[name];
    const registers = [this.#registry];
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(
          await Promise.resolve()
            .then(read)
            .catch(() => Number.NaN),
        );
      },
    });
  }

  #register(name: MetricName, { type, help, labels, buckets = [] }: MetricRow): void {
    const common = { name, help, labelNames: Object.keys(labels), registers: [this.#registry] };
    if (type === 'counter') {
      const counter = new Counter(common);
      for (const values of everyValue(labels)) counter.inc(values, 0);
      this.#counters.set(name, counter);
    }
    if (type === 'histogram') {
      const histogram = new Histogram({ ...common, buckets: [...buckets] });
      for (const values of everyValue(labels)) histogram.zero(values);
      this.#histograms.set(name, histogram);
    }
  }
}

function made<Made>(all: ReadonlyMap<string, Made>, name: string): Made {
  const one = all.get(name);
  if (one === undefined) throw new Error(`metrics: ${name} is not in the table as that`);
  return one;
}

/** Each combination of the labels' values, where all of them are known. */
function everyValue(labels: MetricRow['labels']): readonly Record<string, string>[] {
  let all: readonly Record<string, string>[] = [{}];
  for (const [label, values] of Object.entries(labels)) {
    if (typeof values === 'string') return [];
    all = all.flatMap((so) => values.map((value) => ({ ...so, [label]: value })));
  }
  return all;
}
