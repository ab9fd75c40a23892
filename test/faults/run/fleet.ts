import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../../support/redisServer.js';
import type { Build } from './builds.js';

export type FleetOptions = {
  readonly size: number;
  readonly build: Build;
  readonly environment: Readonly<Record<string, string>>;
};

const LISTENS_WITHIN_MS = 30_000;
/** What a process says that could not start because the store was away: its supervisor starts it again. */
const STORE_WAS_AWAY = /StoreAwayError|RedisUnreachableError/;

/** Processes of the program, each at a place (an address) of its own, where one that ended is followed by the next. */
export class Fleet {
  readonly #environment: Readonly<Record<string, string>>;
  readonly #places: Place[] = [];

  private constructor(environment: Readonly<Record<string, string>>) {
    this.#environment = environment;
  }

  static async start({ size, build, environment }: FleetOptions): Promise<Fleet> {
    const fleet = new Fleet(environment);
    for (let index = 0; index < size; index++) {
      const port = await freePort();
      fleet.#places.push(new Place(port, build, fleet.#environment));
    }
    await Promise.all(fleet.#places.map((place) => place.start()));
    return fleet;
  }

  get origins(): readonly string[] {
    return this.#places.map(({ origin }) => origin);
  }

  /** Does something to one that runs, by chance, and to which nothing else is being done; nothing where there is none. */
  async toAny(break_: (place: Place) => Promise<void>): Promise<void> {
    const sound = this.#places.filter(({ isRunning, isTaken }) => isRunning && !isTaken);
    const place = sound[Math.floor(Math.random() * sound.length)];
    if (place) await place.take(break_);
  }

  get places(): readonly Place[] {
    return this.#places;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#places.map((place) => place.kill()));
  }
}

/** An address, and the process that is there. */
export class Place {
  readonly origin: string;
  #child: ChildProcess | undefined;
  #isListening = false;
  isTaken = false;

  constructor(
    readonly port: number,
    public build: Build,
    private readonly environment: Readonly<Record<string, string>>,
  ) {
    this.origin = `http://127.0.0.1:${port}`;
  }

  get isRunning(): boolean {
    return this.#isListening;
  }

  async take(break_: (place: Place) => Promise<void>): Promise<void> {
    this.isTaken = true;
    try {
      await break_(this);
    } finally {
      this.isTaken = false;
    }
  }

  /**
   * Resolves once it listens. One that ends because the store is away is started again, as by any supervisor. Rejects with
   * what it printed when it ends otherwise, or does not listen in time.
   */
  async start(): Promise<void> {
    for (const end = Date.now() + LISTENS_WITHIN_MS; ; ) {
      try {
        return await this.#startOnce();
      } catch (error) {
        const isAway = error instanceof Error && STORE_WAS_AWAY.test(error.message);
        if (!isAway || Date.now() > end) throw error;
      }
    }
  }

  async #startOnce(): Promise<void> {
    const child = spawn(process.execPath, [this.build.program], {
      env: {
        PATH: process.env['PATH'],
        NODE_ENV: 'production',
        LOG_LEVEL: 'silent',
        ...this.environment,
        PORT: String(this.port),
        HOST: '127.0.0.1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    let printed = '';
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`does not listen: ${printed}`)), LISTENS_WITHIN_MS);
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (chunk: string) => {
          if (printed.length < 10_000) printed += chunk;
          if (printed.includes('is ready: ')) done(resolve);
        });
      }
      child.once('exit', (code, signal) => {
        this.#isListening = false;
        done(() => reject(new Error(`ended with ${signal ?? code} before it listened: ${printed}`)));
      });
      function done(then: () => void): void {
        clearTimeout(timer);
        then();
      }
    });
    this.#isListening = true;
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child?.kill(signal);
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** SIGTERM; answers with the code it ended with, or the signal. */
  async terminate(): Promise<number | string | null> {
    return this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<number | string | null> {
    const child = this.#child;
    this.#isListening = false;
    if (!child) return null;
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
    return child.signalCode ?? child.exitCode;
  }
}
