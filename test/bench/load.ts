import type { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchProcess } from './benchProcess.js';
import { Chat } from './directLine.js';
import { quantile } from './figures.js';
import type { Script } from './filing.js';
import type { RedisUsage } from './redis/redisUsage.js';

export type Target = {
  /** Processes of one desk: a conversation has its stream on one of them and posts to the next. */
  readonly servers: readonly [BenchProcess, ...BenchProcess[]];
  /** What the Redis has been used for since it began. Absent: there is none. */
  readonly redis?: () => Promise<RedisUsage>;
  readonly script: Script;
  readonly agent: Agent;
  readonly secret: string;
  /** Each buyer files once. Throws when there are no more. */
  readonly nextBuyer: () => Buyer;
};

/** `number` counts the buyers of a bench. */
export type Buyer = { readonly id: string; readonly number: number };

/** One round. Times in ms. `turns`: message posted, last reply read; `filed`: whole conversations. */
export type Measured = {
  readonly turns: number;
  readonly filed: number;
  readonly turnsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuPerTurn: number;
  readonly rssMb: number;
  /** Cores in use, by the servers, by Redis and by this process. */
  readonly serverCores: number;
  readonly redisCores: number;
  readonly driverCores: number;
  /** Scripts that Redis ran, and bytes that it sent, a turn. 0: there is no Redis. */
  readonly scriptsPerTurn: number;
  readonly redisBytesPerTurn: number;
  /** Before the round: mint, start, stream, greeting, as many at once as in the round. */
  readonly openingsPerSecond: number;
  readonly cpuPerOpening: number;
};

/**
 * A closed loop of `atOnce` buyers, each of whom files one conversation after another and waits for every reply.
 * Conversations are opened before the clock starts, about `ahead` of them: new connections queue elsewhere (Node
 * accepts one each time around its loop), so that else fewer than `atOnce` would be talking. Later ones are opened
 * as they are needed.
 */
export async function drive(target: Target, atOnce: number, seconds: number, ahead: number): Promise<Measured> {
  const ready: Chat[] = [];
  const opening = await usageOf(target, () =>
    inParallel(atOnce, ahead, async () => void ready.push(await open(target))),
  );

  const turnTimes: number[] = [];
  let filed = 0;
  let isOver = false;

  async function buyer(): Promise<void> {
    while (!isOver) {
      const chat = ready.pop() ?? (await open(target));
      for (const [index, { text, keys }] of target.script.exchanges.entries()) {
        if (isOver) break;
        const from = performance.now();
        await Promise.all([chat.post(`m${index}`, text), chat.hears(keys)]);
        turnTimes.push(performance.now() - from);
        if (index === target.script.exchanges.length - 1) filed += 1;
      }
      chat.close();
    }
  }

  const buyers: Promise<void>[] = [];
  const round = await usageOf(target, async () => {
    buyers.push(...Array.from({ length: atOnce }, buyer));
    // A buyer ends before the time only by a wrong answer.
    await Promise.race([sleep(seconds * 1_000), ...buyers]);
    isOver = true;
    return { times: [...turnTimes].sort((one, other) => one - other), filed };
  });
  await Promise.all(buyers);
  for (const chat of ready) chat.close();

  const { times } = round.result;
  return {
    turns: times.length,
    filed: round.result.filed,
    turnsPerSecond: times.length / (round.elapsedMs / 1_000),
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    cpuPerTurn: round.cpuMs / times.length,
    rssMb: round.rssMb,
    serverCores: round.cpuMs / round.elapsedMs,
    redisCores: round.redis.cpuMs / round.elapsedMs,
    driverCores: round.driverCpuMs / round.elapsedMs,
    scriptsPerTurn: round.redis.scripts / times.length,
    redisBytesPerTurn: round.redis.bytesOut / times.length,
    openingsPerSecond: ahead / (opening.elapsedMs / 1_000),
    cpuPerOpening: opening.cpuMs / ahead,
  };
}

async function open({ servers, agent, secret, script, nextBuyer }: Target): Promise<Chat> {
  const buyer = nextBuyer();
  const stream = servers[buyer.number % servers.length] ?? servers[0];
  const post = servers[(buyer.number + 1) % servers.length] ?? servers[0];
  const chat = await Chat.open({ stream: stream.origin, post: post.origin }, agent, secret, buyer.id);
  await chat.hears(script.greeting);
  return chat;
}

async function inParallel(atOnce: number, count: number, work: () => Promise<void>): Promise<void> {
  let left = count;
  const worker = async () => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Does the work, and tells what the servers, Redis and this process used meanwhile. */
async function usageOf<T>(target: Target, work: () => Promise<T>) {
  const before = await usedBy(target);
  const driverBefore = process.cpuUsage();
  const from = performance.now();
  const result = await work();
  const elapsedMs = performance.now() - from;
  const { user, system } = process.cpuUsage(driverBefore);
  const after = await usedBy(target);
  return {
    result,
    elapsedMs,
    cpuMs: after.cpuMs - before.cpuMs,
    driverCpuMs: (user + system) / 1_000,
    rssMb: after.rssBytes / 2 ** 20,
    redis: {
      cpuMs: after.redis.cpuMs - before.redis.cpuMs,
      scripts: after.redis.scripts - before.redis.scripts,
      bytesOut: after.redis.bytesOut - before.redis.bytesOut,
    },
  };
}

const NO_REDIS: RedisUsage = { cpuMs: 0, scripts: 0, bytesIn: 0, bytesOut: 0, memoryBytes: 0 };

async function usedBy({ servers, redis }: Target) {
  const used = await Promise.all(servers.map((server) => server.usage()));
  return {
    cpuMs: used.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    rssBytes: used.reduce((sum, { rssBytes }) => sum + rssBytes, 0),
    redis: redis ? await redis() : NO_REDIS,
  };
}
