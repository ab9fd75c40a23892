import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { RecognizerReply, RecognizerRequest } from './recognizerWorker.js';
import type { Rewording, SecondOpinion } from './secondOpinion.js';

/** `workers` 0 turns the second opinion off. Sources: docs of the port (100 ms); two cores; one worker takes about 60 MB. */
export const RecognizerSettings = z.object({
  workers: z.int().min(0).max(4).default(1),
  budgetMs: z.int().min(10).max(1_000).default(100),
  /** Wait before a worker that was ended for its text is replaced; doubles while that goes on, so that hostile text costs little. */
  restartMs: z.int().min(0).max(60_000).default(500),
});
export type RecognizerSettings = z.infer<typeof RecognizerSettings>;

/** What the pool is doing, for health pages and tests. */
export type RecognizerState = { readonly ready: number; readonly ended: number; readonly answered: number };

const MAX_CHARACTERS = 200;
const MAX_WAITING = 16;
const LONGEST_RESTART_MS = 30_000;
const NOTHING: readonly Rewording[] = [];

type Job = {
  readonly request: RecognizerRequest;
  readonly settle: (read: readonly Rewording[]) => void;
  timer?: NodeJS.Timeout;
};
type Seat = {
  worker: Worker | undefined;
  ready: boolean;
  job: Job | undefined;
  failures: number;
  restart?: NodeJS.Timeout;
};

/**
 * The recognizers in worker threads, because a short text can keep them busy for seconds. A text that takes longer than
 * the budget gets no answer and its worker is ended and replaced. Workers warm up by themselves; until then, no answer.
 */
export class RecognizerPool implements SecondOpinion {
  readonly #settings: RecognizerSettings;
  readonly #seats: Seat[];
  readonly #waiting: Job[] = [];
  #nextId = 1;
  #ended = 0;
  #answered = 0;
  #closed = false;

  constructor(settings: RecognizerSettings) {
    this.#settings = settings;
    this.#seats = Array.from({ length: settings.workers }, () => ({
      worker: undefined,
      ready: false,
      job: undefined,
      failures: 0,
    }));
    // Not now: whoever starts the process listens first.
    setImmediate(() => {
      for (const seat of this.#seats) this.#seat(seat);
    });
  }

  get state(): RecognizerState {
    const ready = this.#seats.filter((seat) => seat.ready).length;
    return { ready, ended: this.#ended, answered: this.#answered };
  }

  read(text: string, today: string): Promise<readonly Rewording[]> {
    if (this.#closed || !this.#seats.some((seat) => seat.ready) || this.#waiting.length >= MAX_WAITING) {
      return Promise.resolve(NOTHING);
    }
    return new Promise((settle) => {
      const job: Job = { request: { id: this.#nextId, text: text.slice(0, MAX_CHARACTERS), today }, settle };
      this.#nextId += 1;
      const free = this.#seats.find((seat) => seat.ready && seat.job === undefined);
      if (free !== undefined) this.#start(free, job);
      else this.#wait(job);
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#waiting.splice(0)) finish(job, NOTHING);
    await Promise.all(this.#seats.map((seat) => this.#empty(seat)));
  }

  #wait(job: Job): void {
    this.#waiting.push(job);
    job.timer = setTimeout(() => {
      this.#waiting.splice(this.#waiting.indexOf(job), 1);
      job.settle(NOTHING);
    }, this.#settings.budgetMs);
  }

  #start(seat: Seat, job: Job): void {
    clearTimeout(job.timer);
    seat.job = job;
    job.timer = setTimeout(() => this.#overBudget(seat), this.#settings.budgetMs);
    seat.worker?.postMessage(job.request);
  }

  #overBudget(seat: Seat): void {
    this.#ended += 1;
    void this.#empty(seat);
    this.#restartLater(seat);
  }

  async #empty(seat: Seat): Promise<void> {
    clearTimeout(seat.restart);
    const { worker, job } = seat;
    seat.worker = undefined;
    seat.ready = false;
    seat.job = undefined;
    if (job !== undefined) finish(job, NOTHING);
    await worker?.terminate();
  }

  #restartLater(seat: Seat): void {
    if (this.#closed) return;
    const wait = Math.min(this.#settings.restartMs * 2 ** seat.failures, LONGEST_RESTART_MS);
    seat.failures = Math.min(seat.failures + 1, 10);
    seat.restart = setTimeout(() => this.#seat(seat), wait);
    seat.restart.unref();
  }

  #seat(seat: Seat): void {
    if (this.#closed) return;
    const worker = this.#open(seat);
    if (worker === undefined) return;
    // The process ends without asking the workers.
    worker.unref();
    seat.worker = worker;
    worker.on('message', (reply: RecognizerReply) => {
      if (seat.worker === worker) this.#take(seat, reply);
    });
    worker.on('error', () => {
      if (seat.worker !== worker) return;
      void this.#empty(seat);
      this.#restartLater(seat);
    });
  }

  /** A machine that gives no more threads costs the second opinion, never the process. */
  #open(seat: Seat): Worker | undefined {
    try {
      return openWorker();
    } catch {
      this.#restartLater(seat);
      return undefined;
    }
  }

  #take(seat: Seat, reply: RecognizerReply): void {
    if (reply.kind === 'ready') {
      seat.ready = true;
    } else if (seat.job?.request.id === reply.id) {
      this.#answered += 1;
      seat.failures = 0;
      finish(seat.job, reply.rewordings);
      seat.job = undefined;
    }
    const next = seat.job === undefined ? this.#waiting.shift() : undefined;
    if (next !== undefined) this.#start(seat, next);
  }
}

function finish(job: Job, read: readonly Rewording[]): void {
  clearTimeout(job.timer);
  job.settle(read);
}

function openWorker(): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: 128 };
  // Built, the worker is plain JavaScript beside this file.
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./recognizerWorker.js', import.meta.url), { resourceLimits });
  }
  // From the sources a worker does not inherit the loader that runs this file, so it takes its own.
  const here = fileURLToPath(import.meta.url);
  const loader = createRequire(here).resolve('tsx/cjs/api');
  const script = `require(${JSON.stringify(loader)}).require('./recognizerWorker.ts', ${JSON.stringify(here)})`;
  return new Worker(script, { eval: true, resourceLimits });
}
