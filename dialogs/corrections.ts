import type { TurnContext } from 'botbuilder';
import type { ReviewField } from '../services/content/copy.js';
import { acceptLinks } from '../services/evidence/evidenceLinks.js';
import { plain } from './kit/choices.js';
import { dialogTurn, type Reply } from './kit/dialogTurn.js';
import { settleAffected } from './refund/affected.js';
import { draftOf, forget, reviewFields, setField } from './refund/draft.js';
import { lookUpOrder } from './refund/lookUpOrder.js';
import type { RefundDraft } from './refund/refundDraft.js';
import { readAmount } from './refund/steps/askAmount.js';

/**
 * Takes from a message whatever it says of the filing: all of it at the start, and what is new or different later
 * ("the amount is 300", "wrong order, it is 2341..."). Returns the fields that it touched.
 */
export async function takeWhatIsSaid(context: TurnContext, reply: Reply): Promise<readonly ReviewField[]> {
  const draft = draftOf(context);
  const { slots } = reply.understood;
  const touched: ReviewField[] = [];
  // First, because what was asked for goes with the problem it was asked for.
  if (takeProblem(draft, reply)) touched.push('problem');
  if (slots.orderIds.length > 0 && slots.orderIds.join() !== draft.order?.orderId) {
    await lookUpOrder(context, slots.orderIds);
    touched.push('order');
  }
  if (slots.affected) {
    forget(draft, 'affected');
    draft.affectedSaid = slots.affected;
    touched.push('affected');
  }
  // What was said before the order was known is counted as soon as it is.
  settleAffected(draft);
  if (slots.day) {
    setField(draft, 'noticedOn', 'noticedOn', slots.day);
    touched.push('noticedOn');
  }
  if (slots.seller) {
    setField(draft, 'seller', 'seller', slots.seller);
    touched.push('seller');
  }
  if (slots.remedy) {
    setField(draft, 'remedy', 'remedy', slots.remedy);
    touched.push('remedy');
  }
  if (takeAmount(draft, slots.amount)) touched.push('amount');
  const links = acceptLinks([...(draft.evidenceLinks ?? []), ...slots.links]);
  if (slots.links.length > 0 && links.length > 0) {
    setField(draft, 'evidence', 'evidenceLinks', [...links]);
    touched.push('evidence');
  }
  return touched;
}

/** A figure is what the buyer asks for only once a remedy is chosen; in a story it is more often the price. */
function takeAmount(draft: RefundDraft, said: Reply['understood']['slots']['amount']): boolean {
  const amount = readAmount(draft, said);
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
  const { orderIds, links, ...others } = slots;
  const saysMore = orderIds.length > 0 || links.length > 0 || Object.values(others).some((slot) => slot !== undefined);
  if (draft.problem !== undefined && saysMore) return false;
  setField(draft, 'problem', 'problem', problem);
  return true;
}

/** "change the amount", "wrong order": the field that is to be asked again, if the words name one. */
export function fieldToChange(context: TurnContext, text: string): ReviewField | undefined {
  const { words } = dialogTurn(context).ports.content;
  const said = ` ${plain(text)} `;
  if (said.length > 60 || !words.changeWords.some((word) => said.includes(` ${word} `))) return undefined;
  return reviewFields(draftOf(context)).find((field) =>
    words.fieldWords[field].some((word) => said.includes(` ${word} `)),
  );
}
