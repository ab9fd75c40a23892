import { z } from 'zod';
import type { Json } from '../../../services/json.js';

/** The answer to a longer message is the dialog's ("that was too long"); this only bounds what is stored. */
const MAX_TEXT_LENGTH = 20_000;

/** Told, never trusted: what does not look like BCP 47 is as good as absent. */
const Locale = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/)
  .nullish()
  .catch(undefined);

/** Teams' ids are the longest known, some 200 characters. */
const Id = z.string().min(1).max(1_000);

const Account = z.object({
  id: Id,
  name: z
    .string()
    .transform((name) => name.slice(0, 100))
    .nullish()
    .catch(undefined),
});

const Conversation = z.object({
  // It becomes a segment of a URL, and these two would climb out of it.
  id: Id.refine((id) => id !== '.' && id !== '..', { error: 'not as expected' }),
  name: z.string().max(1_000).nullish().catch(undefined),
  isGroup: z.boolean().nullish(),
  conversationType: z.string().max(100).nullish().catch(undefined),
  tenantId: z.string().max(200).nullish().catch(undefined),
});

/** The body reader has bounded it: JSON, 256 KB, 20 levels. */
const JsonValue = z.custom<Json>((value) => value !== undefined);

/**
 * An activity of the Bot Framework protocol, as far as we read it. What channels are known to leave out or to send as
 * null may be; what is there has to be of its type.
 */
export const InboundActivity = z.object({
  type: z.string().min(1).max(100),
  /** Of an event. */
  name: z.string().max(200).nullish().catch(undefined),
  id: Id.nullish(),
  channelId: z.string().regex(/^[\w.:-]{1,100}$/, 'expected the name of a channel'),
  serviceUrl: z.string().min(1).max(2_000),
  conversation: Conversation,
  from: Account,
  recipient: Account.nullish(),
  timestamp: z.iso.datetime({ offset: true }).nullish(),
  text: z
    .string()
    .transform((text) => text.slice(0, MAX_TEXT_LENGTH))
    .nullish(),
  value: JsonValue.nullish(),
  locale: Locale,
  /** IANA name. */
  localTimezone: z.string().max(64).nullish().catch(undefined),
  entities: z.array(z.looseObject({ type: z.string() })).nullish(),
  attachments: z
    .array(z.looseObject({ contentType: z.string(), contentUrl: z.string().nullish() }))
    .max(50)
    .nullish(),
  membersAdded: z.array(Account).max(1_000).nullish(),
});
export type InboundActivity = z.infer<typeof InboundActivity>;
