import { decideBeforeOrder } from '../../../services/refunds/policy.js';
import { askForPerson } from '../../desk/waiting.js';
import { dialogTurn } from '../../kit/dialogTurn.js';
import type { ActStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { draftOf } from '../draft.js';
import { endWithoutCase } from '../endWithoutCase.js';

/** Fraud cannot wait for an order number: what to do now is said at once, and a person is asked to come. */
export const needsPerson: ActStep = {
  name: 'needsPerson',
  needed: (context) => decideBeforeOrder(draftOf(context).problem) !== undefined,

  act: async (context) => {
    const { problem, order } = draftOf(context);
    const eligibility = decideBeforeOrder(problem);
    if (!eligibility) return 'goOn';
    const { timeZone } = dialogTurn(context).state;
    await say(context, 'refund.ineligible', { eligibility, order, timeZone });
    const ended = await endWithoutCase(context);
    await askForPerson(context, 'fraud', true);
    return ended;
  },
};
