import type { Remedy } from '../../../services/refunds/refundTerms.js';
import { remediesFor } from '../../../services/refunds/remedies.js';
import { matchChoice } from '../../kit/choices.js';
import { dialogTurn } from '../../kit/dialogTurn.js';
import type { QuestionStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { draftOf, orderOf, setField } from '../draft.js';
import type { RefundDraft } from '../refundDraft.js';

/** What the buyer wants: of the remedies that fit the problem. */
export const askRemedy: QuestionStep = {
  name: 'askRemedy',
  needed: (context) => draftOf(context).remedy === undefined,

  ask: async (context, again) => {
    await say(context, 'refund.askRemedy', { choices: remedies(draftOf(context)), again }, { asks: true });
  },

  take: async (context, reply) => {
    const draft = draftOf(context);
    const { words } = dialogTurn(context).ports.content;
    const choices = remedies(draft).map((value) => ({ value, title: words.remedy[value] }));
    const { remedy, amount } = reply.understood.slots;
    const wanted = matchChoice(reply.text, choices) ?? remedy ?? (amount ? 'partialRefund' : undefined);
    if (!wanted) return 'notUnderstood';
    setField(draft, 'remedy', 'remedy', wanted);
    return 'taken';
  },
};

function remedies(draft: RefundDraft): readonly Remedy[] {
  if (!draft.problem) throw new Error('the problem is asked before the remedy');
  return remediesFor(draft.problem, orderOf(draft));
}
