import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { TurnRunner } from '../../bots/turn/turnScope.js';
import { METRICS } from '../../services/telemetry/metricTable.js';
import { PrometheusMetrics } from '../../services/telemetry/prometheusMetrics.js';
import { DirectLineClient } from '../support/directLineClient.js';
import { until } from '../support/until.js';
import { startDesk } from './support/deskProcess.js';
import { FILED_KEYS, FILING, send } from './support/filingScript.js';
import { keysOn, openStream } from './support/openStream.js';
import { openRedisDesks } from './support/redisDesks.js';
import { openTestTurns, type Wraps } from './support/testTurns.js';

const METRICS_TOKEN = 'sixteen-or-more-characters';

it('the metrics of the program tell of a filing, and then of a store that is away', async function () {
  this.timeout(60_000);
  const desks = await openRedisDesks();
  try {
    const desk = await desks.start(undefined, { METRICS_TOKEN });
    expect(desk.metricsUrl).to.match(/:\d+\/metrics$/);
    const read = (): Promise<Sample> => look(`${desk.origin}/metrics`, METRICS_TOKEN);
    const client = new DirectLineClient(desk.origin);
    await client.start();
    const stream = await openStream(desk, client);
    for (const [index, text] of FILING.entries()) {
      await client.post(`m${index}`, text);
      await stream.until(() => keysOn(stream).includes(FILED_KEYS[index] ?? ''), 5_000);
    }
    await stream.until(() => keysOn(stream).includes('refund.filed'), 5_000);
    await client.post('m0', FILING[0]);
    await client.post('m7', 'are there any fees?');
    await stream.until(() => keysOn(stream).includes('faq.answer'), 5_000);

    const seen = await read();
    for (const [name, { type }] of Object.entries(METRICS)) expect(seen.text).to.include(`# TYPE ${name} ${type}\n`);
    expect(seen.of('refund_desk_messages_total')).to.include({
      accepted: FILING.length + 2,
      duplicate: 1,
      storeAway: 0,
    });
    // The greeting, each message, and the result of opening the case.
    expect(seen.of('refund_desk_turns_total')).to.include({ committed: FILING.length + 3, failed: 0, stale: 0 });
    expect(seen.one('refund_desk_turn_seconds_count')).to.equal(FILING.length + 3);
    expect(seen.one('refund_desk_answer_seconds_count')).to.equal(FILING.length + 1);
    expect(seen.of('refund_desk_filing_total')).to.deep.equal({
      ...{ draftStarted: 1, order: 1, problem: 1, details: 1, seller: 1, remedy: 1, amount: 0, evidence: 1 },
      ...{ reviewShown: 1, submitted: 1, filed: 1, caseOpen: 0, notFiled: 0, ineligible: 0, cancelled: 0, handover: 0 },
    });
    expect(seen.one('refund_desk_effects_total{kind="openCase",outcome="done"}')).to.equal(1);
    expect(seen.one('refund_desk_effect_seconds_count{kind="openCase"}')).to.equal(1);
    expect(seen.of('refund_desk_understood_total').act).to.be.greaterThan(0);
    expect(seen.one('refund_desk_topics_total{topic="fees"}')).to.equal(1);
    expect(seen.one('refund_desk_streams_open')).to.equal(1);
    expect(seen.one('refund_desk_stream_frames_total')).to.be.within(stream.frames.length - 1, stream.frames.length);
    expect(seen.one('refund_desk_store_call_seconds_count')).to.be.greaterThan(FILING.length * 2);
    for (const gauge of GAUGES_OF_THE_STORE) expect(seen.one(gauge), gauge).to.equal(0);
    // Bounded labels: nobody and nothing is named.
    for (const text of [client.conversationId, FILING[1], 'demo-buyer']) expect(seen.text).to.not.include(text);

    await desks.redis.kill();
    await client.post('m8', 'hello').catch(() => undefined);
    await until(async () => Number.isNaN((await read()).one('refund_desk_inbox_messages')));
    const away = await read();
    expect(away.one('refund_desk_store_away')).to.equal(1);
    expect(away.of('refund_desk_messages_total').storeAway).to.equal(1);
    await desks.redis.start();
    await until(async () => (await read()).one('refund_desk_store_away') === 0);
    expect((await fetch(`${desk.origin}/metrics`)).status).to.equal(401);
    stream.socket.close();
  } finally {
    await desks.close();
  }
});

it('the metrics are on a port of their own with METRICS_PORT, and nowhere without a setting', async function () {
  this.timeout(30_000);
  const folder = await mkdtemp(join(tmpdir(), 'metrics-'));
  const own = await startDesk(folder, undefined, { METRICS_PORT: '0' });
  try {
    const seen = await look(own.metricsUrl ?? '');
    for (const gauge of GAUGES_OF_THE_STORE) expect(seen.one(gauge), gauge).to.equal(0);
    expect(seen.text).to.include('nodejs_eventloop_lag_seconds');
    expect((await fetch(`${own.origin}/metrics`)).status).to.equal(404);
    own.child.kill('SIGTERM');
    expect(await own.ended).to.equal(0);
    const silent = await startDesk(folder);
    expect(silent.metricsUrl).to.equal(undefined);
    expect((await fetch(`${silent.origin}/metrics`)).status).to.equal(404);
    await silent.stop();
  } finally {
    await own.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

describe('the metrics of turns that go wrong', function () {
  this.timeout(20_000);
  const failing = (how: () => Promise<never>): Wraps['runner'] => {
    return (runner: TurnRunner): TurnRunner => ({
      run: (input) => (input.message.body['text'] === 'boom' ? how() : runner.run(input)),
      apologise: (...input) => runner.apologise(...input),
    });
  };

  it('one that throws has failed', async () => {
    const runner = failing(() => Promise.reject(new Error('boom')));
    expect(await turnsOf({ ...(runner && { runner }) })).to.include({ failed: 1, committed: 0, setAside: 0 });
  });

  it('one that never ends is abandoned three times, and set aside', async () => {
    const runner = failing(() => new Promise(() => undefined));
    const seen = await turnsOf({ ...(runner && { runner }), turnLimitMs: 60, settings: { leaseMs: 200 } });
    expect(seen).to.include({ abandoned: 3, setAside: 1, committed: 0, failed: 0 });
  });

  it('one whose lease is lost is stale, and is counted once where that is noticed', async () => {
    let lost = 1;
    const store = instead('commit', () => (lost-- > 0 ? Promise.resolve({ kind: 'stale' }) : undefined));
    expect(await turnsOf({ store })).to.include({ stale: 1, committed: 1, lostAtCommit: 1, lostAtRenewal: 0 });
  });

  it('one whose lease cannot be renewed is counted once, however long it goes on', async () => {
    const store = instead('renew', () => Promise.resolve(false));
    const runner: Wraps['runner'] = (real) => ({
      async run(input) {
        // Over two renewals, and within the lease that it still has.
        await new Promise((resolve) => setTimeout(resolve, 1_100));
        return real.run(input);
      },
      apologise: (...input) => real.apologise(...input),
    });
    const seen = await turnsOf({ store, runner, settings: { leaseMs: 1_500 } });
    expect(seen).to.include({ committed: 1, lostAtRenewal: 1 });
  });

  /** What is counted of one message. */
  async function turnsOf(wraps: Wraps): Promise<Readonly<Record<string, number>>> {
    const metrics = new PrometheusMetrics();
    const desk = await openTestTurns({ ...wraps, metrics });
    try {
      await send(desk, 'c', 'm', 'boom');
      await desk.settled('c');
      const seen = sampleOf(await metrics.text());
      const { commit: lostAtCommit = -1, renewal: lostAtRenewal = -1 } = seen.of('refund_desk_leases_lost_total');
      return { ...seen.of('refund_desk_turns_total'), lostAtCommit, lostAtRenewal };
    } finally {
      await desk.close();
    }
  }
});

/** The real store, but for one call where `call` gives an answer. */
function instead(method: string, call: () => Promise<unknown> | undefined): NonNullable<Wraps['store']> {
  return (real) =>
    new Proxy(real, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]) => (name === method ? call() : undefined) ?? Reflect.apply(member, target, given);
      },
    });
}

const GAUGES_OF_THE_STORE = [
  'refund_desk_inbox_messages',
  'refund_desk_conversations_waiting',
  'refund_desk_effects_pending',
  'refund_desk_store_away',
];

type Sample = ReturnType<typeof sampleOf>;

async function look(url: string, token = ''): Promise<Sample> {
  const answer = await fetch(url, { headers: { Authorization: `Bearer ${token}` } });
  expect(answer.status).to.equal(200);
  return sampleOf(await answer.text());
}

function sampleOf(text: string) {
  const lines = text.split('\n').map((line) => line.split(' '));
  return {
    text,
    one: (series: string) => Number(lines.find(([name]) => name === series)?.[1] ?? 'no such series'),
    /** By the value of its one label. */
    of: (metric: string): Readonly<Record<string, number>> =>
      Object.fromEntries(
        lines.flatMap(([series = '', value]) => {
          const [, label] = new RegExp(`^${metric}\\{\\w+="(\\w+)"\\}$`).exec(series) ?? [];
          return label === undefined ? [] : [[label, Number(value)]];
        }),
      ),
  };
}
