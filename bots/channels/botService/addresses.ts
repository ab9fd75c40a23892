import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Json } from '../../../services/json.js';
import type { Records } from '../../../services/storage/records.js';
import type { InboundActivity } from './botServiceWire.js';

const Account = z.object({ id: z.string(), name: z.string().optional() });

/** Where replies of a conversation go, in the outside's own names. */
export const Address = z.object({
  serviceUrl: z.string(),
  channelId: z.string(),
  conversation: z.object({
    id: z.string(),
    name: z.string().optional(),
    isGroup: z.boolean().optional(),
    conversationType: z.string().optional(),
    tenantId: z.string().optional(),
  }),
  bot: Account,
  buyer: Account,
  locale: z.string().optional(),
});
export type Address = z.infer<typeof Address>;

const COLLECTION = 'botServiceAddresses';
/** Somebody else writing the same address at the same time: two messages of one buyer at once, no more. */
const TRIES = 5;

/** Where replies go, kept under our conversation's id, so that what comes after a restart still finds its buyer. */
export class Addresses {
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  async of(conversationId: string): Promise<Address | undefined> {
    const stored = await this.#records.get(COLLECTION, conversationId);
    return stored && Address.parse(stored.value);
  }

  /** Durable when it resolves. Nothing is written where nothing has changed, which is nearly always. */
  async keep(conversationId: string, address: Address): Promise<void> {
    // Through JSON, so that what is absent is absent.
    const value: Json = JSON.parse(JSON.stringify(address));
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      const stored = await this.#records.get(COLLECTION, conversationId);
      if (stored && isDeepStrictEqual(stored.value, value)) return;
      const written = stored
        ? await this.#records.replace(COLLECTION, conversationId, stored.version, value)
        : await this.#records.create(COLLECTION, conversationId, value);
      if (written) return;
    }
    throw new Error('botService: the address of a conversation keeps changing');
  }
}

/** Who wrote is who is answered: in an opening `buyer` is the member who came, and may be another than who says so. */
export function addressOf(activity: InboundActivity): Address {
  const { serviceUrl, channelId, conversation, from, recipient, locale } = activity;
  const isOpening = activity.type === 'conversationUpdate';
  const buyer = (isOpening ? activity.membersAdded?.find(({ id }) => id !== recipient?.id) : undefined) ?? from;
  return {
    serviceUrl,
    channelId,
    conversation: {
      id: conversation.id,
      name: conversation.name ?? undefined,
      isGroup: conversation.isGroup ?? undefined,
      conversationType: conversation.conversationType ?? undefined,
      tenantId: conversation.tenantId ?? undefined,
    },
    bot: named(recipient ?? { id: 'refund-desk', name: 'Refund Desk' }),
    buyer: named(buyer),
    locale: locale ?? undefined,
  };
}

function named({ id, name }: { readonly id: string; readonly name?: string | null | undefined }) {
  return name ? { id, name } : { id };
}
