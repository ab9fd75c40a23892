import { z } from 'zod';
import { Decision, Evidence, Parcel, PayoutMethod, ReturnAddress, Settlement } from './caseEvent.js';
import { CaseId } from './ids.js';
import { Money } from './money.js';
import { RefundRequest } from './refundRequest.js';
import { Actor } from './refundTerms.js';

/** The states of a case. Who moves it from where to where is the table of moves. */
export const CaseState = z.enum([
  'awaitingSeller',
  'proposalPending',
  'agreed',
  'mediation',
  'awaitingEvidence',
  'decided',
  'arbitration',
  'decidedFinal',
  'awaitingReturn',
  'returnInTransit',
  'refundPending',
  'refundFailed',
  'refunded',
  'rejected',
  'withdrawn',
  'expired',
  /** Over in another way: what was agreed in kind has been done, or the platform has closed it. */
  'closedOther',
  /** Another platform's word that stands for none of these: it is kept (`platform`), and nothing is guessed from it. */
  'unknown',
]);
export type CaseState = z.infer<typeof CaseState>;

/** Where a case is; `state` says besides whose turn it is. */
export const CaseStage = z.enum(['negotiation', 'mediation', 'arbitration', 'payout', 'closed', 'unknown']);
export type CaseStage = z.infer<typeof CaseStage>;

/** Outside of the way of a case: while one is set, neither side moves it. */
const CaseHold = z.enum(['none', 'chargeback', 'fraudReview']);

/** A date by which somebody has to act, and what happens when nobody does. */
export const Deadline = z.object({
  kind: z.enum([
    'sellerResponse',
    'escalationOpens',
    'autoEscalation',
    'mediatorFirstTouch',
    'mediatorReview',
    'evidence',
    'sendBack',
    'refundInitiation',
    'payout',
  ]),
  at: z.int(),
  onExpiry: z.enum([
    'buyerMayEscalate',
    'platformSteps',
    'caseCloses',
    'platformIsOverdue',
    'sellerBalanceIsAsked',
    'bankIsTraced',
  ]),
  /** platform: the platform named it. estimated: counted from its published rule. */
  source: z.enum(['platform', 'estimated']),
});
export type Deadline = z.infer<typeof Deadline>;

/** One thing that has happened. `at`: ms since epoch. `sourceEventId`: by which whoever reported it names it. */
export const HistoryLine = z.object({
  at: z.int(),
  actor: Actor,
  event: z.string().max(60),
  sourceEventId: z.string().max(128).optional(),
});

export const RefundCase = z.object({
  caseId: CaseId,
  /** The idempotency key it was opened with. */
  reference: z.string().min(16).max(128),
  buyerId: z.string().min(1).max(256),
  request: RefundRequest,
  state: CaseState,
  hold: CaseHold,
  /** What the other side has put forward last, and nobody has answered yet. */
  proposal: Settlement.extend({ by: z.enum(['seller', 'buyer']), words: z.string().max(2_000).optional() }).optional(),
  /** What both agreed on, or was decided: what is paid follows from it. */
  settlement: Settlement.optional(),
  decision: Decision.optional(),
  /** What the mediator wants to see. */
  evidenceAsked: z.string().max(2_000).optional(),
  /** What the buyer has handed in since it was filed, with an objection or when it was asked for. */
  evidenceAdded: z
    .array(Evidence.safeExtend({ at: z.int() }))
    .max(50)
    .optional(),
  returnTo: ReturnAddress.optional(),
  parcel: Parcel.optional(),
  refund: z.object({ amount: Money, startedAt: z.int().optional(), method: PayoutMethod.optional() }).optional(),
  /** Another platform's own words for where it is, as they came. */
  platform: z.object({ status: z.string().max(200), stage: z.string().max(200).optional() }).optional(),
  openedAt: z.int(),
  deadlines: z.array(Deadline).max(20),
  /** Append-only. */
  history: z.array(HistoryLine).min(1).max(1_000),
});
export type RefundCase = z.infer<typeof RefundCase>;

/** It is settled for goods, and no money is paid. */
export function isInKind({ settlement }: Pick<RefundCase, 'settlement'>): boolean {
  return settlement?.remedy === 'replacement' || settlement?.remedy === 'resendMissing';
}
