import { join } from 'node:path';
import type { Records } from '../storage/records.js';
import { openEmbeddedEvidenceFiles } from './embeddedEvidenceFiles.js';
import type { EvidenceFiles } from './evidenceFiles.js';

/** Picks the adapter that goes with the store. `clock`: ms since epoch. */
export function openEvidenceFiles(
  { dataDir }: { readonly store: 'embedded'; readonly dataDir: string },
  records: Records,
  clock: () => number,
): Promise<EvidenceFiles> {
  return openEmbeddedEvidenceFiles(join(dataDir, 'evidence'), records, clock);
}
