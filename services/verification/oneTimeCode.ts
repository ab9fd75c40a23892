import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

const DIGITS = 6;

/** What is kept of a code: enough to know it again, and not to read it by a glance at the disk or a backup. */
export type Seal = { readonly salt: string; readonly hash: string };

export function makeCode(): string {
  return String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
}

export function seal(code: string): Seal {
  const salt = randomBytes(16).toString('base64url');
  return { salt, hash: hashOf(salt, code).toString('base64url') };
}

/** Takes the same time whichever digit is wrong. */
export function opens({ salt, hash }: Seal, code: string): boolean {
  const expected = Buffer.from(hash, 'base64url');
  const given = hashOf(salt, code);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function hashOf(salt: string, code: string): Buffer {
  return createHmac('sha256', salt).update(code).digest();
}
