import { HANDOFF_STATUS, HandoffState, type HubMessage } from '../../../services/desk/handoffEvents.js';
import type { Address } from './addresses.js';
import type { InboundActivity } from './botServiceWire.js';

/**
 * Channels on which whoever chats writes the activities themselves, events too, so that Azure's signature under one says
 * nothing of who sent it. A hub behind one of these cannot be told from a buyer, and is not listened to.
 */
const WRITTEN_BY_BUYERS = new Set(['directline', 'webchat', 'directlinespeech']);

/** A `handoff.status` of the hub that stands between the buyer and the bot; undefined: it is none, or the buyer's own. */
export function statusFromHub(activity: InboundActivity, address: Address | undefined): HubMessage | undefined {
  const { type, name, channelId, from, value } = activity;
  if (type !== 'event' || name !== HANDOFF_STATUS || address === undefined) return undefined;
  if (WRITTEN_BY_BUYERS.has(channelId) || from.id === address.buyer.id) return undefined;
  const state = HandoffState.safeParse(value).data;
  if (!state) return undefined;
  const agent = from.name?.trim().slice(0, 80);
  return { hub: state, ...(agent ? { name: agent } : {}) };
}
