import { z } from 'zod';
import { CaseId } from './ids.js';
import { RefundRequest } from './refundRequest.js';

export const Actor = z.enum(['buyer', 'seller', 'bot', 'agent', 'mediator', 'arbitrator', 'paymentProvider', 'system']);
export type Actor = z.infer<typeof Actor>;

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
]);
export type CaseState = z.infer<typeof CaseState>;

/** A date by which somebody has to act, and what happens when nobody does. */
export const Deadline = z.object({
  kind: z.enum(['sellerResponse', 'escalationOpens', 'autoEscalation']),
  at: z.int(),
  /** platform: the platform named it. estimated: counted from its published rule. */
  source: z.enum(['platform', 'estimated']),
});
export type Deadline = z.infer<typeof Deadline>;

export const RefundCase = z.object({
  caseId: CaseId,
  /** The idempotency key it was opened with. */
  reference: z.string().min(16).max(128),
  buyerId: z.string().min(1).max(256),
  request: RefundRequest,
  state: CaseState,
  openedAt: z.int(),
  deadlines: z.array(Deadline).max(20),
  /** Append-only. */
  history: z
    .array(z.object({ at: z.int(), actor: Actor, event: z.string().max(60) }))
    .min(1)
    .max(1_000),
});
export type RefundCase = z.infer<typeof RefundCase>;
