import { join } from 'node:path';
import type { Records } from '../storage/records.js';
import { openEmbeddedEvidenceFiles } from './embeddedEvidenceFiles.js';
import type { EvidenceFiles } from './evidenceFiles.js';

/** `isShared`: other processes keep files in the same `dataDir`. `clock`: ms since epoch. */
export function openEvidenceFiles(
  { dataDir, isShared = false }: { readonly dataDir: string; readonly isShared?: boolean },
  records: Records,
  clock: () => number,
): Promise<EvidenceFiles> {
  return openEmbeddedEvidenceFiles(join(dataDir, 'evidence'), records, clock, isShared);
}
