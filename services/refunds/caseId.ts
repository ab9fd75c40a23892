import { CaseId } from './ids.js';

// Crockford's base 32: without I, L, O and U, which are misread or misheard.
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The case number made of the first 40 bits of a digest (at least 5 bytes; RangeError for fewer). */
export function caseIdOf(digest: Uint8Array): CaseId {
  if (digest.length < 5) throw new RangeError('a case number takes 5 bytes of a digest');
  let bits = 0n;
  for (const byte of digest.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let place = 35n; place >= 0n; place -= 5n) text += SYMBOLS.charAt(Number((bits >> place) & 31n));
  return CaseId.parse(`RD-${text.slice(0, 4)}-${text.slice(4)}`);
}
