import type { TurnContext } from 'botbuilder';
import type { SellerOutcome } from '../../../services/refunds/refundTerms.js';
import { type Choice, plain } from '../../kit/choices.js';
import { dialogTurn, type Reply } from '../../kit/dialogTurn.js';
import type { QuestionStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { choose, offeredOf } from '../choose.js';
import { draftOf, orderOf, setField } from '../draft.js';
import type { RefundDraft } from '../refundDraft.js';
import { outcomeBy } from '../sellerActs.js';

const BEFORE_ASKING = ['refused', 'silent', 'offered', 'talking', 'notContacted'] as const;
const AFTER_ASKING = ['refused', 'silent', 'offered', 'talking', 'agreed'] as const;

/** Was the seller contacted, and what did they say. */
export const askSeller: QuestionStep = {
  name: 'askSeller',
  needed: (context) => draftOf(context).seller === undefined,

  ask: (context, again) => put(context, { again }),

  take: async (context, reply) => {
    const draft = draftOf(context);
    const { words } = dialogTurn(context).ports.content;
    const chosen = choose(draft, reply.text, offered(context), words);
    if (chosen?.kind === 'fewer') {
      await put(context, { again: false, turnedDown: true });
      return 'waiting';
    }
    const seller = chosen ? { outcome: chosen.value } : sellerSaid(draft, reply, words.notAskedWords);
    if (seller) {
      setField(draft, 'seller', 'seller', seller);
      return 'taken';
    }
    if (reply.understood.intent !== 'affirm' || draft.contacted) return 'notUnderstood';
    // "Yes" answers the first half of the question only.
    draft.contacted = true;
    await put(context, { again: false });
    return 'waiting';
  },
};

async function put(context: TurnContext, how: { again: boolean; turnedDown?: boolean }): Promise<void> {
  const draft = draftOf(context);
  const { sellerName } = orderOf(draft);
  const choices = offered(context).map(({ value }) => value);
  const values = { sellerName, choices, contacted: draft.contacted === true, ...how };
  await say(context, 'refund.askSeller', values, { asks: true });
}

function offered(context: TurnContext): readonly Choice<SellerOutcome>[] {
  const draft = draftOf(context);
  const { words } = dialogTurn(context).ports.content;
  const outcomes = draft.contacted ? AFTER_ASKING : BEFORE_ASKING;
  return offeredOf(
    draft,
    outcomes.map((value) => ({ value, title: words.seller[value] })),
  );
}

/** A bare "no": not asked yet; and once it is known that the seller was asked, it is what the seller said. */
function sellerSaid(draft: RefundDraft, reply: Reply, notAskedWords: readonly string[]): RefundDraft['seller'] {
  const { intent, slots } = reply.understood;
  if (slots.seller && intent !== 'deny') return slots.seller;
  // "I have not" takes the yes before it back.
  const said = ` ${plain(reply.text)} `;
  if (notAskedWords.some((word) => said.endsWith(` ${word} `))) return { outcome: 'notContacted' };
  const outcome = outcomeBy(slots.sellerActs ?? []);
  if (outcome) return { outcome };
  return intent === 'deny' ? { outcome: draft.contacted ? 'refused' : 'notContacted' } : undefined;
}
