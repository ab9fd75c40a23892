import { z } from 'zod';

/** What is taken, as its own bytes say (fileKind.ts). */
export const EvidenceType = z.enum(['image/png', 'image/jpeg', 'image/webp', 'image/heic', 'application/pdf']);
export type EvidenceType = z.infer<typeof EvidenceType>;

/** Ten characters that stand for the conversation, then 128 random bits. */
export const FileId = z.string().regex(/^[\w-]{32}$/);

/** A file that was kept, as messages, drafts and cases name it. */
export const EvidenceFile = z.object({
  fileId: FileId,
  /** Safe to show and to save under; its ending is that of its type. */
  name: z.string().min(1).max(120),
  type: EvidenceType,
  /** Bytes. */
  size: z.int().min(1),
  /** Hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The file of the same conversation that has the very same bytes. */
  duplicateOf: FileId.optional(),
});
export type EvidenceFile = z.infer<typeof EvidenceFile>;

export const RefusedFile = z.object({
  name: z.string().max(120),
  why: z.enum(['wrongKind', 'tooLarge', 'empty', 'tooMany']),
});
export type RefusedFile = z.infer<typeof RefusedFile>;

/**
 * 10 MB, 5 and 20 are the desk's own: the marketplace publishes no limits of its upload, and asks for ten items at most
 * in other channels (refund rules, section 2). Of a case's 20 the files cannot know, since they come before there is
 * one; so it is 20 a conversation in 24 hours, which a case filed in one sitting cannot tell from 20 a case.
 */
export const EVIDENCE_LIMITS = {
  fileBytes: 10 * 1024 * 1024,
  filesAMessage: 5,
  filesADay: 20,
} as const;

/** How the log names a file. Channels turn it into an address that their clients can read. */
export function evidenceUri(fileId: string): string {
  return `${SCHEME}${fileId}`;
}

/** undefined: it names something else. */
export function fileIdOf(uri: unknown): string | undefined {
  if (typeof uri !== 'string' || !uri.startsWith(SCHEME)) return undefined;
  return FileId.safeParse(uri.slice(SCHEME.length)).data;
}

const SCHEME = 'evidence:';
