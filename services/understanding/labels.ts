import type { ProblemType } from '../refunds/refundTerms.js';
import type { IntentLabel, ProblemLabel } from './model/labels.js';
import type { Intent } from './understanding.js';

/** Intents as the conversation knows them, by the labels of the phrases. */
const INTENT_OF: Readonly<Record<IntentLabel, Intent>> = {
  open_refund: 'openRefund',
  track_refund: 'trackRefund',
  cancel_order: 'cancelOrder',
  track_order: 'trackOrder',
  contact_human: 'contactHuman',
  complaint: 'complaint',
  cancel_dialog: 'cancel',
  back: 'back',
  restart: 'restart',
  repeat: 'repeat',
  why: 'why',
  wait: 'wait',
  skip: 'skip',
  help: 'help',
  capabilities: 'capabilities',
  bot_challenge: 'botChallenge',
  greeting: 'greeting',
  thanks: 'thanks',
  goodbye: 'goodbye',
  affirm: 'affirm',
  deny: 'deny',
  withdraw_case: 'withdrawCase',
};

/** Problems as the rules know them, by the labels of the phrases. */
export const PROBLEM_OF: Readonly<Record<ProblemLabel, ProblemType>> = {
  not_shipped: 'notShipped',
  late: 'lateShipment',
  not_received: 'notReceived',
  false_tracking: 'falseTracking',
  damaged: 'damaged',
  defective: 'defective',
  not_as_described: 'notAsDescribed',
  wrong_item: 'wrongItem',
  short_quantity: 'shortQuantity',
  counterfeit: 'counterfeit',
  customs_held: 'customsHeld',
  cancel_before_shipment: 'cancelBeforeShipment',
  refund_not_arrived: 'refundNotArrived',
  unauthorised_charge: 'unauthorisedCharge',
  overcharged_or_duplicate: 'overchargedOrDuplicate',
  change_of_mind: 'changeOfMind',
  off_platform_payment: 'offPlatformPayment',
  other: 'other',
};

const LABEL_OF = new Map(
  // Object.entries forgets the key's type; the object above has exactly the labels.
  (Object.entries(INTENT_OF) as [IntentLabel, Intent][]).map(([label, intent]) => [intent, label] as const),
);

export function labelOf(intent: Intent): string {
  return LABEL_OF.get(intent) ?? intent;
}

/** The intent that a label is, or nothing for a topic. */
export function intentOf(label: string): Intent | undefined {
  return Object.hasOwn(INTENT_OF, label) ? INTENT_OF[label as IntentLabel] : undefined;
}
