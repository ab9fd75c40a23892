import type { AuditEntry } from './auditLog.js';
import type { DeskLine } from './deskLine.js';
import type { DeskRow } from './deskRow.js';

/** What a turn tells the desk: by one effect, after it is committed. */
export type DeskNews = {
  readonly row: DeskRow;
  /** When it happened, ms since epoch; the effect may be late. */
  readonly at?: number | undefined;
  readonly lines: readonly DeskLine[];
  /** An agent came after so long a wait. */
  readonly waitedMs?: number | undefined;
  /** From asking for a person to the first words of one, and to the end. */
  readonly answeredMs?: number | undefined;
  readonly resolvedMs?: number | undefined;
  /** The buyer no longer waits in the queue, and nobody has come. */
  readonly abandoned?: boolean | undefined;
  /** What an agent commanded, and what became of it. */
  readonly audit?: AuditEntry | undefined;
};
