import { type Metrics, NO_METRICS } from './metrics.js';
import { type Exposition, PrometheusMetrics } from './prometheusMetrics.js';

/** Without anybody to look at them, nothing is counted. */
export function openMetrics(wanted: boolean): { readonly metrics: Metrics; readonly exposition?: Exposition } {
  if (!wanted) return { metrics: NO_METRICS };
  const prometheus = new PrometheusMetrics();
  return { metrics: prometheus, exposition: prometheus };
}
