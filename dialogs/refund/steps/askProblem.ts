import type { Order } from '../../../services/refunds/order.js';
import type { ProblemType } from '../../../services/refunds/refundTerms.js';
import { matchChoice } from '../../kit/choices.js';
import { dialogTurn } from '../../kit/dialogTurn.js';
import type { QuestionStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { draftOf, setField } from '../draft.js';

/** What went wrong. The choices are those that the order's state makes likely. */
export const askProblem: QuestionStep = {
  name: 'askProblem',
  needed: (context) => draftOf(context).problem === undefined,

  ask: async (context, again) => {
    const { order } = draftOf(context);
    await say(context, 'refund.askProblem', { order, choices: likelyProblems(order), again }, { asks: true });
  },

  take: async (context, reply) => {
    const draft = draftOf(context);
    const { words } = dialogTurn(context).ports.content;
    const choices = likelyProblems(draft.order).map((value) => ({ value, title: words.problem[value] }));
    const problem = matchChoice(reply.text, choices) ?? reply.understood.problem;
    if (!problem) return 'notUnderstood';
    setField(draft, 'problem', 'problem', problem);
    return 'taken';
  },
};

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
