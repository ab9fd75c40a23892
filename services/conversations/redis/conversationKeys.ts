import { keyPart } from '../../storage/keyPart.js';
import { SHARDS, shardKey, shardOf } from '../../storage/redisShards.js';

/** What all conversations of a shard share. */
export type ShardKeys = {
  readonly shard: number;
  /** ZSET of conversations with something in the inbox: when somebody may take them (a lease's end, or at once). */
  readonly due: string;
  /** STREAM of effects, the first of each conversation; a taken one is pending in its consumer group. */
  readonly outbox: string;
  /** ZSET of [conversation, timer] by the time it falls due. */
  readonly timersDue: string;
  /** HASH conversation -> Summary, and where it stands by time: among all, and (`<buyer> <time> <conversation>`) a buyer's. */
  readonly summaries: string;
  readonly summaryTimes: string;
  readonly buyerSummaries: string;
  /** ZSET of conversations by when something last happened in them. */
  readonly used: string;
  /** The channel on which new lines in logs are published. */
  readonly news: string;
};

export type ConversationKeys = ShardKeys & {
  /** The conversation's id as JSON: what it is called in values. */
  readonly me: string;
  /** HASH: id, buyer, buyerPart, channel; version, fence, owner, until, attempt; state; seq, trimmed... */
  readonly row: string;
  /** LIST of messages as JSON. */
  readonly inbox: string;
  /** LIST of `<when it was written> <line as JSON>`. */
  readonly log: string;
  /** LIST of effects behind the one in the outbox, each as `<key as JSON>\n<the effect as JSON>`. */
  readonly behind: string;
  /** HASH timer -> `<seen id>\n<message id as JSON>\n<body as JSON>`. */
  readonly timers: string;
};

const SHARD_KEYS: readonly ShardKeys[] = Array.from({ length: SHARDS }, (_, shard) => ({
  shard,
  due: shardKey(shard, 'due'),
  outbox: shardKey(shard, 'outbox'),
  timersDue: shardKey(shard, 'timersDue'),
  summaries: shardKey(shard, 'summaries'),
  summaryTimes: shardKey(shard, 'summaryTimes'),
  buyerSummaries: shardKey(shard, 'buyerSummaries'),
  used: shardKey(shard, 'used'),
  news: shardKey(shard, 'news'),
}));

export function keysOfShard(shard: number): ShardKeys {
  const keys = SHARD_KEYS[shard];
  if (keys === undefined) throw new RangeError(`conversations: there is no shard ${shard}`);
  return keys;
}

export function keysOf(conversationId: string): ConversationKeys {
  const id = keyPart(conversationId);
  const shard = shardOf(id);
  const key = (name: string) => shardKey(shard, `${name}:${id}`);
  return {
    ...keysOfShard(shard),
    me: JSON.stringify(conversationId),
    row: key('conversation'),
    inbox: key('inbox'),
    log: key('log'),
    behind: key('behind'),
    timers: key('timers'),
  };
}

/** Back from how an id is called in values. */
export function storedText(json: string): string {
  const id: unknown = JSON.parse(json);
  if (typeof id !== 'string') throw new Error('conversations: a stored id is not a text');
  return id;
}
