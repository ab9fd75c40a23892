import type { Log } from '../telemetry/log.js';
import { type Metrics, NO_METRICS } from '../telemetry/metrics.js';
import { checkServers } from './redisChecks.js';
import { isReply, openLink, type RedisLink } from './redisLinks.js';
import { type RedisScript, type RedisText, redisScript } from './redisScript.js';
import { SHARDS, shardKey } from './redisShards.js';
import type { StoreAddress } from './storeAddress.js';
import { StoreAwayError } from './storeAway.js';

export type RedisOptions = {
  readonly address: StoreAddress;
  /** Starts on a server whose restart loses what was acknowledged. */
  readonly acceptDataLoss: boolean;
  readonly log: Log;
  readonly metrics?: Metrics;
};

type Named<Name extends string, Value> = { readonly [name in Name]: Value };
type More = { readonly keys?: readonly string[]; readonly args?: readonly RedisText[] };

/** Calls reject with StoreAwayError while Redis cannot be reached or takes nothing; within a second, whatever it does. */
export interface RedisConnection {
  /** Shards whose keys one script may name together: all of them, or in a Cluster each for itself. */
  readonly shardGroups: readonly (readonly number[])[];
  run<Key extends string, Arg extends string>(
    script: RedisScript<Key, Arg>,
    keys: Named<Key, string>,
    args: Named<Arg, RedisText | number>,
    more?: More,
  ): Promise<unknown>;
  /** Hears what scripts publish on these channels, a group for each of `shardGroups`. */
  listen(groups: readonly (readonly string[])[], onMessage: (message: string) => void): Promise<void>;
  /** Calls after an interruption: messages may have been missed. */
  onReturn(heard: () => void): void;
  /** Throws when nothing could be written now. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** No call takes longer. Azure's channels wait 15 s and Slack's 3: there is time to try again. */
const ANSWER_WITHIN_MS = 1_000;
/** A server that is just being started by the same hand. */
const START_WITHIN_MS = 5_000;
const START_AGAIN_MS = 250;

/** Rejects with the reason and the remedy when no Redis answers, or one that would lose what is acknowledged. */
export async function openRedisConnection({
  address,
  acceptDataLoss,
  log,
  metrics = NO_METRICS,
}: RedisOptions): Promise<RedisConnection> {
  let isAway = false;
  const onTrouble = (err: unknown): void => {
    if (isAway) return;
    isAway = true;
    log.error({ err }, 'the store is away');
  };
  const link = await connected(address, onTrouble);
  try {
    await checkServers(link, address, acceptDataLoss);
  } catch (error) {
    link.destroy();
    throw error;
  }
  link.onReturn(() => {
    if (!isAway || !link.isReady()) return;
    isAway = false;
    log.info({}, 'the store is back');
  });
  return new LinkedRedis(link, address.kind === 'cluster', metrics.histogram('refund_desk_store_call_seconds', {}));
}

async function connected(address: StoreAddress, onTrouble: (error: unknown) => void): Promise<RedisLink> {
  let isOpen = false;
  const end = performance.now() + START_WITHIN_MS;
  for (;;) {
    try {
      const link = await openLink(address, (error) => isOpen && onTrouble(error));
      isOpen = true;
      return link;
    } catch (error) {
      if (isReply(reasonOf(error)) || performance.now() > end) throw unreachable(address, reasonOf(error));
      await new Promise((resolve) => setTimeout(resolve, START_AGAIN_MS));
    }
  }
}

export class RedisUnreachableError extends Error {
  override readonly name = 'RedisUnreachableError';
}

function unreachable({ nodes }: StoreAddress, reason: unknown): RedisUnreachableError {
  const where = nodes.map(({ host, port }) => `${host}:${port}`).join(', ');
  const why = reason instanceof Error ? reason.message.split('\n')[0] : String(reason);
  return new RedisUnreachableError(
    isReply(reason)
      ? `REDIS_URL: the Redis at ${where} refuses us (${why}): correct the user and password.`
      : `REDIS_URL: no Redis answers at ${where} (${why}): start it, or correct REDIS_URL.`,
  );
}

/** node-redis wraps the failure that made it give up. */
function reasonOf(error: unknown): unknown {
  if (error instanceof Error && 'socketError' in error) return error.socketError;
  return error;
}

const CHECK = redisScript({ keys: 'key', args: '' }, `return redis.call('SET', key, whole(clock()))`);

class LinkedRedis implements RedisConnection {
  readonly shardGroups: readonly (readonly number[])[];
  readonly #link: RedisLink;
  readonly #onAnswer: (seconds: number) => void;
  readonly #onReturn: (() => void)[] = [];
  /** Something was asked and nothing has come back in time: until it does, nothing else is sent. */
  #isSilent = false;
  #closed: Promise<void> | undefined;

  constructor(link: RedisLink, isCluster: boolean, onAnswer: (seconds: number) => void) {
    this.#onAnswer = onAnswer;
    const shards = Array.from({ length: SHARDS }, (_, shard) => shard);
    this.shardGroups = isCluster ? shards.map((shard) => [shard]) : [shards];
    this.#link = link;
    link.onReturn(() => this.#returned());
  }

  run<Key extends string, Arg extends string>(
    script: RedisScript<Key, Arg>,
    keys: Named<Key, string>,
    args: Named<Arg, RedisText | number>,
    more: More = {},
  ): Promise<unknown> {
    const values = script.args.map((name): RedisText => {
      const value: RedisText | number = args[name];
      return typeof value === 'number' ? String(value) : value;
    });
    const options = {
      keys: [...script.keys.map((name) => keys[name]), ...(more.keys ?? [])],
      arguments: [...values, ...(more.args ?? [])],
    };
    return this.#inTime(() => this.#evaluate(script, options));
  }

  listen(groups: readonly (readonly string[])[], onMessage: (message: string) => void): Promise<void> {
    return this.#inTime(() => this.#link.listen(groups, onMessage));
  }

  onReturn(heard: () => void): void {
    this.#onReturn.push(heard);
  }

  async check(): Promise<void> {
    await this.run(CHECK, { key: shardKey(0, 'check') }, {});
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ANSWER_WITHIN_MS);
    });
    await Promise.race([this.#link.close().catch(() => undefined), late]);
    clearTimeout(timer);
    this.#link.destroy();
  }

  async #evaluate({ sha, text }: RedisScript, options: Parameters<RedisLink['eval']>[1]): Promise<unknown> {
    try {
      return await this.#link.evalSha(sha, options);
    } catch (error) {
      // Never seen by this server, or flushed: it was not run.
      if (isReply(error) && error.message.startsWith('NOSCRIPT')) return this.#link.eval(text, options);
      throw error;
    }
  }

  async #inTime<T>(call: () => Promise<T>): Promise<T> {
    if (this.#closed !== undefined) throw new StoreAwayError('the connection to Redis is closed');
    if (this.#isSilent) throw new StoreAwayError('Redis does not answer');
    let timer: NodeJS.Timeout | undefined;
    const from = performance.now();
    const answer = call();
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.#waitFor(answer);
        reject(new StoreAwayError(`Redis did not answer within ${ANSWER_WITHIN_MS} ms`));
      }, ANSWER_WITHIN_MS);
    });
    try {
      return await Promise.race([answer, late]);
    } catch (error) {
      if (!isAway(error)) throw error;
      throw new StoreAwayError(`Redis is away: ${error.message}`, { cause: error });
    } finally {
      clearTimeout(timer);
      this.#onAnswer((performance.now() - from) / 1_000);
    }
  }

  /** Whatever becomes of it, the server has answered or the connection is gone, and the next call sees which. */
  #waitFor(answer: Promise<unknown>): void {
    // In a Cluster the other servers are well.
    this.#isSilent = this.shardGroups.length === 1;
    const over = (): void => {
      this.#isSilent = false;
    };
    answer.then(over, over);
  }

  #returned(): void {
    if (!this.#link.isReady()) return;
    for (const heard of this.#onReturn) heard();
  }
}

/** Replies by which a server says that it takes nothing now; every other one is a mistake of ours. */
const AWAY = /^(?:LOADING|OOM|READONLY|MASTERDOWN|MISCONF|NOREPLICAS|BUSY|CLUSTERDOWN|TRYAGAIN|MOVED|ASK)\b/;

function isAway(error: unknown): error is Error {
  if (!(error instanceof Error) || error instanceof StoreAwayError) return false;
  return !isReply(error) || AWAY.test(error.message);
}
