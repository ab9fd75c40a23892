import type { Activity } from 'botbuilder';
import type { InboundMessage, NewEffect, TurnOutcome } from '../../services/conversations/conversationStore.js';
import type { Json, JsonObject } from '../../services/json.js';

/** What the bot is given for one turn, and what it gives back: a function of (state, message), nothing else. */
export type TurnInput = {
  readonly conversationId: string;
  readonly message: InboundMessage;
  readonly state: Json | undefined;
};

export type TurnOutput = {
  readonly state: Json;
  readonly activities: readonly Partial<Activity>[];
  readonly effects: readonly NewEffect[];
  readonly timers: TurnOutcome['timers'];
  readonly summary?: JsonObject;
  /** Called once if this is committed: what is to be counted then. */
  readonly onCommitted?: () => void;
};

/** PORT. Who turns a message into words and effects. Pure but for timed reads through its ports; it may be run again. */
export interface TurnRunner {
  run(input: TurnInput): Promise<TurnOutput>;
  /** The turn threw, or the message was set aside: tell the buyer, keep the state as it was. */
  apologise(input: TurnInput, incident: string, error?: unknown): TurnOutput;
}
