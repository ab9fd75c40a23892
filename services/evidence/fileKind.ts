import type { EvidenceType } from './evidenceFile.js';

/** As many first bytes as it takes to tell: the longest is HEIC's list of brands. */
export const HEAD_BYTES = 64;

/**
 * The kind of a file by its first bytes, and by nothing that anybody says of it; undefined: none that is taken.
 * Bytes of two kinds at once (a JPEG that is a page as well) are of the kind named here, and served as that only.
 */
export function fileKind(head: Buffer): EvidenceType | undefined {
  // https://www.w3.org/TR/png-3/#5PNG-file-signature, then the one chunk that must come first.
  if (startsWith(head, '\x89PNG\r\n\x1a\n') && at(head, 12, 'IHDR')) return 'image/png';
  // https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.1.1.3: start of image, and the next marker.
  if (startsWith(head, '\xff\xd8\xff')) return 'image/jpeg';
  // https://developers.google.com/speed/webp/docs/riff_container
  if (startsWith(head, 'RIFF') && at(head, 8, 'WEBPVP8')) return 'image/webp';
  // ISO 32000-2, 7.5.2. Readers look further in as well; a file that begins as something else is not taken for one.
  if (startsWith(head, '%PDF-')) return 'application/pdf';
  return isHeic(head) ? 'image/heic' : undefined;
}

/** https://nokiatech.github.io/heif/technical.html: coded by HEVC, as one picture or several. */
const HEVC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs']);
/** Any codec: phones write these as well, and list what it really is behind. */
const ANY_CODEC_BRANDS = new Set(['mif1', 'msf1', 'mif2']);

function isHeic(head: Buffer): boolean {
  if (!at(head, 4, 'ftyp')) return false;
  const brand = head.toString('latin1', 8, 12);
  if (HEVC_BRANDS.has(brand)) return true;
  if (!ANY_CODEC_BRANDS.has(brand)) return false;
  const end = Math.min(head.length, head.readUInt32BE(0));
  for (let offset = 16; offset + 4 <= end; offset += 4) {
    if (HEVC_BRANDS.has(head.toString('latin1', offset, offset + 4))) return true;
  }
  return false;
}

function startsWith(head: Buffer, signature: string): boolean {
  return at(head, 0, signature);
}

function at(head: Buffer, offset: number, signature: string): boolean {
  return head.toString('latin1', offset, offset + signature.length) === signature;
}
