import type { Eligibility, EligibilityReason, WayOut } from '../../refunds/eligibility.js';
import { RULE_SOURCES } from '../../refunds/ruleSources.js';
import { words } from './words.js';

/** What the rules say of an order and a problem, for an agent: yes or no, why, until when, what else, and where it is written. */
export function decisionWords(decision: Eligibility, timeZone: string): string {
  const { eligible, reason, closesAt, opensAt, wayOut, instead, ruleSources } = decision;
  const day = (at: number) => words.day(at, timeZone);
  const sentences = [
    `${LEAD[eligible]}: ${why(reason, day)}.`,
    closesAt === undefined ? '' : `It can be claimed until ${day(closesAt)}.`,
    opensAt === undefined ? '' : `It can be claimed from ${day(opensAt)}.`,
    instead === undefined ? '' : `It could be claimed now as "${words.problem[instead].toLowerCase()}".`,
    wayOut === undefined ? '' : `${WAY_OUT[wayOut]}.`,
    ruleSources.length === 0 ? '' : `Read in: ${ruleSources.map((source) => RULE_SOURCES[source]).join('; ')}.`,
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

const LEAD: Readonly<Record<Eligibility['eligible'], string>> = {
  yes: 'A case can be filed',
  no: 'No case can be filed',
  unknown: 'The facts at hand do not say; a case may be filed, and the platform decides',
};

const WAY_OUT: Readonly<Record<WayOut, string>> = {
  offlineDispute: "Another way: the platform's complaint form (offline dispute)",
  askSeller: 'Another way: the seller may agree out of goodwill',
  bank: 'Another way: the bank or card company',
  person: "Another way: the marketplace's own support",
};

function why(reason: EligibilityReason, day: (at: number) => string): string {
  switch (reason.kind) {
    case 'inWindow':
      return 'receipt was confirmed and the claim window is open';
    case 'notYetConfirmed':
      return 'it is delivered and receipt is not confirmed, so that the claim window has not begun to run';
    case 'shipDateMissed':
      return `the ship date of ${day(reason.shipBy)} was missed`;
    case 'deliveryDateMissed':
      return `the promised delivery on ${day(reason.promisedAt)} was missed`;
    case 'noTrackingRecord':
      return 'the carrier knows nothing of the tracking number';
    case 'notShippedYet':
      return 'it is not shipped, so the money can be asked back if the seller agrees';
    case 'windowClosing':
      return `the last day, ${day(reason.closedAt)}, is over by one calendar and not by the other`;
    case 'windowClosed':
      return `the claim window of ${reason.windowDays} days ended on ${day(reason.closedAt)}`;
    case 'shipDateNotReached':
      return `the seller may ship until ${day(reason.shipBy)}`;
    case 'shippedInTime':
      return `it was shipped in time, on ${day(reason.shippedAt)}`;
    case 'alreadyShipped':
      return 'it was shipped already';
    case 'stillInTransit':
      return `it is on its way${reason.promisedAt === undefined ? '' : `, and due by ${day(reason.promisedAt)}`}`;
    case 'notDeliveredByRecord':
      return 'by its record it is not delivered; is it this order?';
    case 'shipDateUnknown':
      return "when it was shipped is not in the order's record";
    case 'customsReasonUnknown':
      return 'the official reason of the customs is not known';
    case 'notInTheRules':
      return 'the rules that were read say nothing of it';
    case 'dependsOnProblem':
      return 'it depends on what is wrong';
    case 'caseOpen':
      return `case ${reason.caseId} is open on it`;
    case 'directPay':
      return 'it was paid by Direct Pay, which the platform does not judge';
    case 'offPlatform':
      return 'it was paid outside the platform';
    case 'changeOfMind':
      return 'a change of mind is not covered';
    case 'needsPerson':
      return "fraud, or a charge that nobody made, is the bank's matter";
  }
}
