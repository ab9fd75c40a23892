// Run by the test of a full disk: `fullDisk.ts <folder>`. Accepts until nothing fits any more; says what was taken and what was refused.
import { openFolder } from './embeddedFolder.js';
import { message, pause } from './material.js';

const storage = await openFolder(process.argv[2] ?? '');
const store = storage.conversations;
const body = { text: 'x'.repeat(8_000) };
const taken: string[] = [];
const refused: string[] = [];

for (let round = 0; refused.length < 20 && round < 10_000; round += 1) {
  await Promise.all(
    Array.from({ length: 16 }, async (_, n) => {
      const conversation = `c${round}-${n}`;
      await store.accept(conversation, message('m', { body })).then(
        () => taken.push(conversation),
        () => refused.push(conversation),
      );
    }),
  );
}
// Reads go on.
for (const conversation of taken) await store.log(conversation, { after: 0, limit: 1 });
// Whatever was left unhandled would have ended the process by now.
await pause(50);
await storage.close();
process.stdout.write(`${JSON.stringify({ taken, refused })}\n`);
