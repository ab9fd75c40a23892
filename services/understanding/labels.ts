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

/** The labels of the phrases, by the problems as the rules know them. */
const LABEL_OF_PROBLEM: Readonly<Record<ProblemType, ProblemLabel>> = {
  notShipped: 'not_shipped',
  lateShipment: 'late',
  notReceived: 'not_received',
  falseTracking: 'false_tracking',
  damaged: 'damaged',
  defective: 'defective',
  notAsDescribed: 'not_as_described',
  wrongItem: 'wrong_item',
  shortQuantity: 'short_quantity',
  counterfeit: 'counterfeit',
  customsHeld: 'customs_held',
  cancelBeforeShipment: 'cancel_before_shipment',
  refundNotArrived: 'refund_not_arrived',
  unauthorisedCharge: 'unauthorised_charge',
  overchargedOrDuplicate: 'overcharged_or_duplicate',
  changeOfMind: 'change_of_mind',
  offPlatformPayment: 'off_platform_payment',
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

const PROBLEM_OF = new Map(
  // Object.entries forgets the key's type; the object above has exactly the problems.
  (Object.entries(LABEL_OF_PROBLEM) as [ProblemType, ProblemLabel][]).map(([type, label]) => [label, type] as const),
);

export function problemTypeOf(label: ProblemLabel): ProblemType | undefined {
  return PROBLEM_OF.get(label);
}
