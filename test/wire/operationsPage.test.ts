import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { METRICS, type MetricRow } from '../../services/telemetry/metricTable.js';
import { PrometheusMetrics } from '../../services/telemetry/prometheusMetrics.js';

const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `refund_desk_'))
  .map((line) => {
    const [name = '', type = '', labels = '', tells = '', alert = ''] = line.slice(1, -1).split('|');
    return { name: name.trim().slice(1, -1), type: type.trim(), labels: labels.trim(), tells, alert: alert.trim() };
  });
const alerts = [...page.matchAll(/alert: (\w+).*\n\s+expr: (.+)/g)].map(([, name = '', expr = '']) => ({ name, expr }));
const table: Readonly<Record<string, MetricRow>> = METRICS;

describe('the page for operators', () => {
  it('has every metric of the program, with its type and the values of its labels', () => {
    expect(rows.map(({ name, type, labels }) => ({ name, type, labels }))).to.deep.equal(
      Object.entries(table).map(([name, { type, labels }]) => ({ name, type, labels: shown(labels) })),
    );
  });

  it('says of each what it tells, and which alert looks at it', () => {
    const known = ['none', ...alerts.map(({ name }) => name)];
    for (const { name, tells, alert } of rows) {
      expect(tells.trim(), name).to.have.length.greaterThan(10);
      for (const one of alert.split(', ')) expect(known, name).to.include(one);
    }
  });

  it('has alerts on metrics and label values that there are', async () => {
    const exposed = await new PrometheusMetrics().text();
    expect(alerts).to.have.length.greaterThan(10);
    for (const { name, expr } of alerts) {
      for (const [, metric = '', matchers = ''] of expr.matchAll(
        /\b((?:refund_desk|nodejs|process)_\w+)(?:\{(.*?)\})?/g,
      )) {
        const base = metric.replace(/_bucket$/, '');
        const row = table[base];
        if (!base.startsWith('refund_desk_')) expect(exposed, name).to.include(`# TYPE ${metric} `);
        else expect(row?.type === 'histogram', `${name}: ${metric}`).to.equal(metric !== base);
        for (const [, label = '', values = ''] of matchers.matchAll(/(\w+)=~?"(.*?)"/g)) {
          expect(row?.labels[label], `${name}: ${label}`).to.include.members(values.split('|'));
        }
      }
    }
  });
});

function shown(labels: MetricRow['labels']): string {
  const all = Object.entries(labels);
  return all
    .map(([label, values]) => `\`${label}\`: ${typeof values === 'string' ? values : values.join(', ')}`)
    .join('; ');
}
