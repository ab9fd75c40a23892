import type { AmendFault } from '../amendFault.js';
import type { ReviewField } from '../copy.js';
import { words } from './words.js';

/** To an agent: why it cannot be, and what can. */
export function amendFault(fault: AmendFault): string {
  switch (fault.kind) {
    case 'filed':
      return 'It is filed as the buyer has confirmed it, and cannot be changed here any more.';
    case 'unreadable':
      return FORMS[fault.field];
    case 'unknownOrder':
      return 'None of this buyer’s orders has that number.';
    case 'buyerUnknown':
      return 'Nobody vouches for who the buyer is, so no order can be looked up: they have to prove it with the code.';
    case 'ordersAway':
      return 'The order system does not answer right now. Try again in a moment.';
    case 'orderFirst':
      return 'The order is not known yet, and with it the most that can be asked for.';
    case 'notOffered':
      return `The rules do not offer that here. Possible: ${fault.offered.join('; ')}.`;
    case 'tooMany':
      return `The order was of ${fault.ordered.toLocaleString('en')}: name 1 to so many.`;
    case 'inFuture':
      return 'That day is still to come.';
    case 'over':
      return `At most ${words.money(fault.atMost)} can be asked for.`;
    case 'zero':
      return `Name more than nothing, and at most ${words.money(fault.atMost)}.`;
    case 'wrongCurrency':
      return `The order was paid in ${fault.atMost.currency}.`;
  }
}

const FORMS: Readonly<Record<ReviewField, string>> = {
  order: 'Name one order number, of 9 to 20 digits.',
  problem: 'Name one problem, such as "It arrived broken".',
  affected: 'Name how many, such as 200, 200 of 500, or all.',
  description: 'Say what happened.',
  noticedOn: 'Name a day, such as 2026-11-20.',
  seller: 'Say what the seller did, such as "No answer for 6 days" or "The seller said no".',
  remedy: 'Name what is wanted, such as "Full refund".',
  amount: 'Name an amount, such as 250.00.',
  evidence: 'Evidence is the buyer’s own.',
};
