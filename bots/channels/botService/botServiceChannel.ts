import type { Activity } from 'botbuilder';
import type { Effect } from '../../../services/conversations/conversationStore.js';
import { HANDOFF_STATUS } from '../../../services/desk/handoffEvents.js';
import type { Records } from '../../../services/storage/records.js';
import type { Log } from '../../../services/telemetry/log.js';
import type { Transcripts } from '../../../services/transcript/transcripts.js';
import { type HttpAnswer, type HttpEdge, HttpError, type HttpRequest } from '../../http/httpEdge.js';
import { readJsonBody } from '../../http/jsonBody.js';
import { DeliverBody } from '../../turn/deliveries.js';
import type { Intake } from '../../turn/intake.js';
import { type Channel, DeliveryRefused } from '../channel.js';
import { fromHub } from '../hubMessages.js';
import { orAway, orRefused, parseBody } from '../receiving.js';
import { Addresses, addressOf } from './addresses.js';
import { checkCaller, checkIsLocal } from './authentication.js';
import { InboundActivity } from './botServiceWire.js';
import { eventFor } from './eventFor.js';
import { statusFromHub } from './handoffStatus.js';
import { buyerIdOf, CHANNEL_NAME, conversationIdOf, fromBuyer, fromOpening } from './inbound.js';
import { asksSomething, NumberedChoices } from './numberedChoices.js';
import { choicesOf, renderFor } from './renderFor.js';
import { Sender, type Signer } from './sender.js';
import { ServiceUrls } from './serviceUrls.js';
import { transcriptParts, withoutTranscript } from './transcriptParts.js';

export type BotServiceOptions = {
  /** The registered bot. undefined: nobody is checked, and only programs of this machine are let in and answered. */
  readonly signer: Signer | undefined;
  /** Hosts to which replies may go: `name` or `*.name`. */
  readonly serviceHosts: readonly string[];
  readonly intake: Intake;
  readonly records: Records;
  readonly transcripts: Transcripts;
  /** ms since epoch. */
  readonly clock: () => number;
  readonly log: Log;
  /** People answer at another desk: what it says became of a conversation is taken. */
  readonly takesHandoffStatus?: boolean;
  /** How long one try to send may take; 10 s unless told. */
  readonly sendTimeoutMs?: number;
};

/** A reply in many pieces stops here and goes on at its next try: the effect worker's lease is 30 s. */
const LONGEST_EFFECT_MS = 15_000;

/**
 * POST /api/messages, the Bot Framework protocol: Azure Bot Service with its channels, and on this machine the Emulator or
 * the Agents Playground. It answers once the message is durable; replies go out as effects.
 */
export class BotServiceChannel implements Channel {
  readonly name = CHANNEL_NAME;
  readonly unverified = true;
  readonly #options: BotServiceOptions;
  readonly #addresses: Addresses;
  readonly #choices: NumberedChoices;
  readonly #serviceUrls: ServiceUrls;
  readonly #sender: Sender;
  /** Pieces of a long reply that are out already, by the effect's key. Lost with the process: then they are said again. */
  readonly #sent = new Map<string, number>();

  constructor(options: BotServiceOptions) {
    const { signer, serviceHosts, records } = options;
    this.#options = options;
    this.#addresses = new Addresses(records);
    this.#choices = new NumberedChoices(records, options.clock);
    this.#serviceUrls = new ServiceUrls({ hosts: serviceHosts, loopback: signer === undefined });
    this.#sender = new Sender(signer, options.sendTimeoutMs);
  }

  mount(edge: HttpEdge): void {
    edge.route({ method: 'POST', path: '/api/messages', handle: (request) => this.#receive(request) });
  }

  async deliver({ conversationId, key, body }: Effect): Promise<void> {
    const began = performance.now();
    const address = await this.#addresses.of(conversationId);
    if (address === undefined) throw new DeliveryRefused('no address is kept');
    // It was allowed when it was kept; the setting may have changed.
    if (!this.#serviceUrls.allows(address.serviceUrl)) throw new DeliveryRefused('its service URL is not allowed');
    const { serviceUrl, channelId, conversation, bot, buyer, locale } = address;
    const { activity } = DeliverBody.parse(body);
    const { transcripts } = this.#options;
    const isEvent = activity['type'] === 'event';
    const pieces: readonly Partial<Activity>[] = isEvent
      ? [eventFor(address, activity)]
      : [
          ...renderFor(channelId, withoutTranscript(activity)),
          ...(await transcriptParts(activity, { conversationId, channelId, transcripts })),
        ];
    // Before they are seen: an answer may come at once.
    if (!isEvent) await this.#choices.keep(conversationId, choicesOf(channelId, activity), asksSomething(activity));
    for (const [index, { suggestedActions, ...piece }] of pieces.entries()) {
      if (index < (this.#sent.get(key) ?? 0)) continue;
      if (performance.now() - began > LONGEST_EFFECT_MS) throw new Error('a long reply goes on at the next try');
      await this.#sender.send(address, {
        ...piece,
        ...(suggestedActions ? { suggestedActions: { ...suggestedActions, to: [buyer.id] } } : {}),
        channelId,
        serviceUrl,
        from: { id: bot.id, name: bot.name ?? '', role: 'bot' },
        recipient: { id: buyer.id, name: buyer.name ?? '' },
        // As it came: the SDK's type asks for fields that channels leave out.
        conversation: conversation as Activity['conversation'],
        ...(locale === undefined ? {} : { locale }),
      });
      this.#sent.set(key, index + 1);
    }
    this.#sent.delete(key);
  }

  async close(): Promise<void> {
    this.#sender.close();
  }

  async #receive(request: HttpRequest): Promise<HttpAnswer> {
    const { signer, log } = this.#options;
    if (signer === undefined) checkIsLocal(request);
    const activity = parseBody(InboundActivity, await readJsonBody(request));
    if (signer !== undefined) await checkCaller(signer.authentication, request, activity, log);
    if (!this.#serviceUrls.allows(activity.serviceUrl)) {
      throw new HttpError(403, 'serviceUrlNotAllowed', 'serviceUrl: we do not send to this address.');
    }
    if (activity.type === 'invoke') throw new HttpError(501, 'noInvoke', 'This bot takes no invoke activities.');
    await this.#take(activity);
    return { status: 200 };
  }

  /** Messages and openings; of everything else there is nothing to do. */
  async #take(activity: InboundActivity): Promise<void> {
    const { intake, clock, log } = this.#options;
    const conversationId = conversationIdOf(activity);
    if (activity.type === 'event' && activity.name === HANDOFF_STATUS)
      return this.#takeStatus(activity, conversationId);
    const { message, entry } =
      activity.type === 'message'
        ? fromBuyer(await this.#chosen(activity, conversationId), conversationId, clock())
        : { message: openingOf(activity, clock()), entry: undefined };
    if (message === undefined) return;
    // First where to answer, then what is to be answered: a crash in between leaves an address, and nobody waiting.
    await orAway(log, this.#addresses.keep(conversationId, addressOf(activity)));
    orRefused(await orAway(log, intake.receive(conversationId, message, entry)));
  }

  /** Never refused: whoever sends one is told nothing of whether it counted. */
  async #takeStatus(activity: InboundActivity, conversationId: string): Promise<void> {
    const { intake, clock, log, takesHandoffStatus } = this.#options;
    if (!takesHandoffStatus) return;
    const address = await orAway(log, this.#addresses.of(conversationId));
    const status = statusFromHub(activity, address);
    if (!status || !address) {
      log.warn({ channelId: activity.channelId, conversationId }, 'botService: a handoff.status was not taken');
      return;
    }
    const { id, channelId } = activity;
    const buyerId = buyerIdOf(channelId, address.buyer.id);
    const message = fromHub(status, { id: id ?? undefined, at: clock(), buyerId, channel: CHANNEL_NAME });
    orRefused(await orAway(log, intake.receive(conversationId, message)));
  }

  /** "2" is what the second line would have sent. */
  async #chosen(activity: InboundActivity, conversationId: string): Promise<InboundActivity> {
    const choice = await orAway(this.#options.log, this.#choices.chosen(conversationId, activity.text ?? ''));
    if (choice === undefined) return activity;
    return { ...activity, text: choice.text ?? '', ...(choice.value === undefined ? {} : { value: choice.value }) };
  }
}

function openingOf(activity: InboundActivity, at: number) {
  return activity.type === 'conversationUpdate' ? fromOpening(activity, at) : undefined;
}
