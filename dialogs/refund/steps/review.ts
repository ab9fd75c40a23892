import type { TurnContext } from 'botbuilder';
import { fieldToChange } from '../../fieldToChange.js';
import { isCommand, matchChoice, plain } from '../../kit/choices.js';
import { dialogTurn } from '../../kit/dialogTurn.js';
import type { QuestionStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { CardPress } from '../cardPress.js';
import { reviewCard } from '../cards/reviewCard.js';
import { change } from '../change.js';
import { draftOf, reviewFields } from '../draft.js';
import { filingFacts, reviewMark } from '../filingFacts.js';
import type { RefundDraft } from '../refundDraft.js';

/** Everything that will be filed, on one card. Nothing is filed without the yes that is given here. */
export const review: QuestionStep = {
  name: 'review',
  needed: (context) => draftOf(context).confirmed !== true,

  ask: async (context, again) => {
    const draft = draftOf(context);
    if (draft.choosing) return askAboutChange(context);
    const { words } = dialogTurn(context).ports.content;
    const facts = filingFacts(draft);
    const card = reviewCard(words, draft.draftId, facts);
    await say(context, 'refund.review', { facts, again }, { asks: true, cards: [card], cardsTellAll: true });
  },

  take: async (context, reply) => {
    const draft = draftOf(context);
    const { ports, state } = dialogTurn(context);
    const { words } = ports.content;
    const press = CardPress.safeParse(reply.value).data;
    const { intent } = reply.understood;
    if (press?.action === 'refund.submit' && isOf(press, draft)) {
      draft.confirmed = true;
      return 'taken';
    }
    const submits =
      isCommand(reply.text, words.command.submit, words.alsoCommand.submit) ||
      (intent === 'affirm' && !reply.digresses && !draft.choosing);
    // "Ok" to an answer that came in between is no yes to the filing that was shown again after it.
    if (words.weakYes.includes(plain(reply.text)) && (state.said['refund.review'] ?? 0) > 1) {
      await review.ask(context, false);
      return 'waiting';
    }
    if (submits) {
      draft.confirmed = true;
      return 'taken';
    }
    if (draft.choosing && (intent === 'deny' || intent === 'skip')) {
      delete draft.choosing;
      await review.ask(context, false);
      return 'waiting';
    }
    const fields = reviewFields(draft, ports.rules);
    const choices = fields.map((value) => ({ value, title: words.field[value] }));
    // "Not broken" says which answer, a bare "no" does not.
    const denies = intent === 'deny' && (await fieldToChange(context, reply)) === undefined;
    const changes = isCommand(reply.text, words.command.change, words.alsoCommand.change) || denies;
    if (press?.action === 'refund.change' || changes) {
      draft.choosing = true;
      await askAboutChange(context);
      return 'waiting';
    }
    // Numbers are offered only while picking; at the review itself "3" is no answer.
    const field = draft.choosing || !/^\d/.test(reply.text) ? matchChoice(reply.text, choices) : undefined;
    if (!field) return 'notUnderstood';
    change(context, field);
    return 'taken';
  },
};

async function askAboutChange(context: TurnContext): Promise<void> {
  const draft = draftOf(context);
  const values = {
    facts: filingFacts(draft),
    again: false,
    choosing: reviewFields(draft, dialogTurn(context).ports.rules),
  };
  await say(context, 'refund.review', values, { asks: true });
}

/** The button stands under exactly what would be filed now; an older card's does not. */
function isOf(press: CardPress, draft: RefundDraft): boolean {
  if (press.draftId !== draft.draftId) return false;
  return press.mark === undefined || press.mark === reviewMark(filingFacts(draft));
}
