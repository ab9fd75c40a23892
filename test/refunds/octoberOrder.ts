import { expect } from 'chai';
import { Order } from '../../services/refunds/order.js';
import { decide, type PolicyFacts } from '../../services/refunds/policy.js';
import { RULES, type RuleNumbers } from '../../services/refunds/ruleNumbers.js';
import { sampleOrder } from '../contracts/sampleCases.js';

export const at = (text: string) => Date.parse(text);
export type Changes = { [field in keyof Order]?: Order[field] | undefined };

/** Bought on 1 October, to be shipped by noon of 15 October (UTC); nothing has happened since. */
export function octoberOrder(changes: Changes): Order {
  const bare = {
    ...sampleOrder('234193410001028893'),
    paidAt: at('2026-10-01T08:00:00Z'),
    shipBy: at('2026-10-15T12:00:00Z'),
    shippedAt: undefined,
    deliveredAt: undefined,
  };
  return Order.parse({ ...bare, ...changes });
}
export const shippedAt = at('2026-10-14T08:00:00Z');
export const deliveredAt = at('2026-11-01T08:00:00Z');
export const confirmedAt = at('2026-11-01T12:00:00Z');
export const moving = { number: '1', carrier: 'C', status: 'moving' as const };
export const noRecord = { number: '1', carrier: 'C', status: 'noRecord' as const };

/** `says`: the verdict and its reason, and `> way out` where that matters. */
export type PolicyRow = [
  name: string,
  changes: Changes,
  facts: Omit<PolicyFacts, 'order'>,
  now: string,
  expected: { says: string; closesAt?: string; opensAt?: string; instead?: string },
];

export function checkPolicyRows(rows: readonly PolicyRow[], rules: RuleNumbers = RULES): void {
  for (const [name, changes, facts, now, { says, ...rest }] of rows) {
    it(`${name}: ${says}`, () => {
      const decided = decide({ order: octoberOrder(changes), ...facts }, at(now), rules);
      const wayOut = says.includes('>') ? ` > ${decided.wayOut}` : '';
      expect(`${decided.eligible} ${decided.reason.kind}${wayOut}`).to.equal(says);
      expect(decided.closesAt).to.equal(rest.closesAt === undefined ? undefined : at(rest.closesAt));
      expect(decided.opensAt).to.equal(rest.opensAt === undefined ? undefined : at(rest.opensAt));
      expect(decided.instead).to.equal(rest.instead);
    });
  }
}
