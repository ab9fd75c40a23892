import type { PayoutMethod } from '../../refunds/caseEvent.js';
import type { DayRange, RuleNumbers } from '../../refunds/ruleNumbers.js';

/** How long money usually takes by this way; where nobody says by which, what is known of each. */
export function payoutWords(method: PayoutMethod | undefined, rules: RuleNumbers): string {
  const card = days(rules.payoutBusinessDaysCard.value);
  const transfer = days(rules.payoutBusinessDaysBankTransfer.value);
  const online = days(rules.payoutBusinessDaysOnlineBank.value);
  switch (method) {
    case 'card':
      return `To a card that usually takes ${card}.`;
    case 'bankTransfer':
      return `By bank transfer that usually takes ${transfer}; the banks may keep a fee.`;
    case 'onlineBank':
      return `By online bank payment that usually takes ${online}.`;
    case undefined:
      return `A card usually takes ${card}, a bank transfer ${transfer}, an online bank payment ${online}.`;
  }
}

function days({ from, to }: DayRange): string {
  return `${from} to ${to} business days`;
}
