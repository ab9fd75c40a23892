import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FaultPoint } from '../../../bots/turn/probe.js';
import { type Build, makeBuild } from '../run/builds.js';

export type DeskProcess = {
  readonly origin: string;
  /** Where its metrics are, when its settings show them. */
  readonly metricsUrl: string | undefined;
  /** Signs the demo's agent in, once. */
  signInLink(): string | undefined;
  readonly child: ChildProcess;
  /** Resolves with the signal or code that ended it. */
  readonly ended: Promise<NodeJS.Signals | number | null>;
  /** How often it has passed the point that its `fault` names. */
  passes(): number;
  stop(): Promise<void>;
};

/** As it is built, which starts in half the time of its source. */
const PROGRAM = fileURLToPath(new URL('../../../dist/index.js', import.meta.url));
/** The same with a fault, made when the first one is asked for. */
let faulty: Build | undefined;

function faultyProgram(): string {
  if (!faulty) {
    const made = makeBuild(`one-${process.pid}`, [], new URL('./faultyDesk.ts', import.meta.url));
    process.once('exit', made.remove);
    faulty = made;
  }
  return faulty.program;
}

/** A line of a process with a fault. */
const PASSED = 'passed\n';

/** Where, and for the how manieth time there (or each time), it kills itself, or stands still for `hangMs`. */
export type Fault = {
  readonly at: FaultPoint;
  readonly count: number | 'each';
  readonly hangMs?: number;
  /** So long that what comes sooner was let go of, and not taken over. */
  readonly leaseMs?: number;
};

/**
 * Starts the program in the demo on a port of its own, with further settings if any are given. Rejects with what it
 * printed when it does not listen.
 */
export async function startDesk(
  dataDir: string,
  fault?: Fault,
  settings: Readonly<Record<string, string>> = {},
): Promise<DeskProcess> {
  const child = spawn(process.execPath, [fault ? faultyProgram() : PROGRAM], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
      ...settings,
      ...(fault ? { FAULT: JSON.stringify({ ...fault, says: PASSED }) } : {}),
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
      const found = /is ready: http:\/\/[^/]+:(\d+)/.exec(printed)?.[1];
      if (found) resolve(found);
    });
    void ended.then((how) => reject(new Error(`ended with ${how} before it listened: ${printed}`)));
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    metricsUrl: /^Metrics: (\S+?),?(?: |$)/m.exec(printed)?.[1],
    signInLink: () => /^http\S+signIn=\S+$/m.exec(printed)?.[0],
    child,
    ended,
    passes: () => printed.split(PASSED).length - 1,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
