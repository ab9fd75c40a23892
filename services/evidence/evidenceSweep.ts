import type { ConversationStore } from '../conversations/conversationStore.js';
import type { Json } from '../json.js';
import type { Log } from '../telemetry/log.js';
import { fileIdOf } from './evidenceFile.js';
import type { EvidenceFiles } from './evidenceFiles.js';

export type EvidenceSweepOptions = {
  readonly files: EvidenceFiles;
  readonly conversations: Pick<ConversationStore, 'log'>;
  /** ms since epoch. */
  readonly clock: () => number;
  readonly log: Log;
};

/** An upload is over within two minutes; an hour is no loss, and leaves whoever looks into an accident its traces. */
const IN_DOUBT_FOR_MS = 3_600_000;
const EVERY_MS = 600_000;

/**
 * Drops files whose message was never accepted. The conversation's log is asked, because accepting a message and
 * writing it there is one step: neither a crash right behind it, nor a turn that fails, nor a week of standing
 * still makes a named file look unnamed.
 */
export function startEvidenceSweep(options: EvidenceSweepOptions): { close(): Promise<void> } {
  let sweeping: Promise<void> | undefined;
  const timer = setInterval(() => {
    sweeping ??= sweepEvidence(options)
      .catch((error: unknown) => options.log.error({ err: error }, 'evidence: the sweep failed'))
      .finally(() => {
        sweeping = undefined;
      });
  }, EVERY_MS).unref();
  return {
    async close() {
      clearInterval(timer);
      await sweeping;
    },
  };
}

export function sweepEvidence({ files, conversations, clock }: Omit<EvidenceSweepOptions, 'log'>): Promise<void> {
  return files.sweep(clock() - IN_DOUBT_FOR_MS, (conversationId, fileIds) =>
    isNamed(conversations, conversationId, new Set(fileIds)),
  );
}

async function isNamed(
  conversations: Pick<ConversationStore, 'log'>,
  conversationId: string,
  fileIds: ReadonlySet<string>,
): Promise<boolean> {
  for (let after = 0; ; ) {
    const { entries, lastSeq } = await conversations.log(conversationId, { after, limit: 100 });
    if (entries.some(({ activity }) => namedIn(activity['attachments']).some((fileId) => fileIds.has(fileId))))
      return true;
    after = entries.at(-1)?.seq ?? lastSeq;
    if (after >= lastSeq) return false;
  }
}

function namedIn(attachments: Json | undefined): readonly string[] {
  if (!Array.isArray(attachments)) return [];
  return attachments.flatMap((attachment) => {
    if (typeof attachment !== 'object' || attachment === null || Array.isArray(attachment)) return [];
    return fileIdOf(attachment['contentUrl']) ?? [];
  });
}
