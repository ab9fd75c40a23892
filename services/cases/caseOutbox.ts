import type { CaseId } from '../refunds/ids.js';

/** PORT. Somebody outside is to hear of what happens to cases. */
export interface CaseOutbox {
  /**
   * Durable once it resolves, and called before the case is written: whoever stops in between has at most noted what then
   * does not happen. `from` and `to`: which lines of the case's history, 1 for its opening.
   */
  note(caseId: CaseId, from: number, to: number): Promise<void>;
  /** The case is written: it may be told. */
  wake(): void;
}
