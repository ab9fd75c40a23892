import type { Readable } from 'node:stream';
import type { EvidenceFile, EvidenceType, RefusedFile } from './evidenceFile.js';

/** On the disk, but nobody's yet. */
export type ReceivedFile = {
  readonly kind: 'received';
  readonly partId: string;
  readonly name: string;
  readonly type: EvidenceType;
  readonly size: number;
  readonly sha256: string;
};

export type StoredEvidence = EvidenceFile & {
  readonly conversationId: string;
  readonly buyerId: string;
  /** ms since epoch. */
  readonly keptAt: number;
};

/** `taken`: a message that names the files is durable. Else nothing names them, and nothing ever will. */
export type Acceptance<Answer> = { readonly taken: boolean; readonly answer: Answer };

/**
 * PORT. What buyers send as proof. A file is durable, under its final name, before the message that names it is accepted;
 * one that no accepted message names is gone in the end, whatever was cut short where.
 */
export interface EvidenceFiles {
  /**
   * Reads the bytes to their end, whatever is in them. Throws what they throw, or when the disk cannot take them:
   * nothing is left then.
   */
  receive(
    bytes: AsyncIterable<Uint8Array>,
    name: string,
  ): Promise<ReceivedFile | (RefusedFile & { readonly kind: 'refused' })>;

  /** Drops what was received and will not be kept. */
  discard(received: readonly ReceivedFile[]): Promise<void>;

  /**
   * Gives the files of one message to its conversation and calls `accept` with those that are kept, in order, and
   * those for which there is no room. One message of a conversation at a time. What is not taken is dropped again; when
   * `accept` throws, nobody knows, and `sweep` finds out.
   */
  keep<Answer>(
    received: readonly ReceivedFile[],
    owner: { readonly conversationId: string; readonly buyerId: string },
    accept: (files: readonly EvidenceFile[], refused: readonly RefusedFile[]) => Promise<Acceptance<Answer>>,
  ): Promise<Answer>;

  find(fileId: string): Promise<StoredEvidence | undefined>;
  /** The bytes; undefined where there are none. The caller reads or destroys the stream. */
  read(fileId: string): Promise<Readable | undefined>;

  /**
   * Settles what has been in doubt since before `before` (ms since epoch): `isNamed` looks into the conversation's log
   * for a message that names one of the files. Named: kept for good. Not named: gone.
   */
  sweep(
    before: number,
    isNamed: (conversationId: string, fileIds: readonly string[]) => Promise<boolean>,
  ): Promise<void>;
}
