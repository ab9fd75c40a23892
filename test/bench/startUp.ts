import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/redisServer.js';
import { memoryOf } from './memoryOf.js';

/** Ms from the spawn to /ready 200, and MB then; NaN where there is no /proc. */
export type StartUp = { readonly ms: number; readonly rssMb: number };

const LIMIT_MS = 60_000;

/** Starts the built product as `npm start` does, in the demo, on an empty folder, and ends it. */
export async function startOnce(folder: string): Promise<StartUp> {
  const port = await freePort();
  const dataDir = mkdtempSync(join(folder, 'start-'));
  const from = performance.now();
  const child = spawn(process.execPath, ['dist/index.js'], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const gone = once(child, 'exit');
  try {
    while (!(await isReady(port))) {
      if (child.exitCode !== null || performance.now() - from > LIMIT_MS) throw new Error('bench: no start');
      await sleep(5);
    }
    return { ms: performance.now() - from, rssMb: memoryOf(child.pid).rssMb };
  } finally {
    child.kill('SIGKILL');
    await gone;
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function isReady(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path: '/ready', agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    }).on('error', () => resolve(false));
  });
}
