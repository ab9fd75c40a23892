import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EvidenceFile, evidenceUri } from '../../../services/evidence/evidenceFile.js';
import type { EvidenceFiles, ReceivedFile } from '../../../services/evidence/evidenceFiles.js';
import { sweepEvidence } from '../../../services/evidence/evidenceSweep.js';
import { openEvidenceFiles } from '../../../services/evidence/openEvidenceFiles.js';
import { openStorage } from '../../../services/storage/openStorage.js';
import type { Records } from '../../../services/storage/records.js';

export const OWNER = { conversationId: 'conversation', buyerId: 'buyer' };
export const HOUR_MS = 3_600_000;

export type EvidenceHouse = Awaited<ReturnType<typeof openEvidenceHouse>>;

/** Files and conversations over the real store, in a folder of their own. `wrap` stands between files and records. */
export async function openEvidenceHouse(wrap: (records: Records) => Records = (records) => records) {
  const folder = await mkdtemp(join(tmpdir(), 'evidence-'));
  const now = { aheadMs: 0 };
  const clock = () => Date.now() + now.aheadMs;
  let storage = await openStorage({ dataDir: folder });
  const openFiles = (isShared = false) =>
    openEvidenceFiles({ dataDir: folder, isShared }, wrap(storage.records), clock);
  const house = { files: await openFiles() };

  return Object.assign(house, {
    now,
    /** What a new process finds, after one that was killed. */
    async restart({ isShared = false } = {}): Promise<void> {
      await storage.close();
      storage = await openStorage({ dataDir: folder });
      house.files = await openFiles(isShared);
    },
    /** As if the file had been written so long ago. */
    async age(name: string, ms: number): Promise<void> {
      const then = new Date(Date.now() - ms);
      await utimes(join(folder, 'evidence', name), then, then);
    },
    receive: (bytes: Buffer, name = 'photo.png') => receive(house.files, bytes, name),
    /** A message with these files, accepted as the channel does it. */
    async send(id: string, all: readonly Buffer[], conversationId = OWNER.conversationId) {
      const received = await Promise.all(all.map((bytes) => receive(house.files, bytes, 'photo.png')));
      return house.files.keep(received, { ...OWNER, conversationId }, async (files, refused) => {
        const { kind } = await this.accept(id, files, conversationId);
        return { taken: kind === 'accepted', answer: { kind, files, refused } };
      });
    },
    accept: (id: string, files: readonly EvidenceFile[], conversationId = OWNER.conversationId) =>
      storage.conversations.accept(conversationId, message(id), {
        at: clock(),
        activity: { type: 'message', attachments: files.map(({ fileId }) => ({ contentUrl: evidenceUri(fileId) })) },
      }),
    sweep: () => sweepEvidence({ files: house.files, conversations: storage.conversations, clock }),
    names: async () => (await readdir(join(folder, 'evidence'))).sort(),
    inDoubt: async () => (await storage.records.list('evidencePending')).length,
    rows: async () => (await storage.records.list('evidence')).map(({ key }) => key).sort(),
    async close() {
      await storage.close();
      await rm(folder, { recursive: true });
    },
  });
}

async function receive(files: EvidenceFiles, bytes: Buffer, name: string): Promise<ReceivedFile> {
  const received = await files.receive(inPieces(bytes), name);
  if (received.kind !== 'received') throw new Error(`refused: ${received.why}`);
  return received;
}

/** As they come from a network. */
export async function* inPieces(bytes: Buffer, size = 50): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function message(id: string) {
  return { id, kind: 'buyer', at: Date.now(), buyerId: OWNER.buyerId, channel: 'test', body: {} } as const;
}
