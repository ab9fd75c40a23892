import type { TurnContext } from 'botbuilder';
import { dialogTurn } from '../../kit/dialogTurn.js';
import type { ActStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { blockedUntil, orderToProve } from '../codeRequest.js';
import { park } from '../park.js';

/** The tries of this hour are used up: the buyer hears until when, and the draft waits. */
export const codeBlocked: ActStep = {
  name: 'codeBlocked',
  needed: (context) => untilWhen(context) !== undefined,

  act: async (context) => {
    const { now, state } = dialogTurn(context);
    const until = untilWhen(context) ?? now;
    await say(context, 'verify.tooMany', { until, timeZone: state.timeZone, kept: park(context) });
    return 'ended';
  },
};

function untilWhen(context: TurnContext): number | undefined {
  const orderId = orderToProve(context);
  return orderId && blockedUntil(dialogTurn(context), orderId);
}
