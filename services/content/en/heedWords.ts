import type { Eligibility } from '../../refunds/eligibility.js';
import type { CopyValues, Said } from '../copy.js';
import { words } from './words.js';

/** What a buyer should know before filing where the rules do not plainly say yes, or where there is another way beside. */
export function heedWords({ eligibility, order, timeZone }: CopyValues['refund.heed']): Said {
  return {
    text: [doubt(eligibility, timeZone), beside(eligibility, order.sellerName, timeZone)].filter(Boolean).join(' '),
  };
}

function doubt({ eligible, reason }: Eligibility, timeZone: string): string {
  if (eligible !== 'unknown') return '';
  switch (reason.kind) {
    case 'notDeliveredByRecord':
      return (
        "By the order's record these goods have not been delivered yet. If it is another order, tell me its number; " +
        'if it is this one, a photo of the parcel with its label helps. We can go on: the platform decides.'
      );
    case 'windowClosing':
      return `The time to claim on this order is running out (${words.day(reason.closedAt, timeZone)}), so let us file it now.`;
    case 'stillInTransit':
      return "By the order's record the parcel is still on its way. It can be filed, and the platform may first wait for it.";
    case 'noTrackingRecord':
      return 'The seller still has time to ship, so it is not certain yet that the number is false. It can be filed; the platform decides.';
    case 'customsReasonUnknown':
      return (
        'What counts here is the official reason. If the seller caused it, it is covered; duties and clearance at your side ' +
        'are not. Ask customs or the carrier for the document.'
      );
    case 'notInTheRules':
      return 'The rules that I know do not say how this is decided, so I can promise nothing; the case puts it before the platform.';
    case 'dependsOnProblem':
    case 'shipDateUnknown':
      return 'Whether this is covered depends on the facts; it can be filed, and the platform decides.';
    default:
      return '';
  }
}

function beside({ route, closesAt, wayOut, reason }: Eligibility, sellerName: string, timeZone: string): string {
  if (route === 'easyReturn') {
    const until = closesAt === undefined ? '' : ` until ${words.day(closesAt, timeZone)}`;
    return `Good to know: this order has Easy Return for faults like this${until}, once: a free local return, asked for on the order page. Or we go on here with a case.`;
  }
  if (wayOut === 'person')
    return 'Please do not resell it. With a fake, the people at the support can do more than I can, so tell them too.';
  if (wayOut === 'bank')
    return 'Tell your bank as well, and ask there before you dispute the charge: one way at a time.';
  // In doubt whether it is late at all, the seller knows more than anybody.
  if (wayOut === 'askSeller' && reason.kind === 'stillInTransit') return `${sellerName} may know where it is.`;
  return '';
}
