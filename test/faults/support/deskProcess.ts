import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type DeskProcess = {
  readonly origin: string;
  readonly child: ChildProcess;
  /** Resolves with the signal or code that ended it. */
  readonly ended: Promise<NodeJS.Signals | number | null>;
  stop(): Promise<void>;
};

const PROGRAM = fileURLToPath(new URL('../../../index.ts', import.meta.url));
const KILLABLE = fileURLToPath(new URL('./killableDesk.ts', import.meta.url));

/**
 * Starts the program in the demo on a port of its own, with further settings if any are given. Rejects with what it
 * printed when it does not listen.
 */
export async function startDesk(
  dataDir: string,
  kill?: { readonly at: string; readonly count: number },
  settings: Readonly<Record<string, string>> = {},
): Promise<DeskProcess> {
  const child = spawn(process.execPath, ['--import=tsx', kill ? KILLABLE : PROGRAM], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
      ...settings,
      ...(kill ? { KILL_AT: kill.at, KILL_COUNT: String(kill.count) } : {}),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit').then(([code, signal]) => signal ?? code);
  let printed = '';
  const port = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      printed += chunk;
    });
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      const found = /(?:listening |is ready: http:\/\/[^/]+:)(\d+)/.exec(printed)?.[1];
      if (found) resolve(found);
    });
    void ended.then((how) => reject(new Error(`ended with ${how} before it listened: ${printed}`)));
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    child,
    ended,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
