import type { CopyValues } from '../copy.js';
import { words } from './words.js';

/** What to write to the seller: the facts, what is wanted, and a day to answer by. */
export function sellerMessage(
  facts: CopyValues['refund.sellerDraft']['facts'],
  answerBy: number,
  timeZone: string,
): string {
  const { order, problem, affected, description, noticedOn, remedy, amount } = facts;
  const lines = [
    `Hello, this is about order ${order.orderId} (${order.title}).`,
    `Problem: ${words.problem[problem].toLowerCase()}.`,
    affected ? `Affected: ${words.affected(affected, order)}.` : '',
    description === '' ? '' : `What happened: ${description.replace(/[.!\s]+$/, '')}.`,
    noticedOn ? `Noticed on ${words.calendarDay(noticedOn)}.` : '',
    `I ask for: ${words.remedy[remedy].toLowerCase()}${amount ? `, ${words.money(amount)}` : ''}.`,
    `Please answer here by ${words.day(answerBy, timeZone)}. Without an agreement I will open a case with the platform.`,
    'Thank you.',
  ];
  return lines.filter((line) => line !== '').join('\n');
}
