import type { RefundDraft } from '../../dialogs/refund/refundDraft.js';
import { evidencePieces } from '../../services/content/evidenceWords.js';
import type { Words } from '../../services/content/words.js';
import type { EvidencePiece } from '../../services/desk/deskApi.js';
import type { EvidenceFile } from '../../services/evidence/evidenceFile.js';
import type { StoredEvidence } from '../../services/evidence/evidenceFiles.js';

/** All that the buyer has shown in this conversation: what is in the filing, then what came beside it, then links. */
export function evidenceOf(
  words: Words,
  draft: RefundDraft | undefined,
  files: readonly StoredEvidence[],
): readonly EvidencePiece[] {
  const named = draft?.evidenceFiles ?? [];
  const inDraft = new Set(named.map(({ fileId }) => fileId));
  const beside = files
    .filter(({ fileId, agentId }) => agentId === undefined && !inDraft.has(fileId))
    .sort((one, other) => one.keptAt - other.keptAt);
  return [
    ...[...named, ...beside].map((file) => fileOf(words, file)),
    ...(draft?.evidenceLinks ?? []).map((url): EvidencePiece => {
      const shows = showsOf(words, { evidenceLinks: [url], evidenceFiles: [] });
      return { kind: 'link', url, ...(shows === '' ? {} : { shows }) };
    }),
  ];
}

function fileOf(words: Words, { fileId, name, type, size }: EvidenceFile): EvidencePiece {
  const shows = showsOf(words, { evidenceLinks: [], evidenceFiles: [{ fileId, name, type }] });
  return { kind: 'file', fileId, name, contentType: type, size, ...(shows === '' ? {} : { shows }) };
}

/** By what its name or address says. */
function showsOf(words: Words, facts: Parameters<typeof evidencePieces>[1]): string {
  const items = evidencePieces(words, facts).flatMap(({ shows }) => shows);
  return items.map((item) => words.evidence[item]).join(', ');
}
