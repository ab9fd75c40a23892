import { DirectLineClient, type SeenActivity } from '../../support/directLineClient.js';
import type { StreamClient } from '../../wire/support/streamClient.js';
import { openStream } from './openStream.js';

/** Processes behind one round-robin, as a load balancer is, and clients that try again, as those of Direct Line do. */
export class DeskPool {
  /** Of the processes that may be asked, in turn. */
  readonly origins: string[] = [];
  /** How often a client had to ask again. */
  retries = 0;
  /** With which codes streams were closed on their clients. */
  readonly codes: number[] = [];
  #asked = 0;

  /** Asks one process after the other until one does it: again after a refusal, a reset or a 503. */
  async ask<T>(call: (origin: string) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      this.#asked += 1;
      const origin = this.origins[this.#asked % this.origins.length] ?? '';
      try {
        return await call(origin);
      } catch (error) {
        if (tries === MOST_TRIES || !isPassing(error)) throw error;
        this.retries += 1;
        await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
      }
    }
  }
}

/** A whole conversation over the pool: each request goes to whoever is next, the stream is opened again when it is closed. */
export class PooledChat {
  readonly #pool: DeskPool;
  readonly client = new DirectLineClient('');
  readonly #seen: SeenActivity[] = [];
  #stream: StreamClient | undefined;
  #isLeaving = false;
  #following: Promise<void> | undefined;
  #watermark = '0';

  constructor(pool: DeskPool) {
    this.#pool = pool;
  }

  async begin(): Promise<void> {
    await this.#at(() => this.client.start());
    await this.#connect();
  }

  /** Resolves when it is acknowledged. */
  async post(id: string, text: string): Promise<void> {
    await this.#at(() => this.client.post(id, text));
  }

  /** Everything that the stream has brought, in its order, over all connections. */
  get seen(): readonly SeenActivity[] {
    return [...this.#seen, ...(this.#stream ? activitiesOf(this.#stream) : [])];
  }

  /** The whole transcript, by plain requests. */
  activities(): Promise<readonly SeenActivity[]> {
    return this.#at(() => this.client.activities());
  }

  /** Rejects when the stream could not be opened again. */
  async leave(): Promise<void> {
    this.#isLeaving = true;
    this.#stream?.socket.close();
    await this.#following;
  }

  /** Each request with its own origin, though others of the same client are under way. */
  #at<T>(call: () => Promise<T>): Promise<T> {
    return this.#pool.ask((origin) => {
      this.client.origin = origin;
      return call();
    });
  }

  async #connect(): Promise<void> {
    const watermark = this.#stream?.frames.at(-1)?.watermark;
    if (this.#stream) this.#seen.push(...activitiesOf(this.#stream));
    this.#stream = undefined;
    this.#watermark = watermark ?? this.#watermark;
    const stream = await this.#pool.ask((origin) => openStream({ origin }, this.client, this.#watermark));
    this.#stream = stream;
    this.#following = stream.closed.then((code) => {
      if (this.#isLeaving) return undefined;
      this.#pool.codes.push(code);
      return this.#connect();
    });
  }
}

const MOST_TRIES = 10;
/** What our 503 says is a second; what is refused by a process that has gone may be asked elsewhere at once. */
const RETRY_AFTER_MS = 50;

/** Refused, reset, or not now: the same may be asked again, and is asked elsewhere. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const cause = error.cause instanceof Error && 'code' in error.cause ? error.cause.code : undefined;
  const code = 'code' in error ? error.code : cause;
  return PASSING.includes(String(code)) || / 503\b/.test(error.message);
}

const PASSING: readonly string[] = ['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE'];

function activitiesOf(stream: StreamClient): readonly SeenActivity[] {
  return stream.frames.flatMap(({ activities }) => activities) satisfies readonly SeenActivity[];
}
