import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RedisServer } from '../../support/redisServer.js';
import type { BenchProcess } from '../benchProcess.js';
import { readRedisUsage } from '../redis/redisUsage.js';

/** Since the start. `bytesOut`: what the store handed over (0 for the embedded one, which is read in place). */
export type StoreUsage = {
  readonly cpuMs: number;
  readonly scripts: number;
  readonly bytesOut: number;
  readonly bytesIn: number;
};

/** What a desk and its store have used. Redis counts its network; for the embedded store the system counts its disk writes. */
export class StoreMeter {
  readonly #desk: BenchProcess;
  readonly #redis: RedisServer | undefined;
  /** A ms of doing nothing: the sweeper looks around all the time. */
  #idle: StoreUsage = { cpuMs: 0, scripts: 0, bytesOut: 0, bytesIn: 0 };

  private constructor(desk: BenchProcess, redis: RedisServer | undefined) {
    this.#desk = desk;
    this.#redis = redis;
  }

  static async of(desk: BenchProcess, redis: RedisServer | undefined): Promise<StoreMeter> {
    const meter = new StoreMeter(desk, redis);
    const { used, elapsedMs } = await meter.during(() => sleep(IDLE_MS));
    meter.#idle = each(used, (value) => value / elapsedMs);
    return meter;
  }

  /** What was used while the work was done, less what an idle desk uses in that time. */
  async during(work: () => Promise<unknown>): Promise<{ readonly used: StoreUsage; readonly elapsedMs: number }> {
    const before = await this.#read();
    const from = performance.now();
    await work();
    const elapsedMs = performance.now() - from;
    const after = await this.#read();
    const used = each(after, (value, name) => value - before[name] - this.#idle[name] * elapsedMs);
    return { used, elapsedMs };
  }

  async #read(): Promise<StoreUsage> {
    const { cpuMs } = await this.#desk.usage();
    if (!this.#redis) return { cpuMs, scripts: 0, bytesOut: 0, bytesIn: diskWrites(this.#desk.pid) };
    const { scripts, bytesOut, bytesIn } = await readRedisUsage(this.#redis);
    return { cpuMs, scripts, bytesOut, bytesIn };
  }
}

const IDLE_MS = 2_000;

function each(usage: StoreUsage, change: (value: number, name: keyof StoreUsage) => number): StoreUsage {
  const { cpuMs, scripts, bytesOut, bytesIn } = usage;
  return {
    cpuMs: change(cpuMs, 'cpuMs'),
    scripts: change(scripts, 'scripts'),
    bytesOut: change(bytesOut, 'bytesOut'),
    bytesIn: change(bytesIn, 'bytesIn'),
  };
}

/** Bytes that a process had the system write to a disk; NaN without /proc. */
function diskWrites(pid: number | undefined): number {
  try {
    return Number(/^write_bytes: (\d+)$/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1]);
  } catch {
    return Number.NaN;
  }
}
