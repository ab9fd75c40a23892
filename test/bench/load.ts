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
};

/**
 * A closed loop of `atOnce` buyers, each of whom files one conversation after another and waits for every reply.
 * Opening a conversation (mint, start, stream, greeting) takes time of the round but is no turn.
 */
export async function drive(target: Target, atOnce: number, seconds: number): Promise<Measured> {
  const turnTimes: number[] = [];
  let filed = 0;
  let isOver = false;

  async function buyer(): Promise<void> {
    while (!isOver) {
      const { server, agent, secret, script } = target;
      const chat = await Chat.open(server.origin, agent, secret, target.nextBuyer());
      try {
        await chat.hears(script.greeting);
        for (const [index, { text, keys }] of script.exchanges.entries()) {
          if (isOver) return;
          const from = performance.now();
          await Promise.all([chat.post(`m${index}`, text), chat.hears(keys)]);
          turnTimes.push(performance.now() - from);
        }
        filed += 1;
      } finally {
        chat.close();
      }
    }
  }

  const before = await target.server.usage();
  const driverBefore = process.cpuUsage();
  const from = performance.now();
  const buyers = Promise.all(Array.from({ length: atOnce }, buyer));
  await Promise.race([sleep(seconds * 1_000), buyers]);
  const measured = { times: [...turnTimes].sort((one, other) => one - other), filed };
  const elapsed = performance.now() - from;
  const driver = process.cpuUsage(driverBefore);
  const after = await target.server.usage();
  isOver = true;
  await buyers;

  const turns = measured.times.length;
  const cpuMs = after.cpuMs - before.cpuMs;
  return {
    turns,
    filed: measured.filed,
    turnsPerSecond: turns / (elapsed / 1_000),
    p50: quantile(measured.times, 0.5),
    p99: quantile(measured.times, 0.99),
    cpuPerTurn: cpuMs / turns,
    rssMb: after.rssBytes / 2 ** 20,
    serverCores: cpuMs / elapsed,
    driverCores: (driver.user + driver.system) / 1_000 / elapsed,
  };
}

/** Of sorted numbers. */
export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export function median(numbers: readonly number[]): number {
  return quantile(
    [...numbers].sort((one, other) => one - other),
    0.5,
  );
}
