import { z } from 'zod';
import { ConversationSettings } from '../conversations/conversationSettings.js';
import type { ConversationStore } from '../conversations/conversationStore.js';
import { openEmbeddedConversationStore } from '../conversations/embeddedConversationStore.js';
import { openRedisConversationStore } from '../conversations/redisConversationStore.js';
import type { Log } from '../telemetry/log.js';
import { type Metrics, NO_METRICS } from '../telemetry/metrics.js';
import type { Counters } from './counters.js';
import { openEmbeddedCounters } from './embeddedCounters.js';
import { openEmbeddedDatabase, openEmbeddedDatabaseBeside, openEmbeddedDatabaseToRead } from './embeddedDatabase.js';
import { openEmbeddedRecords } from './embeddedRecords.js';
import { openEmbeddedWhispers } from './embeddedWhispers.js';
import type { Records } from './records.js';
import { openRedisConnection } from './redisConnection.js';
import { openRedisCounters } from './redisCounters.js';
import { openRedisRecords } from './redisRecords.js';
import { openRedisWhispers } from './redisWhispers.js';
import type { StoreAddress } from './storeAddress.js';
import type { Whispers } from './whispers.js';

const Common = z.object({ conversations: ConversationSettings.prefault({}) });

export const StorageSettings = z.union([
  Common.extend({
    kind: z.literal('embedded').default('embedded'),
    /** The folder of the embedded store; made when missing. */
    dataDir: z.string().min(1).default('./data'),
  }),
  Common.extend({
    kind: z.literal('redis'),
    /** REDIS_URL, parsed where it was read. */
    address: z.custom<StoreAddress>((value) => typeof value === 'object' && value !== null),
    acceptDataLoss: z.boolean().default(false),
  }),
]);
export type StorageSettings = z.infer<typeof StorageSettings>;

/** Everything that is kept, behind its ports. */
export interface Storage {
  readonly name: StorageSettings['kind'];
  readonly records: Records;
  readonly counters: Counters;
  readonly conversations: ConversationStore;
  readonly whispers: Whispers;
  close(): Promise<void>;
}

/**
 * The records to look into while the desk runs: nothing is written, and nobody is in the way of anybody. Rejects with the
 * reason and the remedy.
 */
export async function openRecordsToRead(
  given: z.input<typeof StorageSettings>,
): Promise<{ readonly records: Pick<Records, 'get' | 'list'>; close(): Promise<void> }> {
  const settings = StorageSettings.parse(given);
  if (settings.kind === 'redis') return openRedis(settings, SILENT, NO_METRICS);
  const database = openEmbeddedDatabaseToRead(settings.dataDir);
  return { records: openEmbeddedRecords(database), close: () => database.close() };
}

/** The records to change while the desk runs, or before its first start. Rejects with the reason and the remedy. */
export async function openRecordsBeside(
  given: z.input<typeof StorageSettings>,
): Promise<{ readonly records: Records; close(): Promise<void> }> {
  const settings = StorageSettings.parse(given);
  if (settings.kind === 'redis') return openRedis(settings, SILENT, NO_METRICS);
  const database = openEmbeddedDatabaseBeside(settings.dataDir);
  return { records: openEmbeddedRecords(database), close: () => database.close() };
}

/**
 * Rejects with the reason and the remedy: FolderInUseError (another live process holds `dataDir`), RedisUnreachableError,
 * UnsafeRedisError. `log`: when the store goes away and comes back. `metrics`: how long Redis takes.
 */
export async function openStorage(
  given: z.input<typeof StorageSettings>,
  log: Log = SILENT,
  metrics: Metrics = NO_METRICS,
): Promise<Storage> {
  const settings = StorageSettings.parse(given);
  return settings.kind === 'redis' ? openRedis(settings, log, metrics) : openEmbedded(settings);
}

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function openEmbedded(settings: Extract<StorageSettings, { kind: 'embedded' }>): Promise<Storage> {
  const database = openEmbeddedDatabase(settings.dataDir);
  try {
    const conversations = await openEmbeddedConversationStore(database, settings.conversations);
    const close = async (): Promise<void> => {
      await conversations.close();
      await database.close();
    };
    const [records, counters] = [openEmbeddedRecords(database), openEmbeddedCounters()];
    return { name: settings.kind, records, counters, conversations, whispers: openEmbeddedWhispers(), close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openRedis(
  settings: Extract<StorageSettings, { kind: 'redis' }>,
  log: Log,
  metrics: Metrics,
): Promise<Storage> {
  const connection = await openRedisConnection({ ...settings, log, metrics });
  try {
    const conversations = await openRedisConversationStore(connection, settings.conversations);
    const close = async (): Promise<void> => {
      await conversations.close();
      await connection.close();
    };
    const [records, counters] = [openRedisRecords(connection), openRedisCounters(connection)];
    return {
      name: settings.kind,
      records,
      counters,
      conversations,
      whispers: await openRedisWhispers(connection),
      close,
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}
