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

/** Who has asked, and where. */
type Place = { readonly conversationId: string; readonly by: string };
type Sending = { readonly letterKey: string | undefined; readonly stop: AbortController };

/** Half a minute of waits that double between the tries; a code that comes later than that is asked for again anyway. */
const MOST_TRIES = 7;
const FIRST_RETRY_MS = 500;

/**
 * Sends codes beside the conversation and not in its outbox: there, whatever is said next would wait until the code is
 * sent, and the wait would tell that there is such an order.
 */
export class CodePost {
  readonly #options: CodePostOptions;
  readonly #sending = new Map<string, Sending>();
  readonly #running = new Set<Promise<void>>();
  readonly #closing = new AbortController();

  constructor(options: CodePostOptions) {
    this.#options = options;
  }

  /**
   * `letter`: undefined where there is nobody to send it to. `settled` is called once it is sent or given up. The letter
   * before it of the same place is stopped: it would come last, and its code counts no more.
   */
  post(place: Place, letter: CodeLetter | undefined, settled: () => Promise<unknown>): void {
    const id = JSON.stringify([place.conversationId, place.by]);
    this.#sending.get(id)?.stop.abort(new Error('a newer code is sent'));
    const sending: Sending = { letterKey: letter?.key, stop: new AbortController() };
    this.#sending.set(id, sending);
    const { conversationId } = place;
    const running = this.#post(conversationId, letter, sending.stop.signal, settled)
      .catch((err: unknown) => this.#options.log.error({ conversationId, err }, 'a code was not noted as sent'))
      .finally(() => {
        this.#running.delete(running);
        if (this.#sending.get(id) === sending) this.#sending.delete(id);
      });
    this.#running.add(running);
  }

  isSending(letterKey: string): boolean {
    return [...this.#sending.values()].some((sending) => sending.letterKey === letterKey);
  }

  /** Cuts what is under way: it is sent anew at the next start. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('closing'));
    await Promise.all(this.#running);
  }

  async #post(
    conversationId: string,
    letter: CodeLetter | undefined,
    stop: AbortSignal,
    settled: () => Promise<unknown>,
  ): Promise<void> {
    const signal = AbortSignal.any([this.#closing.signal, stop]);
    if (letter === undefined || (await this.#send(conversationId, letter, signal))) await settled();
  }

  /** True: sent or given up. False: cut. */
  async #send(conversationId: string, letter: CodeLetter, signal: AbortSignal): Promise<boolean> {
    const { sender, log, clock, firstRetryMs = FIRST_RETRY_MS } = this.#options;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await sender.send(letter, signal);
        return true;
      } catch (err) {
        if (signal.aborted) return false;
        const about = { conversationId, letterKey: letter.key, attempt, err };
        if (err instanceof CodeRefused || attempt >= MOST_TRIES || clock() >= letter.goodUntil) {
          log.error(about, 'a code was not sent; the buyer has to ask for another one');
          return true;
        }
        log.warn(about, 'a code was not sent; it will be tried again');
        await wait(firstRetryMs * 2 ** (attempt - 1), undefined, { signal }).catch(() => undefined);
        if (signal.aborted) return false;
      }
    }
  }
}
