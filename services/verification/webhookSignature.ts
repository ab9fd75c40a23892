import { createHmac } from 'node:crypto';

/** Behind it the key stands in base64. */
const SECRET_PREFIX = 'whsec_';

/**
 * The headers of a call by the Standard Webhooks specification 1.0.0 (standardwebhooks.com), for which shops find a
 * library in their language. Signed over id, time and body: a call can be neither made up nor passed off as another one,
 * and an old one is known by its time. `at`: ms since epoch.
 */
export function webhookHeaders(secret: string, id: string, at: number, body: string) {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  const seconds = String(Math.floor(at / 1000));
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` };
}
