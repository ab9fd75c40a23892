import type { CaseEvent, CaseEventKind } from './caseEvent.js';
import { ANSWERS, type NotAllowed, stateAfter } from './caseMoves.js';
import type { RefundCase } from './refundCase.js';

/** What a buyer can do to a case, by the event that it is. */
export const BUYER_ACTIONS = [
  'buyerAccepts',
  'buyerCounters',
  'buyerRejects',
  'buyerAddsEvidence',
  'buyerEscalates',
  'partiesSettle',
  'buyerShipsBack',
  'buyerObjects',
  'buyerGoesToArbitration',
  'buyerWithdraws',
] as const satisfies readonly CaseEventKind[];
export type BuyerAction = (typeof BUYER_ACTIONS)[number];

/** Of these, what a buyer does in the chat. What both settle while the platform looks needs the seller's word too. */
export const CHAT_ACTIONS = [
  'buyerAccepts',
  'buyerCounters',
  'buyerRejects',
  'buyerAddsEvidence',
  'buyerEscalates',
  'buyerShipsBack',
  'buyerObjects',
  'buyerGoesToArbitration',
  'buyerWithdraws',
] as const satisfies readonly BuyerAction[];
export type ChatAction = (typeof CHAT_ACTIONS)[number];

/** Of these, what is asked once more before it is done; evidence is done by handing it in. */
export type AskedAction = Exclude<ChatAction, 'buyerAddsEvidence' | 'buyerObjects'>;

/** A buyer's own event, with all that belongs to it. */
export type BuyerEvent = Extract<CaseEvent, { kind: BuyerAction }>;

export function isChatEvent(event: CaseEvent): event is Extract<CaseEvent, { kind: ChatAction }> {
  return (CHAT_ACTIONS as readonly CaseEventKind[]).includes(event.kind);
}

/** `from`: it can be done from then on, and not before. ms since epoch. */
export type AllowedAction = { readonly action: BuyerAction; readonly from?: number };

/** What the buyer can do at this state, now or from a day on that is known; in the order in which it is usually wanted. */
export function allowedActions(refundCase: RefundCase, now: number): readonly AllowedAction[] {
  if (refundCase.hold !== 'none') return [];
  return BUYER_ACTIONS.flatMap((action): AllowedAction[] => {
    if (stateAfter(refundCase.state, action) === undefined) return [];
    if (ANSWERS.includes(action) && refundCase.proposal?.by !== 'seller') return [];
    if (action !== 'buyerEscalates') return [{ action }];
    const from = refundCase.deadlines.find(({ kind }) => kind === 'escalationOpens')?.at;
    return [from === undefined || from <= now ? { action } : { action, from }];
  });
}

/** Whether it can be done at this moment, and if not, why. */
export function mayDo(refundCase: RefundCase, action: BuyerAction, now: number): NotAllowed | 'yes' {
  if (stateAfter(refundCase.state, action) === undefined) return 'state';
  if (refundCase.hold !== 'none') return 'hold';
  const found = allowedActions(refundCase, now).find((each) => each.action === action);
  if (!found) return 'proposal';
  return found.from === undefined ? 'yes' : 'tooEarly';
}
