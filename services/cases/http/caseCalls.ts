import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, DelegateBackoff, handleWhen, retry } from 'cockatiel';
import type { z } from 'zod';
import type { Log } from '../../telemetry/log.js';
import { keyToHeader } from '../caseWire.js';
import { CasesAwayError, CasesRefusedError } from './callErrors.js';
import { readAnswer } from './readAnswer.js';
import { RetryBudget } from './retryBudget.js';

export type CaseCallsOptions = {
  /** Below it are `orders` and `cases`. */
  readonly url: string;
  /** Goes as `Authorization: Bearer`. */
  readonly key: string;
  readonly log?: Log | undefined;
  readonly readLimitMs?: number;
  readonly writeLimitMs?: number;
  /** How many calls in a row fail before it is left alone, and for how long. */
  readonly breakAfter?: number;
  readonly leaveAloneMs?: number;
};

/** A turn gives a read 2.5 s. A write is asked about before and after: 2 + 3 + 2 s are well below the 10 s of a turn. */
const READ_LIMIT_MS = 2_000;
const WRITE_LIMIT_MS = 3_000;
const MOST_RETRIES = 2;
const FIRST_PAUSE_MS = 100;
/** Less than this is not worth another try. */
const LEAST_MS = 100;
/** Where three of ten fail, that many in a row come once in 170,000 calls. */
const BREAK_AFTER = 10;
const LEAVE_ALONE_MS = 5_000;

/** Calls to somebody else's system, each within its time. Throws CasesAwayError or CasesRefusedError. */
export class CaseCalls {
  readonly #options: CaseCallsOptions;
  readonly #budget = new RetryBudget();
  readonly #breaker;

  constructor(options: CaseCallsOptions) {
    this.#options = options;
    const { log, breakAfter = BREAK_AFTER, leaveAloneMs = LEAVE_ALONE_MS } = options;
    this.#breaker = circuitBreaker(
      // Who asks to be asked later is there.
      handleWhen((error) => error instanceof CasesAwayError && error.retryAfterMs === undefined),
      { halfOpenAfter: leaveAloneMs, breaker: new ConsecutiveBreaker(breakAfter) },
    );
    this.#breaker.onBreak(() => log?.warn({ leaveAloneMs }, 'the case backend fails, and is left alone for a while'));
    this.#breaker.onReset(() => log?.info({}, 'the case backend answers again'));
  }

  /** Asked again where that may help, as long as there is time and budget. undefined: there is no such thing. */
  async read<T>(path: string, query: Readonly<Record<string, string>>, schema: z.ZodType<T>): Promise<T | undefined> {
    const limitMs = this.#options.readLimitMs ?? READ_LIMIT_MS;
    const until = performance.now() + limitMs;
    const signal = AbortSignal.timeout(limitMs);
    let retries = 0;
    let pauseMs = 0;
    const isWorthIt = (error: Error): boolean => {
      if (!(error instanceof CasesAwayError) || error.cause instanceof BrokenCircuitError) return false;
      // Anywhere within the doubling time, so that those who failed together do not come again together.
      pauseMs = Math.max(error.retryAfterMs ?? 0, Math.random() * FIRST_PAUSE_MS * 2 ** retries);
      retries += 1;
      return retries <= MOST_RETRIES && until - performance.now() - pauseMs > LEAST_MS && this.#budget.take();
    };
    const retrying = retry(handleWhen(isWorthIt), {
      maxAttempts: MOST_RETRIES,
      backoff: new DelegateBackoff(() => pauseMs),
    });
    const target = `${path}?${new URLSearchParams(query)}`;
    return retrying.execute(() => this.#call(target, { method: 'GET' }, signal, schema));
  }

  /** Asked once: whoever calls finds out what became of it before it is asked again. undefined: there is no such thing. */
  write<T>(path: string, key: string, body: object, schema: z.ZodType<T>): Promise<T | undefined> {
    const signal = AbortSignal.timeout(this.#options.writeLimitMs ?? WRITE_LIMIT_MS);
    const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Idempotency-Key': keyToHeader(key) };
    return this.#call(path, { method: 'POST', headers, body: JSON.stringify(body) }, signal, schema);
  }

  async #call<T>(target: string, init: RequestInit, signal: AbortSignal, schema: z.ZodType<T>) {
    const { url, key } = this.#options;
    const headers = { ...init.headers, Accept: 'application/json', Authorization: `Bearer ${key}` };
    const call = async () => {
      try {
        // A redirect would carry the key to wherever it points.
        const response = await fetch(`${url}/${target}`, { ...init, headers, redirect: 'manual', signal });
        return await readAnswer(response, schema);
      } catch (error) {
        throw isCallError(error)
          ? error
          : new CasesAwayError('the case backend was not reached', undefined, { cause: error });
      }
    };
    try {
      const answer = await this.#breaker.execute(call);
      this.#budget.earn();
      return answer;
    } catch (error) {
      if (!(error instanceof BrokenCircuitError)) throw error;
      throw new CasesAwayError('the case backend is left alone: it has failed too often', undefined, { cause: error });
    }
  }
}

function isCallError(error: unknown): boolean {
  return error instanceof CasesAwayError || error instanceof CasesRefusedError;
}
