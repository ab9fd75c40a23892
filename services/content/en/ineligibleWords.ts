import type { Eligibility, EligibilityReason } from '../../refunds/eligibility.js';
import type { CopyValues, Said } from '../copy.js';
import { varied } from './onceMore.js';
import { words } from './words.js';

/** Why no case can be filed, and the honest way out. */
export function ineligibleWords({ eligibility, order, timeZone }: CopyValues['refund.ineligible'], nth = 0): Said {
  const { reason, instead, opensAt } = eligibility;
  const sentences = [
    why(reason, timeZone),
    opensAt === undefined ? '' : `From ${words.day(opensAt, timeZone)} you can claim it.`,
    wayOutWords(eligibility, order?.sellerName ?? 'the seller', timeZone),
    instead ? `What you can do now: claim it as "${words.problem[instead].toLowerCase()}".` : '',
  ];
  const lead = nth === 0 ? '' : varied(nth, 'Nothing has changed since. ', 'It is still as I said. ');
  return {
    text: lead + sentences.filter((sentence) => sentence !== '').join(' '),
    buttons: [words.command.person, words.command.start],
  };
}

function why(reason: EligibilityReason, timeZone: string): string {
  const day = (at: number) => words.day(at, timeZone);
  switch (reason.kind) {
    case 'windowClosed':
      return `I am sorry: the time to claim on this order ended on ${day(reason.closedAt)}, so no case can be opened any more.`;
    case 'windowClosing':
      return `The time to claim on this order ends now (${day(reason.closedAt)}).`;
    case 'directPay':
      return "This order was paid by Direct Pay. The platform does not judge such orders; a refund needs the seller's consent.";
    case 'offPlatform':
      return "This was paid outside the platform's protection, so no refund case can be opened on it, and the platform cannot force the seller to pay.";
    case 'changeOfMind':
      return 'A change of mind is not covered: the rules protect you when goods are late, missing or not as ordered.';
    case 'needsPerson':
      return 'A charge that you did not make is a matter for your bank and for people, not for a refund case.';
    case 'shipDateNotReached':
      return `The seller has until ${day(reason.shipBy)} to ship, so it is not late yet.`;
    case 'stillInTransit':
      return `The parcel is still on its way${reason.promisedAt === undefined ? '' : `; it is due by ${day(reason.promisedAt)}`}.`;
    case 'shippedInTime':
      return `The order was shipped in time, on ${day(reason.shippedAt)}, so it does not count as shipped late.`;
    case 'alreadyShipped':
      return 'The order has been shipped, so it can no longer be cancelled.';
    case 'caseOpen':
      return `There is already a case open on this order: ${reason.caseId}.`;
    case 'inWindow':
    case 'notYetConfirmed':
    case 'shipDateMissed':
    case 'deliveryDateMissed':
    case 'noTrackingRecord':
    case 'notShippedYet':
    case 'notDeliveredByRecord':
    case 'shipDateUnknown':
    case 'customsReasonUnknown':
    case 'notInTheRules':
    case 'dependsOnProblem':
      return 'By what I can see no case can be opened on this order now.';
  }
}

function wayOutWords({ wayOut, reason, closesAt }: Eligibility, sellerName: string, timeZone: string): string {
  switch (wayOut) {
    case 'offlineDispute': {
      // Of a window that is closed, the last day is over.
      const until =
        closesAt === undefined || reason.kind === 'windowClosed' ? '' : ` File it by ${words.day(closesAt, timeZone)}.`;
      return `There is another way: the platform's complaint form (Complaint Center, "offline dispute"). ${taken(reason)}${until}`;
    }
    case 'askSeller':
      return `You can still ask ${sellerName}: some sellers agree out of goodwill. Write in the order's chat, where it counts.`;
    case 'bank':
      return 'Call your bank or card company now, on the number on your card, and report it; they can block and dispute the charge.';
    case 'person':
      return "Please talk to a person at the marketplace's support.";
    default:
      return '';
  }
}

/** What the complaint form is for, by why there is no case. */
function taken(reason: EligibilityReason): string {
  switch (reason.kind) {
    case 'directPay':
      return 'For Direct Pay it is taken when goods were not shipped, or not all of them, or when an agreed refund was not paid.';
    case 'offPlatform':
      return 'It is taken when you paid and nothing came. Keep the copy of the transfer, the name of the account, and the chat.';
    default:
      return `It is taken when you can prove that the goods really came ${reason.kind === 'windowClosed' ? `within the last ${reason.windowDays} days` : 'in time'}, or when the seller broke a promise to repair, replace or refund.`;
  }
}
