import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Question, Ready, Usage } from './control.js';

/** A server in a process of its own, which can be asked what it uses. */
export class ServerProcess {
  readonly #child: ChildProcess;

  private constructor(
    readonly origin: string,
    child: ChildProcess,
  ) {
    this.#child = child;
  }

  /** Rejects when it ends before it listens; what it has to say about that is on standard error. */
  static async start(script: string, environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
    const child = fork(fileURLToPath(new URL(script, import.meta.url)), {
      env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...environment },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const { port } = await told<Ready>(child);
    return new ServerProcess(`http://127.0.0.1:${port}`, child);
  }

  async usage(): Promise<Usage> {
    return this.#ask({ ask: 'usage' });
  }

  async profiling(file?: string): Promise<void> {
    await this.#ask({ ask: 'profile', ...(file === undefined ? {} : { file }) });
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.disconnect();
    await gone;
  }

  #ask(question: Question): Promise<Usage> {
    const answer = told<Usage>(this.#child);
    this.#child.send(question);
    return answer;
  }
}

/** The next message of the child. One is under way at a time. */
async function told<T>(child: ChildProcess): Promise<T> {
  const ended = new AbortController();
  const onExit = () => ended.abort();
  child.once('exit', onExit);
  try {
    const [message] = await once(child, 'message', { signal: ended.signal });
    // control.ts on the other side says nothing else.
    return message as T;
  } catch (cause) {
    throw new Error(`bench: the server ended with ${child.exitCode ?? child.signalCode}`, { cause });
  } finally {
    child.off('exit', onExit);
  }
}
