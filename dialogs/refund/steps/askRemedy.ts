import type { TurnContext } from 'botbuilder';
import type { Remedy } from '../../../services/refunds/refundTerms.js';
import type { Choice } from '../../kit/choices.js';
import { dialogTurn } from '../../kit/dialogTurn.js';
import type { QuestionStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { choose, offeredOf } from '../choose.js';
import { affectedShare, draftOf, remedies, setField } from '../draft.js';

/** What the buyer wants: of the remedies that fit the problem and the order. */
export const askRemedy: QuestionStep = {
  name: 'askRemedy',
  // Said up front, before problem and order were known, it may turn out to be none of theirs.
  needed: (context) => {
    const draft = draftOf(context);
    return draft.remedy === undefined || !remedies(draft, dialogTurn(context).ports.rules).includes(draft.remedy);
  },

  ask: (context, again) => put(context, { again }),

  take: async (context, reply) => {
    const draft = draftOf(context);
    const chosen = choose(draft, reply.text, offered(context), dialogTurn(context).ports.content.words);
    if (chosen?.kind === 'fewer') {
      await put(context, { again: false, turnedDown: true });
      return 'waiting';
    }
    const { remedy, amount } = reply.understood.slots;
    const wanted = chosen?.value ?? remedy ?? (amount ? 'partialRefund' : undefined);
    if (!wanted) return 'notUnderstood';
    setField(draft, 'remedy', 'remedy', wanted);
    return 'taken';
  },
};

async function put(context: TurnContext, how: { again: boolean; turnedDown?: boolean }): Promise<void> {
  const draft = draftOf(context);
  const choices = offered(context).map(({ value }) => value);
  const values = { choices, share: affectedShare(draft), unfit: draft.remedy, ...how };
  await say(context, 'refund.askRemedy', values, { asks: true });
}

function offered(context: TurnContext): readonly Choice<Remedy>[] {
  const draft = draftOf(context);
  const { content, rules } = dialogTurn(context).ports;
  const choices = remedies(draft, rules).map((value) => ({ value, title: content.words.remedy[value] }));
  return offeredOf(draft, choices);
}
