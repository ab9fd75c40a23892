import { z } from 'zod';

/** The intents, as phrase files are named and as they stand in every output of the model. */
export const INTENT_LABELS = [
  'open_refund',
  'track_refund',
  'cancel_order',
  'track_order',
  'contact_human',
  'complaint',
  'cancel_dialog',
  'back',
  'restart',
  'repeat',
  'why',
  'wait',
  'skip',
  'help',
  'capabilities',
  'bot_challenge',
  'greeting',
  'thanks',
  'goodbye',
  'affirm',
  'deny',
  'withdraw_case',
] as const;
export const IntentLabel = z.enum(INTENT_LABELS);
export type IntentLabel = z.infer<typeof IntentLabel>;

/** The problem types, in the same way. */
export const PROBLEM_LABELS = [
  'not_shipped',
  'late',
  'not_received',
  'false_tracking',
  'damaged',
  'defective',
  'not_as_described',
  'wrong_item',
  'short_quantity',
  'counterfeit',
  'customs_held',
  'cancel_before_shipment',
  'refund_not_arrived',
  'unauthorised_charge',
  'overcharged_or_duplicate',
  'change_of_mind',
  'off_platform_payment',
  'other',
] as const;
export const ProblemLabel = z.enum(PROBLEM_LABELS);
export type ProblemLabel = z.infer<typeof ProblemLabel>;
