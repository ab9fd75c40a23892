import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureProgram } from './ensureProgram.js';

/**
 * Where redis-server is: REDIS_SERVER_PATH, else Debian's, which is installed when it may be.
 * The test command calls it before the tests that start one.
 * @public
 */
export function redisServerPath(): Promise<string> {
  return ensureProgram({
    name: 'redis-server',
    neededFor: 'the tests on a real Redis',
    pathVariable: 'REDIS_SERVER_PATH',
    usualPath: '/usr/bin/redis-server',
    debianPackage: 'redis-server',
  });
}

export type RedisServer = {
  readonly port: number;
  readonly url: string;
  /** kill -9, as often as one likes. */
  kill(): Promise<void>;
  /** On the same port and folder; resolves once it answers. */
  start(): Promise<void>;
  /** SIGSTOP: connections stay open, nothing is answered. */
  freeze(): void;
  thaw(): void;
  /** One command without a client; its reply as text, RESP and all. */
  ask(...command: readonly string[]): Promise<string>;
  /** Ends it and removes its folder. */
  close(): Promise<void>;
};

export type RedisServerOptions = {
  /** Further lines of its configuration, each as `name value`. */
  readonly settings?: readonly string[];
  readonly sentinel?: true;
  readonly port?: number;
};

/** A Redis of the test's own, on a port and in a folder of its own, with an append-only file. Close it. */
export async function openRedisServer({
  settings = [],
  sentinel,
  port: wanted,
}: RedisServerOptions = {}): Promise<RedisServer> {
  const path = await redisServerPath();
  const folder = await mkdtemp(join(tmpdir(), 'redis-'));
  const port = wanted ?? (await freePort());
  const configuration = join(folder, 'redis.conf');
  const lines = ['bind 127.0.0.1', `port ${port}`, `dir ${folder}`, 'daemonize no', ...(sentinel ? [] : DURABLE)];
  await writeFile(configuration, [...lines, ...settings].join('\n'));
  let child: ChildProcess | undefined;

  const server: RedisServer = {
    port,
    url: `redis://127.0.0.1:${port}`,
    async kill() {
      if (child?.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    async start() {
      child = spawn(path, [configuration, ...(sentinel ? ['--sentinel'] : [])], { stdio: 'ignore' });
      const end = Date.now() + STARTS_WITHIN_MS;
      while (!(await server.ask('PING').catch(() => '')).startsWith('+PONG')) {
        if (child.exitCode !== null) throw new Error(`redis-server ended with ${child.exitCode}`);
        if (Date.now() > end) {
          child.kill('SIGKILL');
          throw new Error('redis-server does not answer');
        }
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    ask: (...command) => ask(port, command),
    async close() {
      await server.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

const DURABLE = ['appendonly yes', 'appendfsync everysec', 'save ""'];
const STARTS_WITHIN_MS = 10_000;

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Resolves with the first bytes of the reply that end a line and are whole, as far as its length is told. */
async function ask(port: number, command: readonly string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`*${command.length}\r\n${command.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`);
  let reply = '';
  try {
    for await (const chunk of socket) {
      reply += String(chunk);
      const length = /^\$(\d+)\r\n/.exec(reply);
      if (length ? Buffer.byteLength(reply) >= Number(length[1]) + length[0].length + 2 : reply.endsWith('\r\n')) break;
    }
    return reply;
  } finally {
    socket.destroy();
  }
}
