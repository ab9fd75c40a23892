import { z } from 'zod';
import { ConversationSettings } from '../conversations/conversationSettings.js';
import type { ConversationStore } from '../conversations/conversationStore.js';
import { openEmbeddedConversationStore } from '../conversations/embeddedConversationStore.js';
import { openEmbeddedDatabase, openEmbeddedDatabaseToRead } from './embeddedDatabase.js';
import { openEmbeddedRecords } from './embeddedRecords.js';
import type { Records } from './records.js';

export const StorageSettings = z.object({
  store: z.enum(['embedded']).default('embedded'),
  /** The folder of the embedded store; made when missing. */
  dataDir: z.string().min(1).default('./data'),
  conversations: ConversationSettings.prefault({}),
});
export type StorageSettings = z.infer<typeof StorageSettings>;

/** Everything that is kept, behind its ports. */
export interface Storage {
  readonly name: StorageSettings['store'];
  readonly records: Records;
  readonly conversations: ConversationStore;
  close(): Promise<void>;
}

/** The records to look into while the desk runs: nothing is written, and nobody is in the way of anybody. */
export function openRecordsToRead(given: Pick<z.input<typeof StorageSettings>, 'store' | 'dataDir'>): {
  readonly records: Pick<Records, 'get' | 'list'>;
  close(): Promise<void>;
} {
  const database = openEmbeddedDatabaseToRead(StorageSettings.parse(given).dataDir);
  return { records: openEmbeddedRecords(database), close: () => database.close() };
}

/** FolderInUseError: another live process holds `dataDir`. */
export async function openStorage(given: z.input<typeof StorageSettings>): Promise<Storage> {
  const settings = StorageSettings.parse(given);
  const database = openEmbeddedDatabase(settings.dataDir);
  try {
    const conversations = await openEmbeddedConversationStore(database, settings.conversations);
    const close = async (): Promise<void> => {
      await conversations.close();
      await database.close();
    };
    return { name: settings.store, records: openEmbeddedRecords(database), conversations, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}
