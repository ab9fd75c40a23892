import { createHmac, timingSafeEqual } from 'node:crypto';

/** Behind it the key stands in base64. */
const SECRET_PREFIX = 'whsec_';
/** By the specification. */
const TOLERANCE_S = 300;
/** What a sender in the middle of two rotations shows, and some. */
const MOST_SIGNATURES = 10;

/**
 * The headers of a call by the Standard Webhooks specification 1.0.0 (standardwebhooks.com), for which shops find a
 * library in their language. Signed over id, time and body: a call can be neither made up nor passed off as another one,
 * and an old one is known by its time. `at`: ms since epoch. Several secrets: while one takes the place of another.
 */
export function webhookHeaders(secrets: string | readonly string[], id: string, at: number, body: string) {
  const seconds = String(Math.floor(at / 1000));
  const signatures = [secrets].flat().map((secret) => `v1,${signature(secret, id, seconds, body)}`);
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures.join(' ') };
}

type Header = string | readonly string[] | undefined;

export type CheckedWebhook =
  | { readonly kind: 'genuine'; readonly id: string }
  /** A header is missing or unreadable, or no signature is by one of the secrets. */
  | { readonly kind: 'forged' }
  /** It is theirs, and from another time than five minutes around ours: it may be one that somebody has kept. */
  | { readonly kind: 'outOfTime' };

/** Whether the call is of who has one of the secrets. `now`: ms since epoch. */
export function checkWebhook(
  secrets: readonly string[],
  headers: Readonly<Record<string, Header>>,
  body: string,
  now: number,
): CheckedWebhook {
  const [id, seconds, shown] = ['id', 'timestamp', 'signature'].map((name) => headers[`webhook-${name}`]);
  if (typeof id !== 'string' || typeof seconds !== 'string' || typeof shown !== 'string') return { kind: 'forged' };
  if (!/^[!-~]{1,256}$/.test(id) || !/^\d{1,12}$/.test(seconds)) return { kind: 'forged' };
  const given = shown.split(' ').slice(0, MOST_SIGNATURES);
  const wanted = secrets.map((secret) => `v1,${signature(secret, id, seconds, body)}`);
  if (!given.some((one) => wanted.some((other) => isSame(one, other)))) return { kind: 'forged' };
  return Math.abs(now / 1_000 - Number(seconds)) > TOLERANCE_S ? { kind: 'outOfTime' } : { kind: 'genuine', id };
}

function signature(secret: string, id: string, seconds: string, body: string): string {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  return createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
