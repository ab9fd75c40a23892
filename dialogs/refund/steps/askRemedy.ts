import { matchChoice } from '../../kit/choices.js';
import { dialogTurn } from '../../kit/dialogTurn.js';
import type { QuestionStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { affectedShare, draftOf, remedies, setField } from '../draft.js';

/** What the buyer wants: of the remedies that fit the problem and the order. */
export const askRemedy: QuestionStep = {
  name: 'askRemedy',
  // Said up front, before problem and order were known, it may turn out to be none of theirs.
  needed: (context) => {
    const draft = draftOf(context);
    return draft.remedy === undefined || !remedies(draft, dialogTurn(context).ports.rules).includes(draft.remedy);
  },

  ask: async (context, again) => {
    const draft = draftOf(context);
    const choices = remedies(draft, dialogTurn(context).ports.rules);
    const values = { choices, share: affectedShare(draft), again, unfit: draft.remedy };
    await say(context, 'refund.askRemedy', values, { asks: true });
  },

  take: async (context, reply) => {
    const draft = draftOf(context);
    const { content, rules } = dialogTurn(context).ports;
    const { words } = content;
    const choices = remedies(draft, rules).map((value) => ({ value, title: words.remedy[value] }));
    const { remedy, amount } = reply.understood.slots;
    const wanted = matchChoice(reply.text, choices) ?? remedy ?? (amount ? 'partialRefund' : undefined);
    if (!wanted) return 'notUnderstood';
    setField(draft, 'remedy', 'remedy', wanted);
    return 'taken';
  },
};
