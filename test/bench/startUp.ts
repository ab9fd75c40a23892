import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

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
    return { ms: performance.now() - from, rssMb: rssMbOf(child.pid) };
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

function rssMbOf(pid: number | undefined): number {
  try {
    const kb = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kb) / 1_024;
  } catch {
    return Number.NaN;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('bench: no free port');
  return address.port;
}
