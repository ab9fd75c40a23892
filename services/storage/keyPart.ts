import { createHash } from 'node:crypto';

/**
 * A string as one part of a key: itself when it is short and plain, else `#` and its SHA-256.
 * Ids come from outside and may be long or hostile; LMDB takes keys of 1,978 bytes, and its tuple encoding leaves NULs
 * of longer strings unescaped, so that two keys could meet. `#` is not plain: the two forms never meet.
 */
export function keyPart(text: string): string {
  return PLAIN.test(text) ? text : `#${createHash('sha256').update(text, 'utf16le').digest('base64url')}`;
}

const PLAIN = /^[A-Za-z0-9_.:|@=+~/-]{1,128}$/;
