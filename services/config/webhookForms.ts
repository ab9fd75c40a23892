import { z } from 'zod';
import { isLoopback } from './isLoopback.js';

/** The secrets of the Standard Webhooks specification, which every library of it reads. */
export const WEBHOOK_SECRET_FORM =
  'expected whsec_ and 24 to 64 random bytes in base64: echo whsec_$(openssl rand -base64 32)';

export const WebhookSecret = z.string().refine(isWebhookSecret, WEBHOOK_SECRET_FORM);

/** Up to five, so that a new one can be brought in before the old one goes. */
export const WebhookSecrets = z
  .string()
  .transform((list) => list.split(',').map((one) => one.trim()))
  .refine(
    (secrets) => secrets.length <= 5 && secrets.every(isWebhookSecret),
    `${WEBHOOK_SECRET_FORM}; several, up to five, by commas`,
  );

/** By https, or on this machine: it carries codes and keys. Never the value itself in a fault: it may hold a password. */
export const SafeUrl = z
  .string()
  .max(2_000)
  .refine(isSafeUrl, 'expected https://host/path without a user, or http on this machine');

function isWebhookSecret(text: string): boolean {
  const [, base64] = /^whsec_([A-Za-z0-9+/]{32,88}={0,2})$/.exec(text) ?? [];
  const bytes = Buffer.from(base64 ?? '', 'base64').length;
  return bytes >= 24 && bytes <= 64;
}

function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}
