import { isCommand, matchChoice } from '../../kit/choices.js';
import { dialogTurn } from '../../kit/dialogTurn.js';
import type { QuestionStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { CardPress } from '../cardPress.js';
import { reviewCard } from '../cards/reviewCard.js';
import { draftOf, forget, reviewFields } from '../draft.js';
import { filingFacts } from '../filingFacts.js';

/** Everything that will be filed, on one card. Nothing is filed without the yes that is given here. */
export const review: QuestionStep = {
  name: 'review',
  needed: (context) => draftOf(context).confirmed !== true,

  ask: async (context, again) => {
    const draft = draftOf(context);
    const { words } = dialogTurn(context).ports.content;
    const facts = filingFacts(draft);
    const card = reviewCard(words, draft.draftId, facts);
    await say(context, 'refund.review', { facts, again }, { asks: true, cards: [card] });
  },

  take: async (context, reply) => {
    const draft = draftOf(context);
    const { words } = dialogTurn(context).ports.content;
    const press = CardPress.safeParse(reply.value).data;
    const { intent } = reply.understood;
    const submits =
      isCommand(reply.text, words.command.submit, words.alsoCommand.submit) ||
      (intent === 'affirm' && !reply.digresses);
    if (press?.action === 'refund.submit' || submits) {
      draft.confirmed = true;
      return 'taken';
    }
    const fields = reviewFields(draft);
    const choices = fields.map((value) => ({ value, title: words.field[value] }));
    const changes = isCommand(reply.text, words.command.change, words.alsoCommand.change) || intent === 'deny';
    if (press?.action === 'refund.change' || changes) {
      await say(
        context,
        'refund.review',
        { facts: filingFacts(draft), again: false, choosing: fields },
        { asks: true },
      );
      return 'waiting';
    }
    const field = matchChoice(reply.text, choices);
    if (!field) return 'notUnderstood';
    forget(draft, field);
    return 'taken';
  },
};
