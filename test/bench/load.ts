import type { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Chat } from './directLine.js';
import type { Script } from './filing.js';
import type { ServerProcess } from './serverProcess.js';

export type Target = {
  readonly server: ServerProcess;
  readonly script: Script;
  readonly agent: Agent;
  readonly secret: string;
  /** Each buyer files once. Throws when there are no more. */
  readonly nextBuyer: () => string;
};

/** One round. Times in ms. `turns`: message posted, last reply read; `filed`: whole conversations. */
export type Measured = {
  readonly turns: number;
  readonly filed: number;
  readonly turnsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuPerTurn: number;
  readonly rssMb: number;
  /** Cores in use, by the server and by this process. */
  readonly serverCores: number;
  readonly driverCores: number;
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
    driverCores: round.driverCpuMs / round.elapsedMs,
    openingsPerSecond: ahead / (opening.elapsedMs / 1_000),
    cpuPerOpening: opening.cpuMs / ahead,
  };
}

async function open({ server, agent, secret, script, nextBuyer }: Target): Promise<Chat> {
  const chat = await Chat.open(server.origin, agent, secret, nextBuyer());
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

/** Does the work, and tells what the server and this process used meanwhile. */
async function usageOf<T>({ server }: Target, work: () => Promise<T>) {
  const before = await server.usage();
  const driverBefore = process.cpuUsage();
  const from = performance.now();
  const result = await work();
  const elapsedMs = performance.now() - from;
  const { user, system } = process.cpuUsage(driverBefore);
  const after = await server.usage();
  return {
    result,
    elapsedMs,
    cpuMs: after.cpuMs - before.cpuMs,
    driverCpuMs: (user + system) / 1_000,
    rssMb: after.rssBytes / 2 ** 20,
  };
}

/** Of sorted numbers. */
function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export function median(numbers: readonly number[]): number {
  return quantile(
    [...numbers].sort((one, other) => one - other),
    0.5,
  );
}
