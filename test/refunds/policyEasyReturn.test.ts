import { expect } from 'chai';
import { decide, type Eligibility } from '../../services/refunds/policy.js';
import type { ProblemType } from '../../services/refunds/refundTerms.js';
import { RULES } from '../../services/refunds/ruleNumbers.js';
import { at, type Changes, confirmedAt, deliveredAt, octoberOrder } from './octoberOrder.js';

describe('policy: Easy Return', () => {
  const easy: Changes = { deliveredAt, confirmedAt, programmes: ['easyReturn'], shipTo: 'DE' };
  const easyRows: [string, Changes, ProblemType, string, Eligibility['route']][] = [
    ['a fault of quality', {}, 'defective', '2026-11-20T00:00:00Z', 'easyReturn'],
    ['damage on arrival', {}, 'damaged', '2026-11-20T00:00:00Z', 'tradeAssurance'],
    ['no mark on the product', { programmes: [] }, 'defective', '2026-11-20T00:00:00Z', 'tradeAssurance'],
    ['US$3,000', { paid: { minor: 300_000, currency: 'USD' } }, 'defective', '2026-11-20T00:00:00Z', 'easyReturn'],
    [
      'US$3,000.01',
      { paid: { minor: 300_001, currency: 'USD' } },
      'defective',
      '2026-11-20T00:00:00Z',
      'tradeAssurance',
    ],
    [
      'another currency',
      { paid: { minor: 100, currency: 'EUR' } },
      'defective',
      '2026-11-20T00:00:00Z',
      'tradeAssurance',
    ],
    ['a country outside the 24', { shipTo: 'BR' }, 'defective', '2026-11-20T00:00:00Z', 'tradeAssurance'],
    ['a country that is not known', { shipTo: undefined }, 'defective', '2026-11-20T00:00:00Z', 'tradeAssurance'],
    ['day 30 after receipt', {}, 'defective', '2026-12-01T15:59:59.999Z', 'easyReturn'],
    [
      'day 31 after receipt, still in the claim window',
      { confirmedAt: at('2026-11-05T00:00:00Z') },
      'defective',
      '2026-12-01T16:00:00Z',
      'tradeAssurance',
    ],
  ];
  for (const [name, changes, problem, now, route] of easyRows) {
    it(`${name}: ${route}`, () => {
      const decided = decide({ order: octoberOrder({ ...easy, ...changes }), problem }, at(now), RULES);
      expect(decided.eligible).to.equal('yes');
      expect(decided.route).to.equal(route);
    });
  }
});
