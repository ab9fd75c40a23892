import { newFolder, openFolder, removeFolder } from './conversationStore/embeddedFolder.js';
import { recordsContract } from './recordsContract.js';

recordsContract('embedded', async () => {
  const folder = newFolder();
  let storage = await openFolder(folder);
  return {
    records: storage.records,
    close: async () => {
      await storage.close();
      removeFolder(folder);
    },
    reopen: async () => {
      await storage.close();
      storage = await openFolder(folder);
      return storage.records;
    },
  };
});
