import { z } from 'zod';
import { EvidenceFile, RefusedFile } from '../../services/evidence/evidenceFile.js';
import { isTimeZone } from '../../services/refunds/calendarDay.js';

/** What the turn reads of a message's body. Channels have checked theirs already; the log has the whole. */
export const InboundBody = z.object({
  text: z.string().optional(),
  value: z.unknown().optional(),
  locale: z.string().max(35).optional().catch(undefined),
  localTimezone: z.string().max(64).refine(isTimeZone).optional().catch(undefined),
  /** What came with the message and was kept, and what was not, each in the order of sending. */
  files: z.array(EvidenceFile).default([]),
  refusedFiles: z.array(RefusedFile).default([]),
});
export type InboundBody = z.infer<typeof InboundBody>;
