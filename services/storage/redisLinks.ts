import { createClient, createCluster, createSentinel, ErrorReply } from '@redis/client';
import type { RedisText } from './redisScript.js';
import type { StoreAddress } from './storeAddress.js';

type EvalOptions = { keys: RedisText[]; arguments: RedisText[] };

/** node-redis, the same for one server, Sentinel and Cluster. Anything that cannot be sent at once is refused at once. */
export interface RedisLink {
  evalSha(sha: string, options: EvalOptions): Promise<unknown>;
  eval(text: string, options: EvalOptions): Promise<unknown>;
  /** Every group of channels lies in one slot. Heard again by itself after an interruption. */
  listen(groups: readonly (readonly string[])[], onMessage: (message: string) => void): Promise<void>;
  /** INFO of every server that is written to. */
  infos(): Promise<readonly string[]>;
  isReady(): boolean;
  /** After a connection was made anew: what was published meanwhile was not heard. */
  onReturn(heard: () => void): void;
  /** Waits for what was asked. */
  close(): Promise<void>;
  destroy(): void;
}

const CONNECT_WITHIN_MS = 1_000;
/** A connection on which nothing moves, not even the ping, leads nowhere: the other end is gone without a word. */
const SILENT_FOR_MS = 5_000;
const PING_EVERY_MS = 2_000;

/** Doubles from 25 ms to 300, halved to half as much again: a server that comes back is not met by all at once. */
function reconnectInMs(tries: number): number {
  return Math.min(25 * 2 ** Math.min(tries, 8), 300) * (0.5 + Math.random());
}

/** Connects. Rejects at the first failure; later ones are mended without end. `onTrouble` hears of each. */
export async function openLink(address: StoreAddress, onTrouble: (error: unknown) => void): Promise<RedisLink> {
  const link = linkTo(address, onTrouble);
  try {
    await link.connect();
    return link;
  } catch (error) {
    link.destroy();
    throw error;
  }
}

/** The server itself said no, as opposed to not being reached. */
export function isReply(error: unknown): error is Error {
  return error instanceof ErrorReply;
}

type Connecting = RedisLink & { connect(): Promise<void> };

function linkTo(address: StoreAddress, onTrouble: (error: unknown) => void): Connecting {
  if (address.kind === 'node') return nodeLink(address, onTrouble);
  return address.kind === 'sentinel' ? sentinelLink(address, onTrouble) : clusterLink(address, onTrouble);
}

/** `isUp`: whether it was ever connected. Until then a failure is the caller's to see. */
function clientOptions({ tls, username, password }: StoreAddress, isUp: () => boolean) {
  return {
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    socket: {
      ...(tls ? ({ tls: true } as const) : {}),
      connectTimeout: CONNECT_WITHIN_MS,
      socketTimeout: SILENT_FOR_MS,
      reconnectStrategy: (tries: number) => (isUp() ? reconnectInMs(tries) : false),
    },
    pingInterval: PING_EVERY_MS,
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
  } as const;
}

/** Its own timeout covers only what is not yet sent, and costs a signal a command: RedisConnection has the real one. */
const NO_TIMEOUT = { timeout: 0 };

function nodeLink(address: Extract<StoreAddress, { kind: 'node' }>, onTrouble: (error: unknown) => void): Connecting {
  let isUp = false;
  const [node] = address.nodes;
  const { socket, ...options } = clientOptions(address, () => isUp);
  const commands = createClient({
    ...options,
    socket: { ...socket, ...node },
    database: address.database,
    commandOptions: NO_TIMEOUT,
  });
  // Of its own, so that a flood of news can neither hold up commands nor have them cut off with it.
  const news = commands.duplicate();
  for (const client of [commands, news]) client.on('error', onTrouble);
  return {
    async connect() {
      await Promise.all([commands.connect(), news.connect()]);
      isUp = true;
    },
    evalSha: (sha, evalOptions) => commands.evalSha(sha, evalOptions),
    eval: (text, evalOptions) => commands.eval(text, evalOptions),
    listen: async (groups, onMessage) => {
      await Promise.all(groups.map((channels) => news.sSubscribe([...channels], onMessage)));
    },
    infos: async () => [await commands.info()],
    isReady: () => commands.isReady && news.isReady,
    onReturn(heard) {
      for (const client of [commands, news]) client.on('ready', heard);
    },
    async close() {
      await Promise.all([commands.close(), news.close()]);
    },
    destroy() {
      commands.destroy();
      news.destroy();
    },
  };
}

function sentinelLink(
  address: Extract<StoreAddress, { kind: 'sentinel' }>,
  onTrouble: (error: unknown) => void,
): Connecting {
  let isUp = false;
  const options = clientOptions(address, () => isUp);
  const sentinel = createSentinel({
    name: address.primary,
    sentinelRootNodes: [...address.nodes],
    nodeClientOptions: { ...options, database: address.database },
    sentinelClientOptions: { socket: options.socket },
    commandOptions: NO_TIMEOUT,
    // All commands share one connection; else each would hold one for itself, and wait for it.
    reserveClient: true,
    masterPoolSize: 2,
    scanInterval: 1_000,
  });
  sentinel.on('error', onTrouble).on('client-error', ({ error }: { error: unknown }) => onTrouble(error));
  return {
    async connect() {
      await sentinel.connect();
      isUp = true;
    },
    evalSha: (sha, evalOptions) => sentinel.evalSha(sha, evalOptions),
    eval: (text, evalOptions) => sentinel.eval(text, evalOptions),
    listen: async (groups, onMessage) => {
      await Promise.all(groups.map((channels) => sentinel.sSubscribe([...channels], onMessage)));
    },
    infos: async () => [await sentinel.info()],
    isReady: () => sentinel.isReady,
    onReturn: (heard) => void sentinel.on('ready', heard).on('topology-change', heard),
    close: () => sentinel.close(),
    destroy: () => void sentinel.destroy().catch(onTrouble),
  };
}

function clusterLink(
  address: Extract<StoreAddress, { kind: 'cluster' }>,
  onTrouble: (error: unknown) => void,
): Connecting {
  let isUp = false;
  const defaults = clientOptions(address, () => isUp);
  const cluster = createCluster({
    rootNodes: address.nodes.map((node) => ({ socket: { ...defaults.socket, ...node } })),
    defaults,
    commandOptions: NO_TIMEOUT,
    topologyRefreshOnReconnectionAttemptStrategy: 500,
  });
  cluster.on('error', onTrouble).on('node-error', onTrouble);
  return {
    async connect() {
      await cluster.connect();
      isUp = true;
    },
    evalSha: (sha, evalOptions) => cluster.evalSha(sha, evalOptions),
    eval: (text, evalOptions) => cluster.eval(text, evalOptions),
    listen: async (groups, onMessage) => {
      await Promise.all(groups.map((channels) => cluster.sSubscribe([...channels], onMessage)));
    },
    infos: () => Promise.all(cluster.masters.map(async (node) => (await cluster.nodeClient(node)).info())),
    isReady: () => cluster.isReady,
    onReturn: (heard) => void cluster.on('node-ready', heard),
    close: () => cluster.close(),
    destroy: () => cluster.destroy(),
  };
}
