import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import type { ReviewField } from '../../services/content/copy.js';
import { proportionalRefund } from '../../services/refunds/maxRefund.js';
import type { Money } from '../../services/refunds/money.js';
import type { Order } from '../../services/refunds/order.js';
import { problemRow } from '../../services/refunds/problemTypes.js';
import type { DetailField, Remedy } from '../../services/refunds/refundTerms.js';
import { remediesFor } from '../../services/refunds/remedies.js';
import type { RuleNumbers } from '../../services/refunds/ruleNumbers.js';
import { dialogTurn } from '../kit/dialogTurn.js';
import type { RefundDraft } from './refundDraft.js';

export function newDraft(now: number): RefundDraft {
  return { draftId: randomUUID(), startedAt: now, trail: [] };
}

/** Is it worth keeping: would the buyer have to tell again what took them a while to tell? */
export function holdsMuch({ order, description, trail }: RefundDraft): boolean {
  return order !== undefined || description !== undefined || trail.length > 0;
}

/** The draft of the filing under way. Throws outside of one. */
export function draftOf(context: TurnContext): RefundDraft {
  const { draft } = dialogTurn(context).state;
  if (!draft) throw new Error('no filing is under way');
  return draft;
}

/** The order of a draft whose first step is done. */
export function orderOf(draft: RefundDraft): Order {
  if (!draft.order) throw new Error('the order is asked first');
  return draft.order;
}

/** Puts an answer into the draft and remembers it for "back". What followed from the old answer goes. */
export function setField<F extends keyof RefundDraft>(
  draft: RefundDraft,
  field: ReviewField,
  name: F,
  value: RefundDraft[F],
): void {
  forget(draft, field);
  draft[name] = value;
  draft.trail.push(field);
}

/** Takes an answer back, and whatever was concluded from it: it will be asked again. */
export function forget(draft: RefundDraft, field: ReviewField): void {
  for (const name of HELD_BY[field]) delete draft[name];
  draft.trail = draft.trail.filter((answered) => answered !== field);
  if (draft.unknownDetails) draft.unknownDetails = draft.unknownDetails.filter((detail) => detail !== field);
  delete draft.confirmed;
  delete draft.choosing;
}

/** Takes an answer back so that it is asked. A full refund has no amount of its own: to change that is to ask for a part. */
export function reopen(draft: RefundDraft, field: ReviewField): void {
  forget(draft, field);
  if (field === 'seller') delete draft.sellerActs;
  if (field === 'order') draft.orderTrouble = { kind: 'changed', said: [] };
  if (field === 'amount' && draft.remedy !== 'compensationForDelay') draft.remedy = 'partialRefund';
}

const HELD_BY: Readonly<Record<ReviewField, readonly (keyof RefundDraft & keyof Optional)[]>> = {
  order: ['order', 'claimedOrder', 'orderTrouble', 'checked', 'affected', 'amount'],
  problem: ['problem', 'checked', 'remedy', 'amount', 'unwanted'],
  affected: ['affected', 'affectedSaid'],
  description: ['description'],
  noticedOn: ['noticedOn'],
  seller: ['seller', 'contacted'],
  remedy: ['remedy', 'amount', 'unwanted'],
  amount: ['amount'],
  evidence: ['evidenceLinks', 'evidenceFiles'],
};
type Optional = Omit<RefundDraft, 'draftId' | 'startedAt' | 'trail'>;

/** The details that this problem needs and nobody has told yet. */
export function missingDetails(draft: RefundDraft): readonly DetailField[] {
  return asksFor(draft).filter((field) => draft[field] === undefined && !draft.unknownDetails?.includes(field));
}

/** What can be asked for; nothing before problem and order are known. */
export function remedies(draft: RefundDraft, rules: RuleNumbers): readonly Remedy[] {
  return draft.problem && draft.order ? remediesFor(draft.problem, draft.order, rules) : [];
}

/** What the affected part of the order cost; nothing when that is all of it, or not known. */
export function affectedShare({ affected, order }: RefundDraft): Money | undefined {
  return affected && order && affected.count < affected.total ? proportionalRefund(order, affected) : undefined;
}

/** The details that this problem needs. */
export function asksFor(draft: RefundDraft): readonly DetailField[] {
  return draft.problem ? problemRow(draft.problem).asks : [];
}

/** The fields that the review shows for this draft. */
export function reviewFields(draft: RefundDraft, rules: RuleNumbers): readonly ReviewField[] {
  const mayBePart = draft.remedy === 'fullRefund' && remedies(draft, rules).includes('partialRefund');
  return [
    'order',
    'problem',
    ...asksFor(draft),
    'seller',
    'remedy',
    ...(draft.amount || mayBePart ? (['amount'] as const) : []),
    'evidence',
  ];
}

/** A part was asked for, and not which. */
export function needsAmount({ remedy, amount }: RefundDraft): boolean {
  return (remedy === 'partialRefund' || remedy === 'compensationForDelay') && amount === undefined;
}

/** What the filing still needs before it can be shown for review. */
export function missingFields(draft: RefundDraft, rules: RuleNumbers): readonly ReviewField[] {
  const details: readonly ReviewField[] = missingDetails(draft);
  const known: Partial<Record<ReviewField, boolean>> = {
    order: draft.order !== undefined,
    problem: draft.problem !== undefined,
    seller: draft.seller !== undefined,
    remedy: draft.remedy !== undefined,
    evidence: draft.evidenceLinks !== undefined,
  };
  const missing = reviewFields(draft, rules).filter((field) => known[field] === false || details.includes(field));
  return needsAmount(draft) ? [...missing, 'amount'] : missing;
}
