import { z } from 'zod';

/** Who does something in a case. */
export const Actor = z.enum(['buyer', 'seller', 'bot', 'agent', 'mediator', 'arbitrator', 'paymentProvider', 'system']);
export type Actor = z.infer<typeof Actor>;

/** What can go wrong with an order. */
export const ProblemType = z.enum([
  'notShipped',
  'lateShipment',
  'notReceived',
  'falseTracking',
  'damaged',
  'defective',
  'notAsDescribed',
  'wrongItem',
  'shortQuantity',
  'counterfeit',
  'customsHeld',
  'cancelBeforeShipment',
  'refundNotArrived',
  'unauthorisedCharge',
  'overchargedOrDuplicate',
  'changeOfMind',
  'offPlatformPayment',
  'other',
]);
export type ProblemType = z.infer<typeof ProblemType>;

/** What the buyer asks for. */
export const Remedy = z.enum([
  'fullRefund',
  'partialRefund',
  'returnAndRefund',
  'replacement',
  'resendMissing',
  'compensationForDelay',
  'cancelOrder',
]);
export type Remedy = z.infer<typeof Remedy>;

/** What the seller did when the buyer wrote to them. */
export const SellerOutcome = z.enum(['notContacted', 'silent', 'refused', 'offered', 'agreed', 'talking']);
export type SellerOutcome = z.infer<typeof SellerOutcome>;

/** What else a seller did that counts, beside their answer, as the buyer tells it. */
export const SellerAct = z.enum([
  'askedToClose',
  'askedToConfirm',
  'askedToPayOutside',
  'offeredOutside',
  'offeredPart',
  'brokePromise',
]);
export type SellerAct = z.infer<typeof SellerAct>;

/** One detail that a problem type may need. */
export const DetailField = z.enum(['affected', 'description', 'noticedOn']);
export type DetailField = z.infer<typeof DetailField>;

/** A calendar day without a time zone, `YYYY-MM-DD`; it exists (30 February does not). */
export const CalendarDay = z.iso.date().brand<'CalendarDay'>();
export type CalendarDay = z.infer<typeof CalendarDay>;

/** n of N units; `total` is absent while it is not known. */
export const Affected = z.object({ count: z.int().min(1).max(100_000_000), total: z.int().min(1).max(100_000_000) });
export type Affected = z.infer<typeof Affected>;
