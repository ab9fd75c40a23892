import { z } from 'zod';
import type { Json } from '../../../services/json.js';
import { HttpError } from '../../http/httpEdge.js';
import { BuyerId } from './directLineSettings.js';

/** The answer to a longer message is the dialog's ("that was too long"); this only bounds what is stored. */
const MAX_TEXT_LENGTH = 20_000;

/** Told, never trusted: what does not look like BCP 47 is as good as absent. */
const Locale = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/)
  .optional()
  .catch(undefined);

const Who = z.object({ id: BuyerId.optional(), name: z.string().max(100).optional() });

export const MintBody = z
  .object({ user: Who.optional(), trustedOrigins: z.array(z.string().min(1).max(200)).min(1).max(10).optional() })
  .default({});
export type MintBody = z.infer<typeof MintBody>;

/** Web Chat may send `user` without an id, or an id of its own making: only a shop's server is listened to. */
export const StartBody = z.object({ user: Who.optional(), locale: Locale }).default({});
export type StartBody = z.infer<typeof StartBody>;

/** The body reader has bounded it: JSON, 256 KB, 20 levels. */
const JsonValue = z.custom<Json>((value) => value !== undefined);

/** A card's answer: an object, or what a suggested action carries. */
const Value = z.union([z.record(z.string(), JsonValue), z.string().max(MAX_TEXT_LENGTH), z.number(), z.boolean()]);

/** Whatever else an activity says of itself (who, when, where, attachments) is ours to say, and is dropped. */
export const PostedActivity = z.object({
  type: z.enum(['message', 'event', 'typing']),
  text: z
    .string()
    .transform((text) => text.slice(0, MAX_TEXT_LENGTH))
    .nullish(),
  value: Value.nullish(),
  textFormat: z.enum(['plain', 'markdown', 'xml']).optional().catch(undefined),
  locale: Locale,
  /** IANA name. */
  localTimezone: z.string().max(64).optional().catch(undefined),
  channelData: z
    .object({
      /** What a repeated post is recognised by, and what Web Chat knows its own message again by. */
      clientActivityID: z.string().min(1).max(200).optional(),
      // Web Chat hides the bubble of a postBack, and shows displayText for a messageBack.
      postBack: z.boolean().optional().catch(undefined),
      messageBack: z
        .object({ displayText: z.string().max(1_000).optional() })
        .optional()
        .catch(undefined),
    })
    .nullish(),
});
export type PostedActivity = z.infer<typeof PostedActivity>;

/** How far a client has read. Throws HttpError 400. Absent or empty: nothing yet. */
export function parseWatermark(text: string | null): number {
  if (text === null || text === '') return 0;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new HttpError(400, 'badWatermark', 'watermark: expected the number of an earlier answer.');
}
