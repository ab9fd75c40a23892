import { RULE_SOURCES } from '../../refunds/ruleSources.js';
import type { SellerReason } from '../../refunds/sellerVerdict.js';
import { formatDay } from '../formatDay.js';
import type { SellerVerdictWords } from '../sellerVerdictWords.js';

/** A seller's conduct in English. Facts only: no guess at what the seller means by it. */
export const sellerVerdictWords: SellerVerdictWords = {
  conduct: {
    notAsked: 'The seller has not been asked yet',
    inTime: 'The seller still has time to answer',
    cooperates: 'The seller answers',
    silent: 'The seller does not answer',
    stalls: 'The seller promises and does not keep it',
    refuses: 'The seller refuses',
    leadsAway: 'The seller leads the buyer away from the case',
  },
  reason: forAgent,
  source: ({ kind, rule }) => {
    const who = OF_CASE.includes(kind) ? "the case's record" : 'told by the buyer';
    return rule === undefined ? who : `${who}; rule: ${RULE_SOURCES[rule]}`;
  },
  whyUp: ({ isUncooperative, reasons }, timeZone) => {
    const [gravest] = reasons;
    return isUncooperative && gravest ? forBuyer(gravest, timeZone) : '';
  },
  beware: ({ conduct, reasons }, answered) => {
    if (conduct !== 'leadsAway') return '';
    const due = BEWARE.filter(({ of, topic }) => topic !== answered && reasons.some(({ kind }) => kind === of));
    return due.map(({ text }) => text).join(' ');
  },
};

const OF_CASE: readonly SellerReason['kind'][] = [
  'caseClock',
  'caseRefused',
  'caseProposed',
  'caseAgreed',
  'returnDisputed',
  'refunded',
  'refundNotStarted',
];

function forAgent(reason: SellerReason, timeZone: string): string {
  switch (reason.kind) {
    case 'notAsked':
      return 'The buyer has not written to the seller yet.';
    case 'talking':
      return 'The two are in contact.';
    case 'offered':
      return 'The seller has offered something.';
    case 'agreed':
      return 'The seller agreed.';
    case 'refused':
      return 'The seller said no.';
    case 'silence':
      return silence(reason);
    case 'caseClock':
      return reason.isOver
        ? `No answer in the case by ${day(reason.by, timeZone)}${estimated(reason)}.`
        : `In the case the seller has until ${day(reason.by, timeZone)}${estimated(reason)}.`;
    case 'caseRefused':
      return `Refused in the case${times(reason.times)}.`;
    case 'caseProposed':
      return `Made a proposal in the case${times(reason.times)}; the buyer may agree, or refuse it and name another.`;
    case 'caseAgreed':
      return 'Agreed in the case.';
    case 'returnDisputed':
      return 'Says that the goods did not come back as agreed.';
    case 'refunded':
      return 'The money is back.';
    case 'refundNotStarted':
      return `A refund was agreed and is not begun; the rule gives ${reason.workingDays} working days, until ${day(reason.by, timeZone)}.`;
    case 'askedToClose':
      return `Wants the case closed, or the order cancelled, first${quoted(reason)}.`;
    case 'askedToConfirm':
      return `Wants receipt confirmed first${quoted(reason)}.`;
    case 'askedToPayOutside':
      return `Wants money paid outside the platform${quoted(reason)}.`;
    case 'offeredOutside':
      return `Offers to settle outside the case, which the platform does not enforce${quoted(reason)}.`;
    case 'offeredPart':
      return `Offers a part${quoted(reason)}.`;
    case 'brokePromise':
      return `Promised, and did not keep it${quoted(reason)}.`;
  }
}

function forBuyer(reason: SellerReason, timeZone: string): string {
  switch (reason.kind) {
    case 'silence':
      return `You have had no answer for ${reason.days} days, and the platform gives a seller ${reason.allowedDays}.`;
    case 'caseClock':
      return `The seller had until ${day(reason.by, timeZone)} to answer in the case, and has not.`;
    case 'refused':
      return 'The seller said no, and that is not the last word.';
    case 'caseRefused':
      return 'The seller has refused in the case, and that is not the last word.';
    case 'returnDisputed':
      return 'The seller says that the goods did not come back as agreed.';
    case 'brokePromise':
      return 'The seller has promised and not kept it.';
    case 'refundNotStarted':
      return `The refund was agreed and should have been begun by ${day(reason.by, timeZone)}.`;
    case 'askedToClose':
      return 'The seller wants you to give something up before you have your money.';
    case 'askedToConfirm':
      return 'The seller wants you to confirm receipt before it is settled.';
    case 'askedToPayOutside':
      return 'The seller wants money outside the platform.';
    case 'offeredOutside':
      return 'The seller wants to settle it outside the case.';
    default:
      return '';
  }
}

/** As in the answers to questions about the same, which are given by `topic`. */
const BEWARE: readonly { readonly of: SellerReason['kind']; readonly topic: string; readonly text: string }[] = [
  {
    of: 'askedToClose',
    topic: 'seller_asks_to_close',
    text: 'Please keep it open until the money has reached you: a case that is cancelled cannot be opened again.',
  },
  {
    of: 'askedToConfirm',
    topic: 'already_confirmed',
    text: 'Please do not confirm receipt while this is open: that closes a refund.',
  },
  {
    of: 'askedToPayOutside',
    topic: 'paid_personal_account',
    text: 'Please pay nothing outside the platform: it is not covered there.',
  },
  {
    of: 'offeredOutside',
    topic: 'outside_refund',
    text: 'Ask for that offer in the case: the platform does not enforce a private deal.',
  },
];

function silence({ days, allowedDays, isOver }: Extract<SellerReason, { kind: 'silence' }>): string {
  if (days === undefined) return `No answer yet; since when was not told. The platform gives ${allowedDays} days.`;
  const long = `No answer for ${days} ${days === 1 ? 'day' : 'days'}`;
  return isOver
    ? `${long}; the platform gives ${allowedDays}.`
    : `${long}, of the ${allowedDays} that the platform gives.`;
}

function estimated({ isEstimated }: { readonly isEstimated: boolean }): string {
  return isEstimated ? ', counted from the published rule' : '';
}

function times(count: number): string {
  return count > 1 ? `, ${count} times` : '';
}

/** The buyer's words, on one line. */
function quoted({ said }: { readonly said?: string }): string {
  return said ? `: "${said.replace(/\s+/g, ' ').trim()}"` : '';
}

function day(at: number, timeZone: string): string {
  return formatDay(at, 'en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone });
}
