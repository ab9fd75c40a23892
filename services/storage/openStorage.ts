import { z } from 'zod';
import { ConversationSettings } from '../conversations/conversationSettings.js';
import type { ConversationStore } from '../conversations/conversationStore.js';
import { openEmbeddedConversationStore } from '../conversations/embeddedConversationStore.js';
import type { Counters } from './counters.js';
import { openEmbeddedCounters } from './embeddedCounters.js';
import { openEmbeddedDatabase } from './embeddedDatabase.js';
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
  readonly counters: Counters;
  readonly conversations: ConversationStore;
  close(): Promise<void>;
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
    const [records, counters] = [openEmbeddedRecords(database), openEmbeddedCounters()];
    return { name: settings.store, records, counters, conversations, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}
