import type { Order } from './order.js';
import type { RuleNumbers } from './ruleNumbers.js';

/** A promised delivery date counts: the order carries the mark, and the programme applies here. */
export function hasGuaranteedDelivery(order: Order, rules: RuleNumbers): boolean {
  return rules.guaranteedDeliveryApplies.value && order.programmes.includes('guaranteedDelivery');
}
