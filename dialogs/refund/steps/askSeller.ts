import type { SellerOutcome } from '../../../services/refunds/refundTerms.js';
import { matchChoice } from '../../kit/choices.js';
import { dialogTurn } from '../../kit/dialogTurn.js';
import type { QuestionStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { draftOf, orderOf, setField } from '../draft.js';

const SELLER_CHOICES = [
  'refused',
  'silent',
  'offered',
  'talking',
  'notContacted',
] as const satisfies readonly SellerOutcome[];

/** Was the seller contacted, and what did they say. */
export const askSeller: QuestionStep = {
  name: 'askSeller',
  needed: (context) => draftOf(context).seller === undefined,

  ask: async (context, again) => {
    await say(context, 'refund.askSeller', { sellerName: orderOf(draftOf(context)).sellerName, again }, { asks: true });
  },

  take: async (context, reply) => {
    const draft = draftOf(context);
    const { words } = dialogTurn(context).ports.content;
    const choices = SELLER_CHOICES.map((value) => ({ value, title: words.seller[value] }));
    const picked = matchChoice(reply.text, choices);
    const { intent, slots } = reply.understood;
    const seller =
      (picked && { outcome: picked }) ??
      slots.seller ??
      (intent === 'deny' ? { outcome: 'notContacted' as const } : undefined);
    if (!seller) return 'notUnderstood';
    setField(draft, 'seller', 'seller', seller);
    return 'taken';
  },
};
