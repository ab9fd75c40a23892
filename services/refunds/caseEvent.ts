import { z } from 'zod';
import { Money } from './money.js';
import { FiledFile } from './refundRequest.js';
import { type Actor, Remedy } from './refundTerms.js';

const Words = z.string().trim().min(1).max(2_000);

/** What a seller or a buyer puts forward, and a mediator decides: what is done, and how much is paid, where it is money. */
export const Settlement = z.object({ remedy: Remedy, amount: Money.optional() });
export type Settlement = z.infer<typeof Settlement>;

/** What a decision says. `nothing`: the claim is turned down. */
export const Decision = z.object({
  outcome: z.enum(['fullRefund', 'partialRefund', 'returnAndRefund', 'nothing']),
  amount: Money.optional(),
  reason: Words,
});
export type Decision = z.infer<typeof Decision>;

/** Where goods go back to: only the case names it, never a message. */
export const ReturnAddress = z.object({ lines: z.array(z.string().trim().min(1).max(120)).min(1).max(8) });
export type ReturnAddress = z.infer<typeof ReturnAddress>;

export const Parcel = z.object({
  carrier: z.string().trim().min(1).max(80),
  number: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9-]{6,40}$/),
});
export type Parcel = z.infer<typeof Parcel>;

/** What a buyer hands in later; something of it there is always. */
export const Evidence = z
  .object({
    links: z.array(z.url({ protocol: /^https?$/ }).max(2_000)).max(20),
    files: z.array(FiledFile).max(20),
    words: Words.optional(),
  })
  .refine(
    ({ links, files, words }) => links.length + files.length > 0 || words !== undefined,
    'expected some evidence',
  );
export type Evidence = z.infer<typeof Evidence>;

/** By which way money goes back, as far as its usual days are known. */
export const PayoutMethod = z.enum(['card', 'bankTransfer', 'onlineBank']);
export type PayoutMethod = z.infer<typeof PayoutMethod>;

/** Everything that can happen to a case, with what belongs to it. Times are ms since epoch. */
export const CaseEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sellerAgrees') }),
  z.object({ kind: z.literal('sellerProposes'), proposal: Settlement, words: Words.optional() }),
  z.object({ kind: z.literal('sellerRefuses'), words: Words.optional() }),
  z.object({ kind: z.literal('buyerAccepts') }),
  /** Not this proposal; the seller may make another. */
  z.object({ kind: z.literal('buyerRejects') }),
  z.object({ kind: z.literal('buyerCounters'), proposal: Settlement, words: Words.optional() }),
  z.object({ kind: z.literal('buyerEscalates') }),
  z.object({ kind: z.literal('clockEscalates') }),
  z.object({ kind: z.literal('buyerWithdraws') }),
  /** Closed because somebody did not answer in time. Another case may follow while the claim window is open. */
  z.object({ kind: z.literal('caseLapses') }),
  /** Both agree while the platform looks at it; it stops, and does not enforce what they agreed. */
  z.object({ kind: z.literal('partiesSettle'), proposal: Settlement }),
  z.object({ kind: z.literal('mediatorAsksEvidence'), words: Words, by: z.int().optional() }),
  z.object({ kind: z.literal('buyerAddsEvidence'), evidence: Evidence }),
  z.object({ kind: z.literal('mediatorDecides'), decision: Decision }),
  z.object({ kind: z.literal('buyerObjects'), evidence: Evidence }),
  z.object({ kind: z.literal('buyerGoesToArbitration') }),
  z.object({ kind: z.literal('arbitratorDecides'), decision: Decision }),
  z.object({ kind: z.literal('returnOrdered'), address: ReturnAddress, by: z.int().optional() }),
  z.object({ kind: z.literal('refundOrdered'), amount: Money }),
  z.object({ kind: z.literal('claimRefused') }),
  /** Over in another way than by money: what was agreed in kind is done, or the platform closes it; `words`: why. */
  z.object({ kind: z.literal('caseEnds'), words: Words.optional() }),
  z.object({ kind: z.literal('buyerShipsBack'), parcel: Parcel }),
  z.object({ kind: z.literal('sellerConfirmsReturn'), amount: Money }),
  z.object({ kind: z.literal('sellerDisputesReturn'), words: Words.optional() }),
  /** The money is on its way; `method` says how long that usually takes. */
  z.object({ kind: z.literal('refundStarts'), method: PayoutMethod.optional() }),
  z.object({ kind: z.literal('refundFails'), words: Words.optional() }),
  z.object({ kind: z.literal('refundRetried') }),
  z.object({ kind: z.literal('refundArrives') }),
  /** Nothing moves while a chargeback or a fraud review is open. */
  z.object({ kind: z.literal('holdSet'), hold: z.enum(['chargeback', 'fraudReview']) }),
  z.object({ kind: z.literal('holdLifted') }),
]);
export type CaseEvent = z.infer<typeof CaseEvent>;
export type CaseEventKind = CaseEvent['kind'];

/** Who does each. */
export const EVENT_ACTORS = {
  sellerAgrees: 'seller',
  sellerProposes: 'seller',
  sellerRefuses: 'seller',
  buyerAccepts: 'buyer',
  buyerRejects: 'buyer',
  buyerCounters: 'buyer',
  buyerEscalates: 'buyer',
  clockEscalates: 'system',
  buyerWithdraws: 'buyer',
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
  caseEnds: 'system',
  buyerShipsBack: 'buyer',
  sellerConfirmsReturn: 'seller',
  sellerDisputesReturn: 'seller',
  refundStarts: 'paymentProvider',
  refundFails: 'paymentProvider',
  refundRetried: 'paymentProvider',
  refundArrives: 'paymentProvider',
  holdSet: 'system',
  holdLifted: 'system',
} as const satisfies Record<CaseEventKind, Actor>;
