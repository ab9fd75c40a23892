import type { TurnContext } from 'botbuilder';
import type { Order } from '../../../services/refunds/order.js';
import type { ProblemType } from '../../../services/refunds/refundTerms.js';
import type { Choice } from '../../kit/choices.js';
import { dialogTurn } from '../../kit/dialogTurn.js';
import type { QuestionStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { choose, offeredOf } from '../choose.js';
import { draftOf, setField } from '../draft.js';

/** What went wrong. The choices are those that the order's state makes likely. */
export const askProblem: QuestionStep = {
  name: 'askProblem',
  needed: (context) => draftOf(context).problem === undefined,

  ask: (context, again) => put(context, { again }),

  take: async (context, reply) => {
    const draft = draftOf(context);
    const chosen = choose(draft, reply.text, offered(context), dialogTurn(context).ports.content.words);
    if (chosen?.kind === 'fewer') {
      await put(context, { again: false, turnedDown: true });
      return 'waiting';
    }
    const problem = chosen?.value ?? reply.understood.problem;
    if (!problem) return 'notUnderstood';
    setField(draft, 'problem', 'problem', problem);
    return 'taken';
  },
};

async function put(context: TurnContext, how: { again: boolean; turnedDown?: boolean }): Promise<void> {
  const { order } = draftOf(context);
  const choices = offered(context).map(({ value }) => value);
  await say(context, 'refund.askProblem', { order, choices, ...how }, { asks: true });
}

function offered(context: TurnContext): readonly Choice<ProblemType>[] {
  const draft = draftOf(context);
  const { words } = dialogTurn(context).ports.content;
  const choices = likelyProblems(draft.order).map((value) => ({ value, title: words.problem[value] }));
  return offeredOf(draft, choices);
}

function likelyProblems(order: Order | undefined): readonly ProblemType[] {
  if (order && order.shippedAt === undefined) return ['notShipped', 'cancelBeforeShipment', 'changeOfMind', 'other'];
  if (order && order.deliveredAt === undefined)
    return ['notReceived', 'falseTracking', 'lateShipment', 'customsHeld', 'other'];
  return [
    'damaged',
    'defective',
    'notAsDescribed',
    'wrongItem',
    'shortQuantity',
    'notReceived',
    'counterfeit',
    'other',
  ];
}
