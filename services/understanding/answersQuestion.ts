import type { ProblemType } from '../refunds/refundTerms.js';
import type { Heard } from './hear.js';
import type { Slots } from './understanding.js';

/** Whether what was read from the words is what the open question asked for, by the question's copy key. */
export function answersWithSlots(asked: string, slots: Slots, problem: ProblemType | undefined): boolean {
  switch (asked) {
    case 'refund.askOrder':
    case 'verify.askCode':
      return slots.orderIds.length > 0;
    case 'refund.askProblem':
      return problem !== undefined || slots.orderIds.length > 0;
    case 'refund.askDetails':
      return slots.affected !== undefined || slots.day !== undefined;
    case 'refund.askSeller':
      return slots.seller !== undefined || slots.sellerActs !== undefined;
    case 'refund.askRemedy':
      return slots.remedy !== undefined;
    case 'refund.askAmount':
      return slots.amount !== undefined || slots.affected?.share !== undefined;
    case 'refund.askEvidence':
      return slots.links.length > 0;
    case 'refund.review':
      return hasAny(slots);
    default:
      return false;
  }
}

/** Questions that any words answer. */
export function answersInWords(asked: string, { onlyAsks, words }: Heard): boolean {
  return (asked === 'refund.askDetails' || asked === 'refund.sellerDraft') && words > 0 && !onlyAsks;
}

function hasAny({ orderIds, links, ...others }: Slots): boolean {
  return orderIds.length > 0 || links.length > 0 || Object.values(others).some((slot) => slot !== undefined);
}
