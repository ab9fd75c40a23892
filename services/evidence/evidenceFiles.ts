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

/** Whose the files of a message are: the buyer's, or (`agentId`) an agent's who has their conversation. */
export type EvidenceOwner = {
  readonly conversationId: string;
  readonly buyerId: string;
  readonly agentId?: string | undefined;
};

export type StoredEvidence = EvidenceFile &
  EvidenceOwner & {
    /** ms since epoch. */
    readonly keptAt: number;
  };

/**
 * `taken`: a message that names the files is durable. `later`: one may come, and `sweep` finds out an hour later. Else
 * nothing names them, and nothing ever will.
 */
export type Acceptance<Answer> = { readonly taken: boolean | 'later'; readonly answer: Answer };

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
   * those for which there is no room: the buyer has theirs, and agents have theirs. One message of a conversation at a time. What is not taken is dropped again; when
   * `accept` throws, nobody knows, and `sweep` finds out.
   */
  keep<Answer>(
    received: readonly ReceivedFile[],
    owner: EvidenceOwner,
    accept: (files: readonly EvidenceFile[], refused: readonly RefusedFile[]) => Promise<Acceptance<Answer>>,
  ): Promise<Answer>;

  find(fileId: string): Promise<StoredEvidence | undefined>;
  /** Those of a conversation that messages name, in no order. */
  ofConversation(conversationId: string): Promise<readonly StoredEvidence[]>;
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
