import type { RuleNumbers } from '../refunds/ruleNumbers.js';
import type { Records } from '../storage/records.js';
import type { Log } from '../telemetry/log.js';
import type { CaseBackend } from './caseBackend.js';
import type { CaseOutbox } from './caseOutbox.js';
import { embeddedCaseBackend } from './embeddedCaseBackend.js';
import { httpCaseBackend } from './httpCaseBackend.js';

/** Where orders and cases are, as CASE_BACKEND says: in our own records, or in somebody's system at `url`. */
export type CaseBackendSettings =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'http'; readonly url: string; readonly key: string };

/** `records`: where the embedded one keeps its orders and cases. `outbox`: who is to hear what happens to those.
 * `rules`: in force; the published ones unless told. */
export function openCaseBackend(
  settings: CaseBackendSettings,
  records: Records,
  {
    outbox,
    log,
    rules,
  }: { readonly outbox?: CaseOutbox | undefined; readonly log?: Log; readonly rules?: RuleNumbers } = {},
): CaseBackend {
  switch (settings.kind) {
    case 'embedded':
      return embeddedCaseBackend(records, outbox, rules);
    case 'http':
      return httpCaseBackend({ url: settings.url, key: settings.key, log });
  }
}
