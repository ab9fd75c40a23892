import type { ConversationStore, Effect } from '../services/conversations/conversationStore.js';
import type { Delivered } from '../services/desk/delivered.js';
import type { Records } from '../services/storage/records.js';
import type { Log } from '../services/telemetry/log.js';
import type { Metrics } from '../services/telemetry/metrics.js';
import { type Channel, DeliveryRefused } from './channels/channel.js';
import { noteSent } from './noteSent.js';
import type { EffectHandler } from './turn/effectWorker.js';

export type DeliverEffectOptions = {
  readonly channels: () => readonly Channel[];
  readonly records: Records;
  readonly store: Pick<ConversationStore, 'log'>;
  readonly delivered?: Delivered | undefined;
  readonly log: Log;
  readonly metrics: Metrics;
};

/** A day of tries: eleven while the wait doubles up to five minutes, then one every five minutes or a little more. */
const GIVE_UP_AFTER = 290;

/**
 * Sends what a turn said out by the channel of its conversation. What they refuse, and what could not be sent for a day,
 * is set aside for the operator (collection `setAside`), and what was said after it goes on.
 */
export function deliverEffect(options: DeliverEffectOptions): EffectHandler {
  const { channels, records, log, metrics } = options;
  const countSetAside = metrics.counter('refund_desk_replies_set_aside_total', {});
  const setAside = async (effect: Effect, why: string) => {
    const { conversationId, key: effectKey, attempt } = effect;
    log.error({ conversationId, effectKey, attempt, why }, 'a reply was not delivered and is set aside');
    countSetAside();
    await records.create('setAside', `${conversationId}/${effectKey}`.slice(0, 512), { ...effect.body, why });
    return undefined;
  };
  return async (effect) => {
    const channel = channels().find(({ name }) => name === effect.channel);
    try {
      if (!channel?.deliver) throw new Error(`no channel "${effect.channel}" is open that delivers`);
      await channel.deliver(effect);
      await noteSent(options, effect);
      return undefined;
    } catch (error) {
      if (error instanceof DeliveryRefused) return setAside(effect, error.message);
      if (effect.attempt >= GIVE_UP_AFTER) return setAside(effect, 'not reached for a day');
      throw error;
    }
  };
}
