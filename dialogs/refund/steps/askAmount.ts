import { checkAmount, maxRefund } from '../../../services/refunds/maxRefund.js';
import type { Money } from '../../../services/refunds/money.js';
import type { RuleNumbers } from '../../../services/refunds/ruleNumbers.js';
import { matchChoice } from '../../kit/choices.js';
import { dialogTurn } from '../../kit/dialogTurn.js';
import type { QuestionStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { affectedShare, draftOf, needsAmount, orderOf, setField } from '../draft.js';
import type { RefundDraft } from '../refundDraft.js';

/** How much, when it is not all of it: never more than was paid, in the currency of the order. */
export const askAmount: QuestionStep = {
  name: 'askAmount',
  needed: (context) => needsAmount(draftOf(context)),

  ask: async (context, again) => {
    const draft = draftOf(context);
    const { reply, ports } = dialogTurn(context);
    const atMost = maxRefund(orderOf(draft), draft.remedy, ports.rules);
    const said = again ? reply?.understood.slots.amount : undefined;
    const fault = said ? checkAmount(said, atMost) : undefined;
    const because = fault && fault.kind !== 'ok' ? fault.kind : again ? ('unreadable' as const) : undefined;
    const values = { atMost, suggested: suggestion(draft, atMost), because };
    await say(context, 'refund.askAmount', values, { asks: true });
  },

  take: async (context, reply) => {
    const draft = draftOf(context);
    const { content, rules } = dialogTurn(context).ports;
    const { words } = content;
    const atMost = maxRefund(orderOf(draft), draft.remedy, rules);
    const suggested = suggestion(draft, atMost);
    const choices = suggested ? [{ value: suggested, title: words.money(suggested) }] : [];
    const { amount, affected } = reply.understood.slots;
    const picked =
      matchChoice(reply.text, choices) ?? readAmount(draft, amount, rules) ?? shareOf(atMost, affected?.share);
    if (!picked && amount) {
      // Understood, and not possible: the question says why.
      await askAmount.ask(context, true);
      return 'waiting';
    }
    if (!picked) return 'notUnderstood';
    setField(draft, 'amount', 'amount', picked);
    return 'taken';
  },
};

/** What the affected part cost, where so much can be asked for. */
function suggestion(draft: RefundDraft, atMost: Money): Money | undefined {
  const share = affectedShare(draft);
  return share && share.minor <= atMost.minor ? share : undefined;
}

/** "Half": of the most there can be. */
function shareOf({ minor, currency }: Money, share: number | undefined): Money | undefined {
  if (share === undefined || share <= 0 || share > 1) return undefined;
  return { minor: Math.round(minor * share), currency };
}

/** The amount that was said, if it can be asked for on this order. */
export function readAmount(
  draft: RefundDraft,
  said: { readonly minor: number; readonly currency?: string } | undefined,
  rules: RuleNumbers,
): Money | undefined {
  if (!said || !draft.order) return undefined;
  const asked = checkAmount(said, maxRefund(draft.order, draft.remedy, rules));
  return asked.kind === 'ok' ? asked.amount : undefined;
}
