import type { TurnContext } from 'botbuilder';
import { dialogTurn } from '../kit/dialogTurn.js';
import { ANSWER_WITHIN_MS, setDeskTimer } from './deskTimers.js';
import { isOpenNow } from './forDesk.js';

/** The buyer has written: an agent who has the conversation is to answer, in time. */
export function onBuyerLine(context: TurnContext, channel: string): void {
  const { state, now, buyerId, verified } = dialogTurn(context);
  const { desk } = state;
  desk.buyer = { id: buyerId, channel, isVerified: verified };
  desk.lastLineAt = now;
  if (isOpenNow({ state })) desk.unread += 1;
  if (desk.owner.kind === 'agent' && desk.unansweredSince === undefined) waitForAnswer(context);
}

/** From now on the agent is to answer. */
export function waitForAnswer(context: TurnContext): void {
  const { state, now } = dialogTurn(context);
  state.desk.unansweredSince = now;
  setDeskTimer(context, 'answer', now + ANSWER_WITHIN_MS);
}
