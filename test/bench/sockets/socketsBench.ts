import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freePort, openRedisServer } from '../../support/redisServer.js';
import { BenchProcess } from '../benchProcess.js';
import { load } from '../figures.js';
import { memoryOf } from '../memoryOf.js';
import { writeSection } from '../section.js';
import { checkOpenFiles } from './openFiles.js';
import type { Said } from './sayToAll.js';
import type { Back, Heard } from './socketsClient.js';
import { type SocketsRun, socketsSection } from './socketsSection.js';

const { values: options } = parseArgs({
  options: {
    sockets: { type: 'string', default: '10000' },
    store: { type: 'string', default: 'embedded,redis' },
    write: { type: 'string' },
    /** A folder: the desk is profiled into it while it says something to all, and while all come back. */
    profile: { type: 'string' },
  },
});

const CLIENTS = 2;
/** Timers of connections and handshakes end, and what they held is let go. */
const SETTLE_MS = 3_000;

const loadBefore = load();
const sockets = Number(options.sockets);
const openFiles = checkOpenFiles(sockets);
const runs: SocketsRun[] = [];
for (const store of options.store.split(',')) {
  if (store !== 'embedded' && store !== 'redis')
    throw new Error(`bench: --store takes embedded and redis, not "${store}"`);
  runs.push(await run(store));
}
writeSection(options.write, 'bench:sockets', socketsSection(runs, { at: new Date(), loadBefore, sockets, openFiles }));

async function run(store: SocketsRun['store']): Promise<SocketsRun> {
  mkdirSync('.cache', { recursive: true });
  const folder = resolve(mkdtempSync(join('.cache', 'bench-sockets-')));
  const redis = store === 'redis' ? await openRedisServer({ settings: [`dir ${folder}`] }) : undefined;
  const secret = randomBytes(24).toString('base64url');
  const environment = {
    DIRECTLINE_SECRET: secret,
    PORT: String(await freePort()),
    HOST: '127.0.0.1',
    DATA_DIR: join(folder, 'data'),
    ...(redis ? { STORE: 'redis', REDIS_URL: redis.url } : {}),
  };
  const parts: BenchProcess[] = [];
  const startDesk = async () => {
    const desk = await BenchProcess.start('./sockets/socketsServer.js', environment);
    parts.push(desk);
    return desk;
  };
  try {
    let desk = await startDesk();
    const clients: BenchProcess[] = [];
    for (let index = 0; index < CLIENTS; index++) {
      const count = Math.floor(((index + 1) * sockets) / CLIENTS) - Math.floor((index * sockets) / CLIENTS);
      const first = Math.floor((index * sockets) / CLIENTS);
      const own = { ORIGIN: desk.origin, SECRET: secret, FIRST: String(first), COUNT: String(count) };
      const client = await BenchProcess.start('./sockets/socketsClient.js', own);
      parts.push(client);
      clients.push(client);
    }
    const ask = <T extends object>(what: string, number = 0) =>
      Promise.all(clients.map((client) => client.ask<T>({ ask: what, number })));

    const begun = await timed(desk, () => ask('begin'));
    tell(store, `${sockets} conversations begun in ${begun.seconds.toFixed(1)} s`);
    const before = await memory(desk);
    const connected = await timed(desk, () => ask('connect'));
    const after = await memory(desk);
    tell(store, `${sockets} streams open in ${connected.seconds.toFixed(1)} s, ${after.rssMb.toFixed(0)} MB`);

    await startProfile(desk);
    const said = await timed(desk, () => desk.ask<Said>({ ask: 'say', number: 1, count: sockets }));
    const heard = together(await ask<Heard>('heard', 1));
    await endProfile(desk, `${store}-said`);
    const afterwards = await memory(desk);
    tell(store, `said to all: the last one read it after ${heard.lastAt - said.result.firstAt} ms`);

    const stoppedAt = Date.now();
    await desk.stopWithGrace();
    const goneAt = Date.now();
    desk = await startDesk();
    const startedAt = Date.now();
    await startProfile(desk);
    const [, ...backs] = await Promise.all([
      desk.ask<Said>({ ask: 'say', number: 2, count: sockets }),
      ...clients.map((client) => client.ask<Back>({ ask: 'back' })),
    ]);
    const heardAway = together(await ask<Heard>('heard', 2));
    await endProfile(desk, `${store}-back`);
    const { cpuMs } = await desk.usage();
    await ask('leave');
    const back = {
      open: backs.reduce((sum, { open }) => sum + open, 0),
      afterMs: Math.max(...backs.map(({ lastAt }) => lastAt)) - stoppedAt,
      stopMs: goneAt - stoppedAt,
      startMs: startedAt - goneAt,
      misses: backs.reduce((sum, { misses }) => sum + misses, 0),
      cpuMs,
    };
    tell(store, `restarted: ${back.open} are back after ${(back.afterMs / 1_000).toFixed(1)} s`);
    return {
      store,
      memory: { before, after, afterwards },
      begun,
      connected,
      said: {
        writtenMs: said.result.lastAt - said.result.firstAt,
        readMs: heard.lastAt - said.result.firstAt,
        cpuMs: said.cpuMs,
        heard,
      },
      back: { ...back, heard: heardAway },
    };
  } finally {
    for (const part of parts.reverse()) await part.stop();
    await redis?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** After a full collection of garbage; `asItStoodMb` before that. */
async function memory(desk: BenchProcess) {
  await sleep(SETTLE_MS);
  const asItStoodMb = memoryOf(desk.pid).rssMb;
  // The first leaves what has finalisers to the second.
  for (let time = 0; time < 2; time++) await desk.ask({ ask: 'usage', collected: true });
  await sleep(SETTLE_MS);
  return { asItStoodMb, ...memoryOf(desk.pid) };
}

function together(all: readonly Heard[]): Heard {
  return {
    chats: all.reduce((sum, { chats }) => sum + chats, 0),
    faults: all.reduce((sum, { faults }) => sum + faults, 0),
    lastAt: Math.max(...all.map(({ lastAt }) => lastAt)),
    p50: Math.max(...all.map(({ p50 }) => p50)),
    p99: Math.max(...all.map(({ p99 }) => p99)),
    most: Math.max(...all.map(({ most }) => most)),
  };
}

async function timed<T>(desk: BenchProcess, work: () => Promise<T>) {
  const before = await desk.usage();
  const from = performance.now();
  const result = await work();
  const seconds = (performance.now() - from) / 1_000;
  return { result, seconds, cpuMs: (await desk.usage()).cpuMs - before.cpuMs };
}

async function startProfile(desk: BenchProcess): Promise<void> {
  if (options.profile !== undefined) await desk.profiling();
}

async function endProfile(desk: BenchProcess, name: string): Promise<void> {
  if (options.profile !== undefined) await desk.profiling(join(options.profile, `sockets-${name}.cpuprofile`));
}

function tell(store: string, what: string): void {
  process.stdout.write(`${store}: ${what}\n`);
}
