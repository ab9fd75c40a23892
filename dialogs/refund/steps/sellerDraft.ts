import { DAY_MS } from '../../../services/refunds/calendarDay.js';
import { isCommand } from '../../kit/choices.js';
import { dialogTurn } from '../../kit/dialogTurn.js';
import type { QuestionStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { draftOf } from '../draft.js';
import { filingFacts } from '../filingFacts.js';
import { park } from '../park.js';

/** The seller comes first: a message to copy, and the choice to go on or to wait for the answer. */
export const sellerDraft: QuestionStep = {
  name: 'sellerDraft',
  needed: (context) => draftOf(context).seller?.outcome === 'notContacted',

  ask: async (context, again) => {
    const { now, state, ports } = dialogTurn(context);
    const answerBy = now + ports.rules.sellerResponseDays.value * DAY_MS;
    await say(
      context,
      'refund.sellerDraft',
      { facts: filingFacts(draftOf(context)), answerBy, timeZone: state.timeZone, again },
      { asks: true },
    );
  },

  take: async (context, reply) => {
    const draft = draftOf(context);
    const { words } = dialogTurn(context).ports.content;
    const { intent, slots } = reply.understood;
    if (isCommand(reply.text, words.command.later, words.alsoCommand.later) || intent === 'wait') {
      park(context);
      await say(context, 'refund.parked', {});
      return 'ended';
    }
    if (slots.seller && slots.seller.outcome !== 'notContacted') draft.seller = slots.seller;
    else if (
      isCommand(reply.text, words.command.sent, words.alsoCommand.sent) ||
      (intent === 'affirm' && !isCommand(reply.text, words.command.submit, words.alsoCommand.submit))
    )
      draft.seller = { outcome: 'talking' };
    else return 'notUnderstood';
    return 'taken';
  },
};
