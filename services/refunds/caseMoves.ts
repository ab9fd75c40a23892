import type { Actor, CaseState, RefundCase } from './refundCase.js';

/** Everything that can happen to a case, and who does it. */
export const EVENT_ACTORS = {
  sellerAgrees: 'seller',
  sellerProposes: 'seller',
  sellerRefuses: 'seller',
  buyerAccepts: 'buyer',
  buyerCounters: 'buyer',
  buyerEscalates: 'buyer',
  clockEscalates: 'system',
  buyerWithdraws: 'buyer',
  /** Closed because somebody did not answer in time. Another case may follow while the claim window is open. */
  caseLapses: 'system',
  partiesSettle: 'buyer',
  mediatorAsksEvidence: 'mediator',
  buyerAddsEvidence: 'buyer',
  mediatorDecides: 'mediator',
  buyerObjects: 'buyer',
  buyerGoesToArbitration: 'buyer',
  arbitratorDecides: 'arbitrator',
  returnOrdered: 'system',
  refundOrdered: 'system',
  claimRefused: 'system',
  buyerShipsBack: 'buyer',
  sellerConfirmsReturn: 'seller',
  sellerDisputesReturn: 'seller',
  refundFails: 'paymentProvider',
  refundRetried: 'paymentProvider',
  refundArrives: 'paymentProvider',
} as const satisfies Record<string, Actor>;

export type CaseEvent = { readonly kind: keyof typeof EVENT_ACTORS };

/**
 * The life of a case: what leads from where to where; anything else is not allowed.
 * Sources: H-20155175, H-1000060198, H-22040035, H-14414285 (2026-11).
 */
export const MOVES = {
  awaitingSeller: {
    sellerAgrees: 'agreed',
    sellerProposes: 'proposalPending',
    sellerRefuses: 'proposalPending', // The buyer's turn: counter, escalate or withdraw.
    buyerEscalates: 'mediation',
    clockEscalates: 'mediation',
    buyerWithdraws: 'withdrawn',
    caseLapses: 'expired',
  },
  proposalPending: {
    sellerAgrees: 'agreed',
    sellerProposes: 'proposalPending',
    buyerAccepts: 'agreed',
    buyerCounters: 'awaitingSeller',
    buyerEscalates: 'mediation',
    clockEscalates: 'mediation',
    buyerWithdraws: 'withdrawn',
    caseLapses: 'expired',
  },
  agreed: { returnOrdered: 'awaitingReturn', refundOrdered: 'refundPending' },
  mediation: {
    mediatorAsksEvidence: 'awaitingEvidence',
    mediatorDecides: 'decided',
    partiesSettle: 'agreed',
    buyerWithdraws: 'withdrawn',
  },
  awaitingEvidence: {
    buyerAddsEvidence: 'mediation',
    partiesSettle: 'agreed',
    buyerWithdraws: 'withdrawn',
    caseLapses: 'expired', // Missing the evidence date cancels the request.
  },
  decided: {
    buyerObjects: 'mediation',
    buyerGoesToArbitration: 'arbitration',
    returnOrdered: 'awaitingReturn',
    refundOrdered: 'refundPending',
    claimRefused: 'rejected',
  },
  arbitration: { arbitratorDecides: 'decidedFinal', partiesSettle: 'agreed', buyerWithdraws: 'withdrawn' },
  decidedFinal: { returnOrdered: 'awaitingReturn', refundOrdered: 'refundPending', claimRefused: 'rejected' },
  awaitingReturn: { buyerShipsBack: 'returnInTransit', buyerWithdraws: 'withdrawn', caseLapses: 'expired' },
  returnInTransit: { sellerConfirmsReturn: 'refundPending', sellerDisputesReturn: 'mediation' },
  refundPending: { refundArrives: 'refunded', refundFails: 'refundFailed' },
  refundFailed: { refundRetried: 'refundPending', refundArrives: 'refunded' },
  refunded: {},
  rejected: {},
  withdrawn: {},
  expired: {},
} as const satisfies Record<CaseState, Partial<Record<CaseEvent['kind'], CaseState>>>;

/** Where the event leads; undefined: it is not allowed there. */
export function stateAfter(state: CaseState, event: CaseEvent): CaseState | undefined {
  const moves: Partial<Record<CaseEvent['kind'], CaseState>> = MOVES[state];
  // An event may come from outside with any name: what every object inherits is no move.
  return Object.hasOwn(moves, event.kind) ? moves[event.kind] : undefined;
}

/** Can anything still happen to it? A case that is closed never opens again: another one may. */
export function isOpen(refundCase: Pick<RefundCase, 'state'>): boolean {
  return Object.keys(MOVES[refundCase.state]).length > 0;
}

export type Moved =
  | { readonly kind: 'moved'; readonly case: RefundCase }
  | { readonly kind: 'notAllowed'; readonly state: CaseState };

/** The case after the event, with its line of history; the one given is left as it is. `at`: ms since epoch. */
export function moveCase(refundCase: RefundCase, event: CaseEvent, at: number): Moved {
  const state = stateAfter(refundCase.state, event);
  if (state === undefined) return { kind: 'notAllowed', state: refundCase.state };
  const line = { at, actor: EVENT_ACTORS[event.kind], event: event.kind };
  return { kind: 'moved', case: { ...refundCase, state, history: [...refundCase.history, line] } };
}
