import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../telemetry/log.js';
import { type CodeLetter, CodeRefused, type CodeSender } from './codeSender.js';

export type CodePostOptions = {
  readonly sender: CodeSender;
  readonly log: Log;
  /** ms since epoch. */
  readonly clock: () => number;
  readonly firstRetryMs?: number;
};

/** Half a minute of tries, with waits that double; a code that comes later than that is asked for again anyway. */
const MOST_TRIES = 7;
const FIRST_RETRY_MS = 500;

/**
 * Sends codes beside the conversation and not in its outbox: there, whatever is said next would wait until the code is
 * sent, and the wait would tell that there is such an order.
 */
export class CodePost {
  readonly #options: CodePostOptions;
  readonly #running = new Set<Promise<void>>();
  readonly #closing = new AbortController();

  constructor(options: CodePostOptions) {
    this.#options = options;
  }

  /** `letter`: undefined where there is nobody to send it to. `settled` is called when it is sent or given up. */
  post(conversationId: string, letter: CodeLetter | undefined, settled: () => Promise<unknown>): void {
    const running = this.#post(conversationId, letter, settled).catch((err: unknown) => {
      this.#options.log.error({ conversationId, err }, 'a code was not noted as sent');
    });
    this.#running.add(running);
    void running.finally(() => this.#running.delete(running));
  }

  /** Cuts what is under way: it is sent anew at the next start. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('closing'));
    await Promise.all(this.#running);
  }

  async #post(conversationId: string, letter: CodeLetter | undefined, settled: () => Promise<unknown>): Promise<void> {
    if (letter !== undefined) await this.#send(conversationId, letter);
    if (!this.#closing.signal.aborted) await settled();
  }

  async #send(conversationId: string, letter: CodeLetter): Promise<void> {
    const { sender, log, clock, firstRetryMs = FIRST_RETRY_MS } = this.#options;
    const { signal } = this.#closing;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await sender.send(letter, signal);
      } catch (err) {
        if (signal.aborted) return;
        const about = { conversationId, letterKey: letter.key, attempt, err };
        if (err instanceof CodeRefused || attempt >= MOST_TRIES || clock() >= letter.goodUntil)
          return log.error(about, 'a code was not sent; the buyer has to ask for another one');
        log.warn(about, 'a code was not sent; it will be tried again');
        await wait(firstRetryMs * 2 ** (attempt - 1), undefined, { signal }).catch(() => undefined);
      }
    }
  }
}
