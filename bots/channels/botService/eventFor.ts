import type { Activity } from 'botbuilder';
import type { JsonObject } from '../../../services/json.js';
import type { Address } from './addresses.js';
import { limitsOf } from './channelLimits.js';

/** An event of ours for a hub, with what it relates to in the outside's own names. */
export function eventFor(address: Address, { channelData, ...event }: JsonObject): Partial<Activity> {
  const { serviceUrl, channelId, conversation, bot, buyer } = address;
  return {
    ...event,
    ...(limitsOf(channelId).data && channelData ? { channelData } : {}),
    relatesTo: {
      serviceUrl,
      channelId,
      conversation: conversation as Activity['conversation'], // as it came
      bot: { id: bot.id, name: bot.name ?? '' },
      user: { id: buyer.id, name: buyer.name ?? '' },
    },
  };
}
