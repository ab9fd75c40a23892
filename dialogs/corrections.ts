import type { TurnContext } from 'botbuilder';
import type { ReviewField } from '../services/content/copy.js';
import type { DetailField } from '../services/refunds/refundTerms.js';
import type { Slots } from '../services/understanding/understanding.js';
import { dialogTurn, type Reply } from './kit/dialogTurn.js';
import { countOf, settleAffected } from './refund/affected.js';
import { openingDescription } from './refund/description.js';
import { asksFor, draftOf, forget, setField } from './refund/draft.js';
import { lookUpOrder } from './refund/lookUpOrder.js';
import type { RefundDraft } from './refund/refundDraft.js';
import { outcomeBy } from './refund/sellerActs.js';
import { readAmount } from './refund/steps/askAmount.js';
import { takeEvidence } from './refund/takeEvidence.js';

/**
 * Takes from a message whatever it says of the filing: all of it at the start, and what is new or different later
 * ("the amount is 300", "wrong order, it is 2341..."). Returns the fields that it touched. `named`: the one that the words
 * say is to be changed.
 */
export async function takeWhatIsSaid(
  context: TurnContext,
  reply: Reply,
  named?: ReviewField,
): Promise<readonly ReviewField[]> {
  const draft = draftOf(context);
  const { slots } = reply.understood;
  const touched: ReviewField[] = [];
  // First, because what was asked for goes with the problem it was asked for.
  // "Wrong order" sounds like a wrong item.
  if ((named === undefined || named === 'problem') && takeProblem(draft, reply)) touched.push('problem');
  if (slots.orderIds.length > 0 && slots.orderIds.join() !== draft.order?.orderId) {
    if ((await lookUpOrder(context, slots.orderIds)) || !draft.order) touched.push('order');
  }
  if (slots.affected && counts(draft, slots) && fits(draft, slots.affected)) {
    forget(draft, 'affected');
    draft.affectedSaid = slots.affected;
    touched.push('affected');
  }
  // What was said before the order was known is counted as soon as it is.
  settleAffected(draft);
  if (slots.day && slots.day !== draft.noticedOn && isAskedFor(draft, 'noticedOn')) {
    setField(draft, 'noticedOn', 'noticedOn', slots.day);
    touched.push('noticedOn');
  }
  if (slots.seller) {
    setField(draft, 'seller', 'seller', slots.seller);
    touched.push('seller');
  } else if (slots.sellerActs && takeActs(draft, slots.sellerActs)) touched.push('seller');
  if (slots.remedy) {
    setField(draft, 'remedy', 'remedy', slots.remedy);
    touched.push('remedy');
  }
  if (takeAmount(context, slots.amount)) touched.push('amount');
  if ((await takeEvidence(context, reply)) === 'added') touched.push('evidence');
  takeStory(context, draft, reply);
  return touched;
}

/** Where a number or a day is about the goods; at the other questions it is about offers, messages and money. */
const ABOUT_GOODS = new Set(['refund.askOrder', 'refund.askProblem', 'refund.askDetails']);

/** What an answer says beside the answer, as far as it is not known yet: it will not be asked. */
export async function takeTheRest(context: TurnContext, reply: Reply): Promise<void> {
  const { draft, asked } = dialogTurn(context).state;
  if (!draft) return;
  const { slots } = reply.understood;
  if (draft.problem === undefined && reply.understood.problem !== undefined && !reply.digresses)
    takeProblem(draft, reply);
  if (asked !== undefined && ABOUT_GOODS.has(asked)) {
    if (draft.affected === undefined && slots.affected && counts(draft, slots)) draft.affectedSaid ??= slots.affected;
    if (draft.noticedOn === undefined && slots.day && isAskedFor(draft, 'noticedOn'))
      setField(draft, 'noticedOn', 'noticedOn', slots.day);
    takeStory(context, draft, reply);
  }
  settleAffected(draft);
  if (draft.seller === undefined && slots.seller) setField(draft, 'seller', 'seller', slots.seller);
  if (slots.sellerActs) takeActs(draft, slots.sellerActs);
  if (draft.remedy === undefined && slots.remedy) setField(draft, 'remedy', 'remedy', slots.remedy);
  if (draft.amount === undefined) takeAmount(context, slots.amount);
  if (draft.evidenceLinks === undefined) await takeEvidence(context, reply);
}

/** They stand in the draft already; where nothing else is known of the seller, they say that the buyer wrote. */
function takeActs(draft: RefundDraft, acts: NonNullable<Slots['sellerActs']>): boolean {
  const outcome = outcomeBy(acts);
  if (draft.seller === undefined && outcome) setField(draft, 'seller', 'seller', { outcome });
  return acts.length > 0;
}

function isAskedFor(draft: RefundDraft, field: DetailField): boolean {
  return draft.problem === undefined || asksFor(draft).includes(field);
}

/** What cannot be (more than were ordered) does not push out what is known. */
function fits(draft: RefundDraft, said: NonNullable<Slots['affected']>): boolean {
  return draft.order === undefined || countOf(said, draft.order.units.count) !== undefined;
}

/** "I want everything back" is about the money, once it is known how many came broken. */
function counts(draft: RefundDraft, { affected, remedy }: Slots): boolean {
  const isMoney = affected?.all === true && affected.count === undefined && remedy !== undefined;
  return isAskedFor(draft, 'affected') && !(isMoney && (draft.affected !== undefined || draft.problem === undefined));
}

function takeStory(context: TurnContext, draft: RefundDraft, reply: Reply): void {
  const { words } = dialogTurn(context).ports.content;
  const story = draft.description === undefined && !reply.digresses ? openingDescription(reply, words) : undefined;
  if (story !== undefined) draft.description = story;
}

/** A figure is what the buyer asks for only once a remedy is chosen; in a story it is more often the price. */
function takeAmount(context: TurnContext, said: Reply['understood']['slots']['amount']): boolean {
  const draft = draftOf(context);
  const amount = readAmount(draft, said, dialogTurn(context).ports.rules);
  if (!amount || !draft.remedy || !draft.order) return false;
  const isAll = amount.minor === draft.order.paid.minor;
  if (isAll && draft.remedy !== 'partialRefund') return false;
  if (draft.remedy !== 'compensationForDelay') draft.remedy = isAll ? 'fullRefund' : 'partialRefund';
  setField(draft, 'amount', 'amount', amount);
  return true;
}

/** A problem that is already known changes only when the message is about nothing else. */
function takeProblem(draft: RefundDraft, reply: Reply): boolean {
  const { problem, slots } = reply.understood;
  if (!problem || problem === draft.problem || reply.digresses) return false;
  // "Wrong order, it is 2341..." is about the number, and no wrong item.
  const { orderIds, links, ...others } = slots;
  const saysMore = orderIds.length > 0 || links.length > 0 || Object.values(others).some((slot) => slot !== undefined);
  if (draft.problem !== undefined && saysMore) return false;
  setField(draft, 'problem', 'problem', problem);
  return true;
}
