import type { EvidenceType } from './evidenceFile.js';

/** In characters as one counts them. */
const MAX_LENGTH = 120;

const ENDINGS: Readonly<Record<EvidenceType, readonly [string, ...string[]]>> = {
  'image/png': ['.png'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/webp': ['.webp'],
  'image/heic': ['.heic', '.heif'],
  'application/pdf': ['.pdf'],
};

/**
 * The name that a buyer's file goes by: no path, nothing invisible or that turns the writing around, nothing that a file
 * system or a header reads as its own. With `type` it ends as its type does: whoever saves a JPEG called page.html
 * shall not open it as a page.
 */
export function cleanFileName(given: string, type?: EvidenceType): string {
  const name = withoutPath(given).replace(NOT_SHOWN, '').replace(RESERVED, ' ').normalize('NFC');
  const tidy = name.replace(/\s+/g, ' ').replace(/^[\s.]+|[\s.]+$/g, '');
  const [ending] = type ? ENDINGS[type] : [''];
  const isRight = type === undefined || ENDINGS[type].some((known) => tidy.toLowerCase().endsWith(known));
  if (tidy === '' || tidy.toLowerCase() === ending.slice(1)) return `file${ending}`;
  return isRight ? shortened(tidy) : shortened(`${tidy}${ending}`);
}

/** Browsers write quotes and line ends in a name as %22, %0D and %0A; the others of these are only ever tricks. */
function withoutPath(given: string): string {
  const spelled = given.replace(/%(?:2f|5c|00)/gi, '/').replace(/%(?:22|0d|0a)/gi, ' ');
  return spelled.split(/[/\\]/).findLast((part) => part.trim() !== '') ?? '';
}

/** Control characters, invisible ones (among them all that change the direction of writing), halves of characters. */
const NOT_SHOWN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;
const RESERVED = /["*:<>?|]/g;

function shortened(name: string): string {
  const characters = [...name];
  if (characters.length <= MAX_LENGTH) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= 6 ? name.slice(dot) : '';
  return `${characters.slice(0, MAX_LENGTH - [...ending].length).join('')}${ending}`;
}
