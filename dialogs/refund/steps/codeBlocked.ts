import type { TurnContext } from 'botbuilder';
import { dialogTurn } from '../../kit/dialogTurn.js';
import type { ActStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { codeBlock, orderToProve } from '../codeRequest.js';
import { park } from '../park.js';

/** The tries or the codes of this hour are used up: the buyer hears until when, and the draft waits. */
export const codeBlocked = {
  name: 'codeBlocked',
  needed: (context) => blockOf(context) !== undefined,

  act: async (context) => {
    const block = blockOf(context);
    if (block === undefined) return 'ended';
    const { timeZone } = dialogTurn(context).state;
    const values = { until: block.until, timeZone, kept: park(context) };
    if (block.by === 'tries') await say(context, 'verify.tooMany', values);
    else await say(context, 'verify.noMoreCodes', values);
    return 'ended';
  },
} satisfies ActStep;

function blockOf(context: TurnContext): ReturnType<typeof codeBlock> {
  const orderId = orderToProve(context);
  return orderId && codeBlock(dialogTurn(context), orderId);
}
