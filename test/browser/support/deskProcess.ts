import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than a start takes on a machine that is busy with the rest of the tests. */
const START_LIMIT_MS = 20_000;

/** The real server, as `npm start` runs it, with a data folder of its own. */
export type DeskProcess = {
  readonly url: string;
  /** Where its store is, for commands that work on it meanwhile. */
  readonly dataDir: string;
  /** What the last start printed: signs the demo's agent in, once. */
  signInLink(): string;
  /** Ends it without a warning and starts it on the same data and port. */
  restart(): Promise<void>;
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** `settings`: variables of the environment; in the demo's there are none. They may name the desk's own address. */
export async function startDesk(
  settings: (url: string) => Readonly<Record<string, string>> = () => ({}),
): Promise<DeskProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'refund-desk-browser-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  let child: ChildProcess | undefined;
  let said = '';

  async function start(): Promise<void> {
    const { MicrosoftAppId: _app, DIRECTLINE_SECRET: _secret, CASE_BACKEND: _backend, ...inherited } = process.env;
    const started = spawn(process.execPath, ['dist/index.js'], {
      env: { ...inherited, PORT: String(port), DATA_DIR: dataDir, ...settings(url) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    said = '';
    const keep = (chunk: Buffer) => {
      said = `${said}${chunk.toString()}`.slice(-4_000);
    };
    started.stdout.on('data', keep);
    started.stderr.on('data', keep);
    const deadline = Date.now() + START_LIMIT_MS;
    while (!(await isReady(url)) || !said.includes('Refund Desk is ready')) {
      if (started.exitCode !== null || Date.now() > deadline) throw new Error(`the desk did not start:\n${said}`);
      await sleep(50);
    }
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const gone = once(ending, 'exit');
    ending.kill(signal);
    await gone;
  }

  async function stop(): Promise<void> {
    await end('SIGTERM');
    await rm(dataDir, { recursive: true, force: true });
  }

  await start().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    url,
    dataDir,
    signInLink: () => {
      const [link] = /http\S+\/desk\?signIn=\S+/.exec(said) ?? [];
      if (link === undefined) throw new Error(`the start printed no sign-in link:\n${said}`);
      return link;
    },
    start,
    stop,
    kill: () => end('SIGKILL'),
    async restart() {
      await end('SIGKILL');
      await start();
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/ready`).then(
    (answer) => answer.status === 200,
    () => false,
  );
}

/** Known before the start, so that a restart can use it again. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
