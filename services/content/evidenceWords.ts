import type { EvidencePiece } from '../refunds/evidenceChecklist.js';
import type { EvidenceMedium } from '../refunds/evidenceMedia.js';
import type { EvidenceItem } from '../refunds/problemTypes.js';
import type { FilingFacts } from './copy.js';
import type { Words } from './words.js';

/** The pieces of a filing, by what their names and addresses say of them; they are never opened. */
export function evidencePieces(
  words: Words,
  { evidenceLinks, evidenceFiles }: Pick<FilingFacts, 'evidenceLinks' | 'evidenceFiles'>,
): readonly EvidencePiece[] {
  return [
    ...evidenceFiles.map(({ name, type }) => ({
      shows: itemsNamed(words, name),
      medium: type === 'application/pdf' ? ('document' as const) : ('photo' as const),
    })),
    ...evidenceLinks.map((link) => ({ shows: itemsNamed(words, link), medium: mediumOf(link) })),
  ];
}

function itemsNamed(words: Words, name: string): readonly EvidenceItem[] {
  const said = name.toLowerCase().slice(0, 300);
  return words.evidenceNames.flatMap(({ word, item }) => (said.includes(word) ? [item] : []));
}

function mediumOf(link: string): EvidenceMedium | undefined {
  const said = link.toLowerCase().slice(0, 300);
  if (VIDEO.some((sign) => said.includes(sign))) return 'video';
  if (DOCUMENT.some((sign) => said.includes(sign))) return 'document';
  return PICTURE.some((sign) => said.includes(sign)) ? 'photo' : undefined;
}

const VIDEO = ['.mp4', '.mov', '.webm', '.avi', 'youtube.', 'youtu.be', 'vimeo.', 'video'];
const DOCUMENT = ['.pdf', '.doc', '.xls'];
const PICTURE = ['.jpg', '.jpeg', '.png', '.webp', '.heic', 'photo', 'image'];
