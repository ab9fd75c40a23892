import { expect } from 'chai';
import { checkAmount, maxRefund, proportionalRefund } from '../../services/refunds/maxRefund.js';
import { Order } from '../../services/refunds/order.js';
import { RULES } from '../../services/refunds/ruleNumbers.js';
import { sampleOrder } from '../contracts/sampleCases.js';

const cups = sampleOrder('234193410001028893');
const paying = (minor: number) => Order.parse({ ...cups, paid: { minor, currency: 'USD' } });

describe('amounts', () => {
  for (const [minor, currency, expected] of [
    [120_000, undefined, { kind: 'ok', amount: { minor: 120_000, currency: 'USD' } }],
    [1, 'USD', { kind: 'ok', amount: { minor: 1, currency: 'USD' } }],
    [30_000, 'usd', { kind: 'ok', amount: { minor: 30_000, currency: 'USD' } }],
    [120_001, undefined, { kind: 'over', most: { minor: 120_000, currency: 'USD' } }],
    [Number.POSITIVE_INFINITY, undefined, { kind: 'over', most: { minor: 120_000, currency: 'USD' } }],
    [Number.MAX_VALUE, 'USD', { kind: 'over', most: { minor: 120_000, currency: 'USD' } }],
    [0, undefined, { kind: 'zero' }],
    [-0, undefined, { kind: 'zero' }],
    [-1, undefined, { kind: 'zero' }],
    [0.5, undefined, { kind: 'zero' }],
    [Number.NaN, undefined, { kind: 'zero' }],
    [100, 'EUR', { kind: 'wrongCurrency', expected: 'USD' }],
    [999_999_999, 'CNY', { kind: 'wrongCurrency', expected: 'USD' }],
    [100, '', { kind: 'wrongCurrency', expected: 'USD' }],
  ] as const) {
    it(`${minor} ${currency ?? 'of the order'}: ${expected.kind}`, () => {
      expect(checkAmount({ minor, currency }, cups.paid)).to.deep.equal(expected);
    });
  }

  for (const [paid, count, total, expected] of [
    [120_000, 500, 500, 120_000],
    [120_000, 60, 500, 14_400],
    [100, 1, 3, 33],
    [100, 2, 3, 67],
    [100, 1, 200, 1], // half a cent counts as one
    [100, 1, 201, 0],
    [100, 7, 3, 100], // more than there were: all of it, and no more
    [1_000_000_000_000, 99_999_999, 100_000_000, 999_999_990_000], // beyond 2^53 on the way
  ] as const) {
    it(`${count} of ${total} of ${paid} are ${expected}`, () => {
      expect(proportionalRefund(paying(paid), { count, total })).to.deep.equal({ minor: expected, currency: 'USD' });
    });
  }

  it('the most is what was paid', () => expect(maxRefund(cups, 'fullRefund', RULES)).to.deep.equal(cups.paid));
});
