import { expect } from 'chai';
import { openHttpServer } from '../../bots/http/httpServer.js';
import { mountMetrics } from '../../bots/http/metrics.js';
import { PrometheusMetrics } from '../../services/telemetry/prometheusMetrics.js';

const TOKEN = 'sixteen-or-more-characters';
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('GET /metrics', () => {
  const metrics = new PrometheusMetrics();
  const servers: ReturnType<typeof openHttpServer>[] = [];
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.close(100))));

  async function open(token: string | undefined): Promise<string> {
    const server = openHttpServer({ hosts: ['127.0.0.1'], port: 0, log: SILENT });
    servers.push(server);
    mountMetrics(server.edge, metrics, token);
    return `http://127.0.0.1:${(await server.listen()).port}/metrics`;
  }

  for (const [what, headers] of [
    ['nothing', {}],
    ['another token', { Authorization: `Bearer ${TOKEN.replace('s', 'z')}` }],
    ['the beginning of it', { Authorization: `Bearer ${TOKEN.slice(0, -1)}` }],
    ['it in another way', { Authorization: `Basic ${TOKEN}` }],
    ['it without a way', { Authorization: TOKEN }],
  ] as [string, Record<string, string>][]) {
    it(`answers who shows ${what} with 401, and nothing else`, async () => {
      const answer = await fetch(await open(TOKEN), { headers });
      expect([answer.status, answer.headers.get('www-authenticate')]).to.deep.equal([401, 'Bearer']);
      expect(await answer.text()).to.not.include('refund_desk');
    });
  }

  it('answers who shows the token in the form of Prometheus', async () => {
    const answer = await fetch(await open(TOKEN), { headers: { Authorization: `Bearer ${TOKEN}` } });
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('content-type')).to.match(/^text\/plain; version=0\.0\.4/);
    const text = await answer.text();
    expect(text).to.match(/^refund_desk_turns_total\{outcome="failed"\} 0$/m);
    expect(text).to.match(/^process_resident_memory_bytes \d+$/m);
  });

  it('answers everybody where there is no token', async () => {
    expect((await fetch(await open(undefined))).status).to.equal(200);
  });
});

describe('the metrics for Prometheus', () => {
  it('are there with 0 before anything happened, and count', async () => {
    const metrics = new PrometheusMetrics();
    const retried = metrics.counter('refund_desk_effects_total', { kind: 'openCase', outcome: 'retried' });
    const seconds = metrics.histogram('refund_desk_turn_seconds', {});
    expect(await metrics.text()).to.match(/^refund_desk_effects_total\{kind="openCase",outcome="retried"\} 0$/m);
    retried();
    retried();
    seconds(0.003);
    const text = await metrics.text();
    expect(text).to.match(/^refund_desk_effects_total\{kind="openCase",outcome="retried"\} 2$/m);
    expect(text).to.match(/^refund_desk_turn_seconds_bucket\{le="0.002"\} 0$/m);
    expect(text).to.match(/^refund_desk_turn_seconds_bucket\{le="0.005"\} 1$/m);
  });

  it('show what cannot be read as unknown, and all the others', async () => {
    const metrics = new PrometheusMetrics();
    metrics.gauge('refund_desk_inbox_messages', () => Promise.reject(new Error('away')));
    metrics.gauge('refund_desk_streams_open', () => 7);
    const text = await metrics.text();
    expect(text).to.match(/^refund_desk_inbox_messages Nan$/im);
    expect(text).to.match(/^refund_desk_streams_open 7$/m);
  });
});
