import { ConversationSettings } from '../../services/conversations/conversationSettings.js';
import type { ConversationStore } from '../../services/conversations/conversationStore.js';
import { openRedisConversationStore } from '../../services/conversations/redisConversationStore.js';
import { openStorage, type Storage } from '../../services/storage/openStorage.js';
import { openRedisConnection, type RedisConnection } from '../../services/storage/redisConnection.js';
import { StoreAddress } from '../../services/storage/storeAddress.js';
import { StoreAwayError } from '../../services/storage/storeAway.js';
import type { RedisServer } from '../support/redisServer.js';

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** What is kept, over what is in this Redis. */
export function openOn(
  server: Pick<RedisServer, 'url'>,
  settings: Partial<ConversationSettings> = {},
): Promise<Storage> {
  return openStorage({ kind: 'redis', address: StoreAddress.parse(server.url), conversations: settings });
}

export function connectTo(url: string, acceptDataLoss = false): Promise<RedisConnection> {
  return openRedisConnection({ address: StoreAddress.parse(url), acceptDataLoss, log: SILENT });
}

export type FlakyStore = {
  readonly store: ConversationStore;
  /** The next call is carried out, and its answer lost; or it never gets there. */
  lose: 'nothing' | 'answer' | 'call';
  /** Whether it hears what others publish. */
  isDeaf: boolean;
  /** As the connection does when it was made anew. */
  comeBack(): void;
  close(): Promise<void>;
};

/** A store whose connection loses what it is told to lose, once. */
export async function openFlaky(
  server: RedisServer,
  settings: Partial<ConversationSettings> = {},
): Promise<FlakyStore> {
  const connection = await connectTo(server.url);
  const run: RedisConnection['run'] = async (...asked) => {
    const lost = flaky.lose;
    flaky.lose = 'nothing';
    if (lost === 'call') throw new StoreAwayError('lost on the way there');
    const answer = await connection.run(...asked);
    if (lost === 'answer') throw new StoreAwayError('lost on the way back');
    return answer;
  };
  const listen: RedisConnection['listen'] = (groups, onMessage) =>
    connection.listen(groups, (text) => void (flaky.isDeaf || onMessage(text)));
  const returned: (() => void)[] = [];
  const store = await openRedisConversationStore(
    {
      shardGroups: connection.shardGroups,
      run,
      listen,
      onReturn: (heard) => void returned.push(heard),
      check: () => connection.check(),
      close: () => connection.close(),
    },
    ConversationSettings.parse(settings),
  );
  const flaky: FlakyStore = {
    store,
    lose: 'nothing',
    isDeaf: false,
    comeBack: () => {
      for (const heard of returned) heard();
    },
    async close() {
      await store.close();
      await connection.close();
    },
  };
  return flaky;
}
