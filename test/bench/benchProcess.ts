import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answer, Question, Ready, Usage } from './control.js';

/** A process of the bench's own, a server or a part of the driver, which does what it is asked and tells what it uses. */
export class BenchProcess {
  readonly #child: ChildProcess;

  private constructor(
    readonly port: number,
    child: ChildProcess,
  ) {
    this.#child = child;
  }

  /** Rejects when it ends before it listens; what it has to say about that is on standard error. */
  static async start(script: string, environment: Readonly<Record<string, string>>): Promise<BenchProcess> {
    const child = fork(fileURLToPath(new URL(script, import.meta.url)), {
      env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...environment },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const { port } = await told<Ready>(child);
    return new BenchProcess(port, child);
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  async usage(): Promise<Usage> {
    return this.ask<Usage>({ ask: 'usage' });
  }

  async profiling(file?: string): Promise<void> {
    await this.ask({ ask: 'profile', ...(file === undefined ? {} : { file }) });
  }

  /** One question is under way at a time. Rejects when it ends meanwhile. */
  ask<T extends Answer>(question: Question): Promise<T> {
    const answer = told<T>(this.#child);
    this.#child.send(question);
    return answer;
  }

  async stop(): Promise<void> {
    if (this.#isGone()) return;
    const gone = once(this.#child, 'exit');
    this.#child.disconnect();
    await gone;
  }

  /** As an operator stops it: what is open is told to come back. */
  async stopWithGrace(): Promise<void> {
    if (this.#isGone()) return;
    const gone = once(this.#child, 'exit');
    this.#child.send({ ask: 'close' } satisfies Question);
    await gone;
  }

  #isGone(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }
}

/** The next message of the child. */
async function told<T>(child: ChildProcess): Promise<T> {
  const ended = new AbortController();
  const onExit = () => ended.abort();
  child.once('exit', onExit);
  try {
    const [message] = await once(child, 'message', { signal: ended.signal });
    // control.ts on the other side says nothing else.
    return message as T;
  } catch (cause) {
    throw new Error(`bench: a process ended with ${child.exitCode ?? child.signalCode}`, { cause });
  } finally {
    child.off('exit', onExit);
  }
}
