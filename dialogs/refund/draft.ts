import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import type { ReviewField } from '../../services/content/copy.js';
import type { Order } from '../../services/refunds/order.js';
import { problemRow } from '../../services/refunds/problemTypes.js';
import type { DetailField } from '../../services/refunds/refundTerms.js';
import { dialogTurn } from '../kit/dialogTurn.js';
import type { RefundDraft } from './refundDraft.js';

export function newDraft(now: number): RefundDraft {
  return { draftId: randomUUID(), startedAt: now, trail: [] };
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
}

const HELD_BY: Readonly<Record<ReviewField, readonly (keyof RefundDraft & keyof Optional)[]>> = {
  order: ['order', 'orderTrouble', 'checked', 'affected', 'amount'],
  problem: ['problem', 'checked', 'remedy', 'amount'],
  affected: ['affected', 'affectedSaid'],
  description: ['description'],
  noticedOn: ['noticedOn'],
  seller: ['seller'],
  remedy: ['remedy', 'amount'],
  amount: ['amount'],
  evidence: ['evidenceLinks'],
};
type Optional = Omit<RefundDraft, 'draftId' | 'startedAt' | 'trail'>;

/** The details that this problem needs and nobody has told yet. */
export function missingDetails(draft: RefundDraft): readonly DetailField[] {
  if (!draft.problem) return [];
  return problemRow(draft.problem).asks.filter(
    (field) => draft[field] === undefined && !draft.unknownDetails?.includes(field),
  );
}

/** The fields that the review shows for this draft. */
export function reviewFields(draft: RefundDraft): readonly ReviewField[] {
  const details: readonly DetailField[] = draft.problem ? problemRow(draft.problem).asks : [];
  return [
    'order',
    'problem',
    ...details,
    'seller',
    'remedy',
    ...(draft.amount ? (['amount'] as const) : []),
    'evidence',
  ];
}
