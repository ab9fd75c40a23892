import { z } from 'zod';
import { CaseId } from '../refunds/ids.js';
import type { RefundCase } from '../refunds/refundCase.js';
import { everyRecord } from '../storage/everyRecord.js';
import type { Records, Stored } from '../storage/records.js';
import type { Log } from '../telemetry/log.js';
import { postWebhook } from '../webhooks/postWebhook.js';
import { newsId } from './caseNews.js';
import type { CaseOutbox } from './caseOutbox.js';
import { readOpenedCase } from './storedCases.js';

export type CaseEventPostOptions = {
  readonly records: Records;
  readonly url: string;
  readonly secrets: readonly string[];
  readonly log: Log;
  /** ms since epoch. */
  readonly clock: () => number;
  readonly firstRetryMs?: number;
  readonly lookEveryMs?: number;
};

/** Case and line of its history -> what is still to be told. */
const DUE = 'caseEventsDue';
const Due = z.object({ notedAt: z.int(), attempt: z.int(), notBefore: z.int() });
type Due = z.infer<typeof Due>;

const TIMEOUT_MS = 10_000;
/** Longer than a try takes: one that is taken comes again only after its process has died. */
const CLAIM_MS = 30_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 3_600_000;
/** Twelve while the wait doubles up to an hour, then one an hour: a week. */
const GIVE_UP_AFTER = 180;
/** A case is written within a moment of the note; one that is not by then will not be. */
const FORGET_AFTER_MS = 600_000;
const LOOK_EVERY_MS = 1_000;
const AT_ONCE = 8;

/**
 * Tells somebody's system what happens to cases, signed, at least once each and in order within a case. What cannot be told for
 * a week is set aside for the operator (collection `setAside`).
 */
export class CaseEventPost implements CaseOutbox {
  readonly #options: CaseEventPostOptions;
  readonly #closing = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #again = false;

  constructor(options: CaseEventPostOptions) {
    this.#options = options;
  }

  async note(caseId: CaseId, from: number, to: number): Promise<void> {
    const { records, clock } = this.#options;
    const due: Due = { notedAt: clock(), attempt: 0, notBefore: 0 };
    for (let nth = from; nth <= to; nth += 1) await records.create(DUE, keyOf(caseId, nth), due);
  }

  /** Takes up what an earlier process left, and goes on doing so. */
  start(): void {
    this.#timer = setInterval(() => this.wake(), this.#options.lookEveryMs ?? LOOK_EVERY_MS);
    this.wake();
  }

  wake(): void {
    this.#again = true;
    if (this.#looking || this.#timer === undefined) return;
    this.#looking = this.#look()
      .catch((err: unknown) => this.#options.log.error({ err }, 'events of cases could not be looked for'))
      .finally(() => {
        this.#looking = undefined;
      });
  }

  /** Cuts what is under way: it is told anew at the next start. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#closing.abort(new Error('closing'));
    await this.#looking;
  }

  async #look(): Promise<void> {
    while (this.#again && !this.#closing.signal.aborted) {
      this.#again = false;
      const ofCases = new Map<string, Stored[]>();
      for (const stored of await everyRecord(this.#options.records, DUE, '')) {
        const { caseId } = placeOf(stored.key);
        ofCases.set(caseId, [...(ofCases.get(caseId) ?? []), stored]);
      }
      const waiting = [...ofCases.values()];
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (let next = waiting.shift(); next; next = waiting.shift()) await this.#tellInOrder(next);
        }),
      );
    }
  }

  async #tellInOrder(events: readonly Stored[]): Promise<void> {
    for (const stored of events) if (this.#closing.signal.aborted || !(await this.#tell(stored))) return;
  }

  /** False: it still has to be told, and what comes after it waits. */
  async #tell({ key, value, version }: Stored): Promise<boolean> {
    const { records, clock, log } = this.#options;
    const due = Due.parse(value);
    if (due.notBefore > clock()) return false;
    const { caseId, nth } = placeOf(key);
    const refundCase = await readOpenedCase(records, caseId);
    if (!refundCase || refundCase.history.length < nth) {
      const isOver = clock() - due.notedAt > FORGET_AFTER_MS;
      if (isOver) await records.remove(DUE, key);
      return isOver;
    }
    const attempt = due.attempt + 1;
    const taken = { ...due, attempt, notBefore: clock() + CLAIM_MS };
    if (!(await records.replace(DUE, key, version, taken))) return false;
    const failed = await this.#post(refundCase, nth);
    if (failed === undefined) {
      await records.remove(DUE, key);
      return true;
    }
    if (attempt >= GIVE_UP_AFTER) {
      log.error({ caseId, nth, attempt, why: failed }, 'an event of a case was not told and is set aside');
      await records.create('setAside', `caseEvent/${key}`, { caseId, nth, why: failed });
      await records.remove(DUE, key);
      return true;
    }
    const delayMs = this.#delayMs(attempt);
    log.warn({ caseId, nth, attempt, why: failed, delayMs }, 'an event of a case was not told; it will be tried again');
    await records.replace(DUE, key, version + 1, { ...taken, notBefore: clock() + delayMs });
    return false;
  }

  /** Why it was not told; undefined: it was. */
  async #post(refundCase: RefundCase, nth: number): Promise<string | undefined> {
    const { url, secrets, clock } = this.#options;
    const { caseId, reference, history } = refundCase;
    const line = history[nth - 1];
    if (!line) return 'there is no such line';
    const body = JSON.stringify({
      type: `case.${line.event}`,
      timestamp: new Date(line.at).toISOString(),
      data: { caseId, reference, nth, event: line.event },
    });
    const id = newsId({ caseId, history: history.slice(0, nth) });
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    try {
      const status = await postWebhook({ url, secrets, id, at: clock(), body, signal });
      return status >= 200 && status < 300 ? undefined : `answered ${status}`;
    } catch (error) {
      return error instanceof Error ? error.message : 'not reached';
    }
  }

  /** Doubles up to an hour, with up to a quarter of jitter so that a system that recovers is not met by all at once. */
  #delayMs(attempt: number): number {
    const first = this.#options.firstRetryMs ?? FIRST_RETRY_MS;
    return Math.round(Math.min(LONGEST_RETRY_MS, first * 2 ** Math.min(20, attempt - 1)) * (1 + Math.random() / 4));
  }
}

/** In the order in which they happened. */
function keyOf(caseId: CaseId, nth: number): string {
  return `${caseId}/${String(nth).padStart(4, '0')}`;
}

function placeOf(key: string): { readonly caseId: CaseId; readonly nth: number } {
  const [caseId, nth] = key.split('/');
  return { caseId: CaseId.parse(caseId), nth: Number(nth) };
}
