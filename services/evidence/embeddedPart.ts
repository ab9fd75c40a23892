import { createHash } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { EVIDENCE_LIMITS, type EvidenceType, type RefusedFile } from './evidenceFile.js';
import { fileKind, HEAD_BYTES } from './fileKind.js';

type Whole = { readonly type: EvidenceType; readonly size: number; readonly sha256: string };

/** One file on its way to the disk. What will be refused is read on, but no longer written. */
export class EmbeddedPart {
  readonly #path: string;
  readonly #hash = createHash('sha256');
  #head: Buffer = Buffer.alloc(0);
  #handle: FileHandle | undefined;
  #type: EvidenceType | undefined;
  #size = 0;
  #refused: RefusedFile['why'] | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  async take(chunk: Uint8Array): Promise<void> {
    this.#size += chunk.length;
    if (this.#refused) return;
    if (this.#size > EVIDENCE_LIMITS.fileBytes && this.#handle) {
      this.#refused = 'tooLarge';
      await this.drop();
      return;
    }
    if (this.#handle) return this.#write(chunk);
    this.#head = Buffer.concat([this.#head, chunk]);
    if (this.#head.length >= HEAD_BYTES) await this.#begin();
  }

  /** What it is, once it is on the disk to stay; or why it will not be taken. */
  async end(): Promise<Whole | RefusedFile['why']> {
    if (this.#size === 0) return 'empty';
    if (!this.#handle && !this.#refused) await this.#begin();
    if (this.#refused || !this.#handle || !this.#type) return this.#refused ?? 'wrongKind';
    await this.#handle.sync();
    await this.#handle.close();
    this.#handle = undefined;
    return { type: this.#type, size: this.#size, sha256: this.#hash.digest('hex') };
  }

  async drop(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
    await rm(this.#path, { force: true });
  }

  async #begin(): Promise<void> {
    this.#type = fileKind(this.#head);
    if (!this.#type) this.#refused = 'wrongKind';
    else if (this.#size > EVIDENCE_LIMITS.fileBytes) this.#refused = 'tooLarge';
    if (this.#refused) return;
    this.#handle = await open(this.#path, 'wx', 0o600);
    await this.#write(this.#head);
  }

  async #write(chunk: Uint8Array): Promise<void> {
    this.#hash.update(chunk);
    await this.#handle?.writeFile(chunk);
  }
}
