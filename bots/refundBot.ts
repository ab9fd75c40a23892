import { createHash } from 'node:crypto';
import type { Activity, TurnContext } from 'botbuilder';
import { askActAgain, takesCaseAct } from '../dialogs/case/caseActs.js';
import { onCaseTimer } from '../dialogs/case/caseReminders.js';
import { tellCaseNews } from '../dialogs/case/tellCaseNews.js';
import { type ConversationState, readConversationState } from '../dialogs/conversationState.js';
import { takeCommand } from '../dialogs/desk/agentCommands.js';
import { takesChoice } from '../dialogs/desk/choices.js';
import { deskRow, isOpenNow, newsForDesk } from '../dialogs/desk/forDesk.js';
import { takeFromHub } from '../dialogs/desk/hubStatus.js';
import { onBuyerLine } from '../dialogs/desk/onBuyerLine.js';
import { onDeskTimer } from '../dialogs/desk/onDeskTimer.js';
import { takesRating } from '../dialogs/desk/rating.js';
import { holdTongue, isBotSilent } from '../dialogs/desk/speaking.js';
import { noteWithheld } from '../dialogs/desk/withheld.js';
import { type DialogPorts, type DialogTurn, setDialogTurn } from '../dialogs/kit/dialogTurn.js';
import { say, toActivity } from '../dialogs/kit/say.js';
import { RootDialog } from '../dialogs/rootDialog.js';
import { isOrdersAway, readsInTime } from '../services/cases/ordersAway.js';
import type { NewEffect } from '../services/conversations/conversationStore.js';
import { keepOutcome } from '../services/desk/deskCommand.js';
import type { DeskNews } from '../services/desk/deskNews.js';
import type { DeskState } from '../services/desk/deskState.js';
import { HubMessage } from '../services/desk/handoffEvents.js';
import type { JsonObject } from '../services/json.js';
import { type Metrics, NO_METRICS } from '../services/telemetry/metrics.js';
import type { Understood } from '../services/understanding/understanding.js';
import { auditOfCommand } from './auditOfCommand.js';
import { type BotCounts, botCounts } from './botCounts.js';
import { onEffectResult } from './effectResults.js';
import { milestones, progressOf } from './milestones.js';
import { BufferingAdapter } from './turn/bufferingAdapter.js';
import { InboundBody } from './turn/inboundBody.js';
import type { TurnInput, TurnOutput, TurnRunner } from './turn/turnScope.js';

/**
 * Who is here: greets, hands the buyer's messages to the dialogs, and tells what came back from outside; or takes what the
 * agents do, and is silent while one of them answers.
 */
export class RefundBot implements TurnRunner {
  readonly #ports: DialogPorts;
  readonly #isVerified: (channel: string) => boolean;
  readonly #root = new RootDialog();
  readonly #counts: BotCounts;

  /** `isVerified`: whether buyers who come in by this channel are vouched for. */
  constructor(
    ports: DialogPorts,
    isVerified: (channel: string) => boolean = () => true,
    metrics: Metrics = NO_METRICS,
  ) {
    this.#counts = botCounts(metrics, ports.content);
    this.#ports = { ...ports, cases: readsInTime(ports.cases) };
    this.#isVerified = isVerified;
  }

  async run(input: TurnInput): Promise<TurnOutput> {
    const { message } = input;
    const state = readConversationState(input.state);
    const body = InboundBody.parse(message.body);
    const before = progressOf(state);
    const heard = hearing(this.#ports);
    const turn: DialogTurn = {
      conversationId: input.conversationId,
      buyerId: speakerOf(input, state),
      verified: this.#isVerified(message.channel),
      now: message.at,
      state,
      ports: heard.ports,
      effects: [],
      timers: { set: [], cancel: [] },
      forDesk: { lines: [] },
      files: body.files,
      refusedFiles: body.refusedFiles,
      reply: undefined,
      aside: undefined,
      unanswered: false,
    };
    if (body.locale) state.locale = body.locale;
    if (body.localTimezone) state.timeZone = body.localTimezone;
    const wasOpen = isOpenNow(turn);
    const adapter = new BufferingAdapter();
    await adapter.turn(toSdkActivity(input, body), async (context) => {
      setDialogTurn(context, turn);
      const held = holdTongue(context);
      await this.#dispatch(context, turn, input);
      if (['effectResult', 'case', 'timer'].includes(message.kind)) noteWithheld(context, held);
    });
    const news = newsForDesk(turn, wasOpen);
    const reached = milestones(before, state, adapter.sent, turn.effects);
    return {
      state: state satisfies ConversationState as unknown as JsonObject, // plain data by its schema
      activities: adapter.sent,
      effects: [...tellDesk(input, news, state.desk), ...turn.effects, ...rememberConversation(input)],
      timers: turn.timers,
      summary: summarise(turn),
      onCommitted: () => {
        const understood = heard.first();
        if (understood) this.#counts.understood(understood);
        for (const step of reached) this.#counts.reached(step);
      },
    };
  }

  apologise(input: TurnInput, incident: string, error?: unknown): TurnOutput {
    if (input.message.kind === 'agent') return failedCommand(input, incident);
    const silence = { state: input.state ?? null, activities: [], effects: [], timers: { set: [], cancel: [] } };
    if (isBotSilent(readConversationState(input.state).desk)) return silence;
    const { copy } = this.#ports.content;
    const said = isOrdersAway(error)
      ? toActivity('root.ordersAway', copy['root.ordersAway']({ at: 'message' }))
      : toActivity('root.failed', copy['root.failed']({ incident }), { data: { incident } });
    return { ...silence, activities: [said] };
  }

  async #dispatch(context: TurnContext, turn: DialogTurn, { message }: TurnInput): Promise<void> {
    switch (message.kind) {
      case 'joined':
        turn.state.desk.buyer ??= { id: message.buyerId, channel: message.channel, isVerified: turn.verified };
        if (turn.state.greeted) return;
        turn.state.greeted = true;
        return say(context, 'root.welcome', {});
      case 'buyer':
        turn.state.greeted = true;
        return this.#onBuyer(context, turn, message.channel);
      case 'agent':
        if ((await takeAgents(context, message)) === 'goOn') await this.#goOn(context, turn);
        return;
      case 'effectResult':
        if ((await onEffectResult(context, message)) && !isBotSilent(turn.state.desk)) await this.#goOn(context, turn);
        return;
      case 'case':
        return tellCaseNews(context, message.body);
      case 'timer':
        if (!(await onCaseTimer(context, message.body))) await onDeskTimer(context, message.body);
        return;
    }
  }

  /** Exactly one party answers: who has the conversation. */
  async #onBuyer(context: TurnContext, turn: DialogTurn, channel: string): Promise<void> {
    onBuyerLine(context, channel);
    const choice = await takesChoice(context);
    if (choice === 'goOn') await this.#goOn(context, turn);
    if (choice || isBotSilent(turn.state.desk) || (await takesRating(context)) || (await takesCaseAct(context))) return;
    await this.#root.onMessage(context);
    if (!isBotSilent(turn.state.desk)) await askActAgain(context);
  }

  /** What came back was told and stands, also while the order system is away that the open question needs. */
  async #goOn(context: TurnContext, turn: DialogTurn): Promise<void> {
    const told = structuredClone(turn.state);
    try {
      await this.#root.askAgain(context);
    } catch (error) {
      if (!isOrdersAway(error)) throw error;
      Object.assign(turn.state, told);
      await say(context, 'root.ordersAway', { at: 'result' });
    }
  }
}

/** People at our desk, or at another. */
function takeAgents(context: TurnContext, { id, body }: TurnInput['message']): Promise<'taken' | 'goOn'> {
  const fromHub = HubMessage.safeParse(body).data;
  return fromHub ? takeFromHub(context, fromHub) : takeCommand(context, id, body);
}

/** The same ports, and how the message itself was understood: it may be read again in parts, or as if nothing were asked. */
function hearing(ports: DialogPorts): { readonly ports: DialogPorts; first(): Understood | undefined } {
  let first: Understood | undefined;
  const understanding: DialogPorts['understanding'] = {
    async understand(message) {
      const understood = await ports.understanding.understand(message);
      first ??= understood;
      return understood;
    },
  };
  return { ports: { ...ports, understanding }, first: () => first };
}

/** The buyer's record learns of the conversation with its first message, by an effect that may be repeated. */
function rememberConversation({ message, conversationId, state }: TurnInput) {
  if (state !== undefined || message.kind === 'effectResult') return [];
  return [{ key: `rememberConversation:${conversationId}`, kind: 'rememberConversation', body: { conversationId } }];
}

/** A result comes to the conversation, not to one of those who write there; the turn goes on with who proves an order. */
function speakerOf({ message }: TurnInput, { verification, proof }: ConversationState): string {
  if (message.kind !== 'effectResult') return message.buyerId;
  return verification?.by ?? proof?.by ?? message.buyerId;
}

function summarise(turn: DialogTurn): JsonObject {
  const { asked, draft, filing, filed } = turn.state;
  return {
    asked: asked ?? null,
    orderId: draft?.order?.orderId ?? null,
    filing: filing !== undefined,
    cases: filed.map(({ caseId }) => caseId),
    desk: plainJson(deskRow(turn) ?? null),
  };
}

/**
 * Before what is said is delivered: the desk does not wait for a channel that is away. Whatever an agent commands is written
 * down with what became of it, by the turn that takes it: so no command is forgotten, and none stands there twice.
 */
function tellDesk(
  { conversationId, message }: Pick<TurnInput, 'conversationId' | 'message'>,
  news: DeskNews | undefined,
  desk: DeskState,
): readonly NewEffect[] {
  const audit = auditOfCommand(conversationId, message, desk);
  if (!news && !audit) return [];
  const [kind, body] = news ? ['desk', { ...news, audit }] : ['audit', audit];
  return [{ key: `desk:${digest([conversationId, message.kind, message.id])}`, kind, body: plainJson(body) }];
}

/** Nothing was done, and whoever sent it is told. */
function failedCommand({ state: before, message, conversationId }: TurnInput, incident: string): TurnOutput {
  const state = readConversationState(before);
  keepOutcome(state.desk, message.id, { kind: 'failed', incident });
  const effects = tellDesk({ conversationId, message }, undefined, state.desk);
  return { state: plainJson(state), activities: [], effects, timers: { set: [], cancel: [] } };
}

/** Without what is undefined or branded in types. */
function plainJson(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value));
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function toSdkActivity({ message, conversationId }: TurnInput, body: InboundBody): Partial<Activity> {
  return {
    type: message.kind === 'buyer' ? 'message' : 'event',
    id: message.id,
    channelId: message.channel,
    serviceUrl: 'urn:refund-desk',
    timestamp: new Date(message.at),
    from: { id: message.buyerId, name: '', role: 'user' },
    recipient: { id: 'refund-desk', name: 'Refund Desk', role: 'bot' },
    // The SDK asks for all of these fields; only the id means something here.
    conversation: { id: conversationId, isGroup: false, conversationType: 'personal', name: '' },
    ...(body.text === undefined ? {} : { text: body.text }),
    ...(body.value === undefined ? {} : { value: body.value }),
    ...(body.locale === undefined ? {} : { locale: body.locale }),
  };
}
