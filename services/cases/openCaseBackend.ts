import { z } from 'zod';
import type { Records } from '../storage/records.js';
import type { CaseBackend } from './caseBackend.js';
import { embeddedCaseBackend } from './embeddedCaseBackend.js';

/** `caseBackend` is what CASE_BACKEND says; unset or empty is the embedded one. */
export const CaseBackendSettings = z.object({
  caseBackend: z
    .enum(['embedded', ''], { error: 'expected embedded, or nothing for the same' })
    .optional()
    .transform((name) => name || ('embedded' as const)),
});
export type CaseBackendSettings = z.infer<typeof CaseBackendSettings>;

/** Throws ZodError for a backend that there is not. `records`: where the embedded one keeps its orders and cases. */
export function openCaseBackend(given: z.input<typeof CaseBackendSettings>, records: Records): CaseBackend {
  const { caseBackend } = CaseBackendSettings.parse(given);
  switch (caseBackend) {
    case 'embedded':
      return embeddedCaseBackend(records);
  }
}
