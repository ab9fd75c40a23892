import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Json } from '../json.js';
import type { Records } from '../storage/records.js';
import { EmbeddedPart } from './embeddedPart.js';
import { EVIDENCE_LIMITS, EvidenceFile, FileId, type RefusedFile } from './evidenceFile.js';
import type { Acceptance, EvidenceFiles, EvidenceOwner, ReceivedFile, StoredEvidence } from './evidenceFiles.js';
import { cleanFileName } from './fileName.js';

/**
 * Evidence as files in `folder`, which is made (mode 0700) when missing and belongs to this process alone, unless it
 * `isShared` with others on the same records. What the files are is in `records`, and so is what is in doubt: a row in
 * 'evidencePending' for each message under way.
 */
export async function openEmbeddedEvidenceFiles(
  folder: string,
  records: Records,
  clock: () => number,
  isShared: boolean,
): Promise<EvidenceFiles> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Of a process that died: nothing names a part yet. One that is young may be another's that lives.
  const parts = (await readdir(folder)).filter((name) => name.endsWith(PART)).map((name) => join(folder, name));
  const begunBefore = isShared ? clock() - RECEIVED_WITHIN_MS : Number.POSITIVE_INFINITY;
  await Promise.all(parts.map((part) => removeIfOlder(part, begunBefore)));
  return new EmbeddedEvidenceFiles(folder, records, clock);
}

const FILES = 'evidence';
const PENDING = 'evidencePending';
const PART = '.part';
const DAY_MS = 86_400_000;
const PAGE = 100;
/** An upload is over within two minutes. */
const RECEIVED_WITHIN_MS = 3_600_000;

const Stored = EvidenceFile.extend({
  conversationId: z.string(),
  buyerId: z.string(),
  agentId: z.string().optional(),
  keptAt: z.int(),
});
const Pending = z.object({ conversationId: z.string(), since: z.int(), fileIds: z.array(FileId) });
type Pending = z.infer<typeof Pending>;

class EmbeddedEvidenceFiles implements EvidenceFiles {
  readonly #folder: string;
  readonly #records: Records;
  readonly #clock: () => number;
  /** The end of each conversation's line of messages that are being kept. */
  readonly #lines = new Map<string, Promise<unknown>>();
  /** Keys of 'evidencePending' that this process is at work on: a machine that slept an hour must not sweep its own. */
  readonly #held = new Set<string>();

  constructor(folder: string, records: Records, clock: () => number) {
    this.#folder = folder;
    this.#records = records;
    this.#clock = clock;
  }

  async receive(bytes: AsyncIterable<Uint8Array>, given: string) {
    const partId = randomId();
    const part = new EmbeddedPart(this.#path(`${partId}${PART}`));
    try {
      for await (const chunk of bytes) await part.take(chunk);
      const result = await part.end();
      if (typeof result !== 'string') {
        return { kind: 'received', partId, name: cleanFileName(given, result.type), ...result } as const;
      }
      await part.drop();
      return { kind: 'refused', name: cleanFileName(given), why: result } as const;
    } catch (error) {
      await part.drop();
      throw error;
    }
  }

  async discard(received: readonly ReceivedFile[]): Promise<void> {
    await Promise.all(received.map(({ partId }) => rm(this.#path(`${partId}${PART}`), { force: true })));
  }

  keep<Answer>(
    received: readonly ReceivedFile[],
    owner: EvidenceOwner,
    accept: (files: readonly EvidenceFile[], refused: readonly RefusedFile[]) => Promise<Acceptance<Answer>>,
  ): Promise<Answer> {
    return this.#inLine(owner.conversationId, async () => {
      const keptAt = this.#clock();
      const { files, refused } = await this.#assign(received, owner, keptAt);
      if (files.length === 0) return (await accept([], refused)).answer;

      const key = `${tagOf(owner.conversationId)}${randomId()}`;
      const fileIds = files.map(({ fileId }) => fileId);
      const pending = { conversationId: owner.conversationId, since: keptAt, fileIds };
      this.#held.add(key);
      try {
        await this.#store(key, pending, files, { ...owner, keptAt }, received);
        const { taken, answer } = await accept(files, refused);
        // Whatever fails here, the sweep comes to the same end.
        const settle = () => (taken ? this.#records.remove(PENDING, key) : this.#drop(key, pending));
        if (taken !== 'later') await settle().catch(() => undefined);
        return answer;
      } finally {
        this.#held.delete(key);
      }
    });
  }

  async find(fileId: string): Promise<StoredEvidence | undefined> {
    if (!FileId.safeParse(fileId).success) return undefined;
    return readStored((await this.#records.get(FILES, fileId))?.value);
  }

  async read(fileId: string): Promise<Readable | undefined> {
    if (!FileId.safeParse(fileId).success) return undefined;
    try {
      return (await open(this.#path(fileId), 'r')).createReadStream();
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async sweep(
    before: number,
    isNamed: (conversationId: string, fileIds: readonly string[]) => Promise<boolean>,
  ): Promise<void> {
    for await (const { key, value } of this.#rows(PENDING, '')) {
      const pending = Pending.safeParse(value).data;
      if (!pending || pending.since > before || this.#held.has(key)) continue;
      if (await isNamed(pending.conversationId, pending.fileIds)) await this.#records.remove(PENDING, key);
      else await this.#drop(key, pending);
    }
  }

  /** Names for those that there is room for; the others are dropped, and all of them when that cannot be told. */
  async #assign(received: readonly ReceivedFile[], { conversationId, agentId }: EvidenceOwner, now: number) {
    try {
      const earlier = await this.ofConversation(conversationId);
      const isByAgent = agentId !== undefined;
      const mine = earlier.filter((each) => (each.agentId !== undefined) === isByAgent);
      const today = mine.filter(({ keptAt }) => keptAt > now - DAY_MS).length;
      const room = Math.max(0, EVIDENCE_LIMITS.filesADay - today);
      const refused = received.slice(room).map(({ name }): RefusedFile => ({ name, why: 'tooMany' }));
      await this.discard(received.slice(room));
      return { files: named(received.slice(0, room), tagOf(conversationId), earlier), refused };
    } catch (error) {
      await this.discard(received);
      throw error;
    }
  }

  /** First what is in doubt, then what the files are, then the files: at no point is there a file that no row tells of. */
  async #store(
    key: string,
    pending: Pending,
    files: readonly EvidenceFile[],
    owner: EvidenceOwner & { readonly keptAt: number },
    received: readonly ReceivedFile[],
  ): Promise<void> {
    try {
      await this.#records.create(PENDING, key, pending);
      await Promise.all(files.map((file) => this.#records.create(FILES, file.fileId, { ...file, ...owner })));
      await Promise.all(
        files.map(({ fileId }, index) => rename(this.#path(`${received[index]?.partId}${PART}`), this.#path(fileId))),
      );
      await syncFolder(this.#folder);
    } catch (error) {
      await this.discard(received);
      await this.#drop(key, pending).catch(() => undefined);
      throw error;
    }
  }

  /** The row that tells of the doubt goes last: a drop that was cut short is done again. */
  async #drop(key: string, { fileIds }: Pending): Promise<void> {
    await Promise.all(fileIds.map((fileId) => rm(this.#path(fileId), { force: true })));
    await Promise.all(fileIds.map((fileId) => this.#records.remove(FILES, fileId)));
    await this.#records.remove(PENDING, key);
  }

  /** Those that are not in doubt. */
  async ofConversation(conversationId: string): Promise<readonly StoredEvidence[]> {
    const tag = tagOf(conversationId);
    const inDoubt = new Set<string>();
    for await (const { value } of this.#rows(PENDING, tag)) {
      for (const fileId of Pending.safeParse(value).data?.fileIds ?? []) inDoubt.add(fileId);
    }
    const files: StoredEvidence[] = [];
    for await (const { value } of this.#rows(FILES, tag)) {
      const file = readStored(value);
      if (file?.conversationId === conversationId && !inDoubt.has(file.fileId)) files.push(file);
    }
    return files;
  }

  async *#rows(collection: string, prefix: string) {
    let after: string | undefined;
    do {
      const page = await this.#records.list(collection, { prefix, limit: PAGE, ...(after ? { after } : {}) });
      yield* page;
      after = page.length === PAGE ? page.at(-1)?.key : undefined;
    } while (after !== undefined);
  }

  async #inLine<T>(conversationId: string, work: () => Promise<T>): Promise<T> {
    const before = this.#lines.get(conversationId) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#lines.set(conversationId, mine);
    try {
      return await mine;
    } finally {
      if (this.#lines.get(conversationId) === mine) this.#lines.delete(conversationId);
    }
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }
}

function named(received: readonly ReceivedFile[], tag: string, earlier: readonly StoredEvidence[]): EvidenceFile[] {
  const known = new Map<string, string>();
  for (const { sha256, fileId, duplicateOf } of earlier) known.set(sha256, duplicateOf ?? fileId);
  return received.map(({ name, type, size, sha256 }) => {
    const fileId = `${tag}${randomId()}`;
    const duplicateOf = known.get(sha256);
    if (duplicateOf === undefined) known.set(sha256, fileId);
    return { fileId, name, type, size, sha256, ...(duplicateOf === undefined ? {} : { duplicateOf }) };
  });
}

function readStored(value: Json | undefined): StoredEvidence | undefined {
  return Stored.safeParse(value).data;
}

/** So that a conversation's files are one range of keys. */
function tagOf(conversationId: string): string {
  return createHash('sha256').update(conversationId).digest('base64url').slice(0, 10);
}

/** 128 bits. */
function randomId(): string {
  return randomBytes(16).toString('base64url');
}

async function removeIfOlder(path: string, than: number): Promise<void> {
  // Gone already: another process came to the same.
  const begunAt = (await stat(path).catch(() => undefined))?.mtimeMs;
  if (begunAt !== undefined && begunAt < than) await rm(path, { force: true });
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
