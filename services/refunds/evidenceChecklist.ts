import { EVIDENCE_MEDIA, type EvidenceMedium } from './evidenceMedia.js';
import { type EvidenceItem, problemRow } from './problemTypes.js';
import type { ProblemType } from './refundTerms.js';

/** One thing that was sent: what it is said to show, and its form where that is known. */
export type EvidencePiece = { readonly shows: readonly EvidenceItem[]; readonly medium: EvidenceMedium | undefined };

export type ChecklistLine = { readonly item: EvidenceItem; readonly ticked: boolean };

/**
 * The checklist of a problem, the most telling first, ticked by what was sent. A piece ticks what it is said to show;
 * one that says nothing ticks the first line of its form that is still open, or, of unknown form, the first open line.
 */
export function evidenceChecklist(problem: ProblemType, pieces: readonly EvidencePiece[]): readonly ChecklistLine[] {
  const items = problemRow(problem).evidence;
  const ticked = new Set<EvidenceItem>();
  for (const piece of pieces) for (const item of piece.shows) if (items.includes(item)) ticked.add(item);
  for (const { shows, medium } of pieces) {
    if (shows.some((item) => items.includes(item))) continue;
    const open = items.filter((item) => !ticked.has(item));
    const fits = medium === undefined ? open[0] : open.find((item) => isLike(EVIDENCE_MEDIA[item], medium));
    if (fits) ticked.add(fits);
  }
  return items.map((item) => ({ item, ticked: ticked.has(item) }));
}

/** A picture file may be a photo or a screenshot; nobody can tell from outside. */
function isLike(wanted: EvidenceMedium, sent: EvidenceMedium): boolean {
  return (
    wanted === sent || (sent === 'photo' && wanted === 'screenshot') || (sent === 'screenshot' && wanted === 'photo')
  );
}

/** 0 nothing, 1 thin, 2 fair, 3 good, 4 strong: how a claim stands by its evidence alone. Nobody's promise. */
export type ClaimStrength = 0 | 1 | 2 | 3 | 4;

/**
 * Our own scale, from the platform's advice that more evidence makes a stronger case: the most telling item counts twice,
 * up to two lines of the list may stay open for "strong".
 */
export function claimStrength(lines: readonly ChecklistLine[]): ClaimStrength {
  const points = lines.reduce((sum, { ticked }, index) => sum + (ticked ? (index === 0 ? 2 : 1) : 0), 0);
  const enough = Math.max(2, Math.min(5, lines.length - 1));
  if (points === 0) return 0;
  if (points >= enough) return 4;
  if (points >= 3) return 3;
  return points === 2 ? 2 : 1;
}
