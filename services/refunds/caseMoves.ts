import { deadlinesAfter } from './caseClocks.js';
import { type CaseEvent, type CaseEventKind, EVENT_ACTORS } from './caseEvent.js';
import { factsAfter } from './caseFacts.js';
import type { CaseStage, CaseState, RefundCase } from './refundCase.js';
import { RULES, type RuleNumbers } from './ruleNumbers.js';

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
    caseEnds: 'closedOther',
  },
  proposalPending: {
    sellerAgrees: 'agreed',
    sellerProposes: 'proposalPending',
    buyerAccepts: 'agreed',
    buyerRejects: 'awaitingSeller',
    buyerCounters: 'awaitingSeller',
    buyerEscalates: 'mediation',
    clockEscalates: 'mediation',
    buyerWithdraws: 'withdrawn',
    caseLapses: 'expired',
    caseEnds: 'closedOther',
  },
  agreed: { returnOrdered: 'awaitingReturn', refundOrdered: 'refundPending', caseEnds: 'closedOther' },
  mediation: {
    mediatorAsksEvidence: 'awaitingEvidence',
    mediatorDecides: 'decided',
    partiesSettle: 'agreed',
    buyerWithdraws: 'withdrawn',
    caseEnds: 'closedOther',
  },
  awaitingEvidence: {
    buyerAddsEvidence: 'mediation',
    partiesSettle: 'agreed',
    buyerWithdraws: 'withdrawn',
    caseLapses: 'expired', // Missing the evidence date cancels the request.
    caseEnds: 'closedOther',
  },
  decided: {
    buyerObjects: 'mediation',
    buyerGoesToArbitration: 'arbitration',
    returnOrdered: 'awaitingReturn',
    refundOrdered: 'refundPending',
    claimRefused: 'rejected',
    caseEnds: 'closedOther',
  },
  arbitration: {
    arbitratorDecides: 'decidedFinal',
    partiesSettle: 'agreed',
    buyerWithdraws: 'withdrawn',
    caseEnds: 'closedOther',
  },
  decidedFinal: {
    returnOrdered: 'awaitingReturn',
    refundOrdered: 'refundPending',
    claimRefused: 'rejected',
    caseEnds: 'closedOther',
  },
  awaitingReturn: {
    buyerShipsBack: 'returnInTransit',
    buyerWithdraws: 'withdrawn',
    caseLapses: 'expired',
    caseEnds: 'closedOther',
  },
  returnInTransit: { sellerConfirmsReturn: 'refundPending', sellerDisputesReturn: 'mediation' },
  refundPending: { refundStarts: 'refundPending', refundArrives: 'refunded', refundFails: 'refundFailed' },
  refundFailed: { refundRetried: 'refundPending', refundArrives: 'refunded' },
  refunded: {},
  rejected: {},
  withdrawn: {},
  expired: {},
  closedOther: {},
  unknown: {},
} as const satisfies Record<CaseState, Partial<Record<CaseEventKind, CaseState>>>;

const STAGES: Readonly<Record<CaseState, CaseStage>> = {
  awaitingSeller: 'negotiation',
  proposalPending: 'negotiation',
  agreed: 'payout',
  mediation: 'mediation',
  awaitingEvidence: 'mediation',
  decided: 'mediation',
  arbitration: 'arbitration',
  decidedFinal: 'arbitration',
  awaitingReturn: 'payout',
  returnInTransit: 'payout',
  refundPending: 'payout',
  refundFailed: 'payout',
  refunded: 'closed',
  rejected: 'closed',
  withdrawn: 'closed',
  expired: 'closed',
  closedOther: 'closed',
  unknown: 'unknown',
};

export function stageOf({ state }: Pick<RefundCase, 'state'>): CaseStage {
  return STAGES[state];
}

/** Where the event leads; undefined: it is not allowed there. */
export function stateAfter(state: CaseState, kind: CaseEventKind): CaseState | undefined {
  if (kind === 'holdSet' || kind === 'holdLifted') return STAGES[state] === 'closed' ? undefined : state;
  const moves: Partial<Record<CaseEventKind, CaseState>> = MOVES[state];
  // An event may come from outside with any name: what every object inherits is no move.
  return Object.hasOwn(moves, kind) ? moves[kind] : undefined;
}

/** Can anything still happen to it? A case that is closed never opens again: another one may. */
export function isOpen(refundCase: Pick<RefundCase, 'state'>): boolean {
  return stageOf(refundCase) !== 'closed';
}

export type Moved =
  | { readonly kind: 'moved'; readonly case: RefundCase }
  /** It happened before, under this id: nothing changes. */
  | { readonly kind: 'repeated'; readonly case: RefundCase }
  /** The case is in no state for it, or on hold. */
  | { readonly kind: 'notAllowed'; readonly state: CaseState; readonly why: NotAllowed }
  /** Older than what is known already. */
  | { readonly kind: 'outOfDate'; readonly newest: number };

/** `proposal`: nobody has put anything forward. `tooEarly`: the day has not come. `amount`: more than was paid, or missing. */
export type NotAllowed = 'state' | 'hold' | 'proposal' | 'tooEarly' | 'amount';

/** `at`: when it happened, ms since epoch. `id`: by which whoever reports it names it; the same one happens once. */
export type Happening = { readonly at: number; readonly id?: string | undefined };

/** The case after the event, with its line of history and its dates; the one given is left as it is. */
export function moveCase(
  refundCase: RefundCase,
  event: CaseEvent,
  { at, id }: Happening,
  rules: RuleNumbers = RULES,
): Moved {
  const { state, history } = refundCase;
  if (id !== undefined && history.some(({ sourceEventId }) => sourceEventId === id))
    return { kind: 'repeated', case: refundCase };
  const newest = history.at(-1)?.at ?? refundCase.openedAt;
  if (at < newest) return { kind: 'outOfDate', newest };
  const next = stateAfter(state, event.kind);
  if (next === undefined) return { kind: 'notAllowed', state, why: 'state' };
  const why = obstacle(refundCase, event, at);
  if (why) return { kind: 'notAllowed', state, why };
  const line = {
    at,
    actor: EVENT_ACTORS[event.kind],
    event: event.kind,
    ...(id === undefined ? {} : { sourceEventId: id }),
  };
  const moved = factsAfter({ ...refundCase, state: next, history: [...history, line] }, event, at);
  return { kind: 'moved', case: { ...moved, deadlines: deadlinesAfter(refundCase, moved, event, at, rules) } };
}

/** What is said to a proposal of the seller, and to nothing else. */
export const ANSWERS: readonly CaseEventKind[] = ['buyerAccepts', 'buyerRejects'];

/** Why it cannot be done now, though the state would allow it. */
function obstacle(refundCase: RefundCase, event: CaseEvent, at: number): NotAllowed | undefined {
  const { hold, proposal, deadlines } = refundCase;
  if (event.kind === 'holdLifted') return hold === 'none' ? 'hold' : undefined;
  if (event.kind === 'holdSet') return hold === 'none' ? undefined : 'hold';
  if (hold !== 'none') return 'hold';
  if (ANSWERS.includes(event.kind) && proposal?.by !== 'seller') return 'proposal';
  const day = { buyerEscalates: 'escalationOpens', clockEscalates: 'autoEscalation' } as const;
  if (event.kind === 'buyerEscalates' || event.kind === 'clockEscalates') {
    const from = deadlines.find(({ kind }) => kind === day[event.kind])?.at;
    if (from !== undefined && at < from) return 'tooEarly';
  }
  return undefined;
}
