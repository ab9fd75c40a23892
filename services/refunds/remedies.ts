import type { Order } from './order.js';
import { problemRow } from './problemTypes.js';
import { hasGuaranteedDelivery } from './programmes.js';
import type { ProblemType, Remedy } from './refundTerms.js';
import type { RuleNumbers } from './ruleNumbers.js';

/** What can be asked for, the fittest first; empty where no case can be opened. */
export function remediesFor(problem: ProblemType, order: Order, rules: RuleNumbers): readonly Remedy[] {
  return problemRow(problem).remedies.filter((remedy) => isPossible(remedy, order, rules));
}

function isPossible(remedy: Remedy, order: Order, rules: RuleNumbers): boolean {
  switch (remedy) {
    case 'cancelOrder':
      // What is on its way can no longer be cancelled. Source: H-14388850, 2026-11.
      return order.shippedAt === undefined && order.deliveredAt === undefined && order.confirmedAt === undefined;
    case 'compensationForDelay':
      // Promised for guaranteed-delivery orders only. Source: S-dkytzdtjl, 2026-11.
      return hasGuaranteedDelivery(order, rules);
    default:
      return true;
  }
}
