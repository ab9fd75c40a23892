import { expect } from 'chai';
import { CaseId } from '../../services/refunds/ids.js';
import { maxRefund } from '../../services/refunds/maxRefund.js';
import { newCase } from '../../services/refunds/newCase.js';
import { decide } from '../../services/refunds/policy.js';
import type { ProblemType } from '../../services/refunds/refundTerms.js';
import { remediesFor } from '../../services/refunds/remedies.js';
import { RULES } from '../../services/refunds/ruleNumbers.js';
import { RuleSettings, withSettings } from '../../services/refunds/ruleSettings.js';
import { sampleRequest } from '../contracts/sampleCases.js';
import {
  at,
  type Changes,
  checkPolicyRows,
  confirmedAt,
  deliveredAt,
  octoberOrder,
  shippedAt,
} from './octoberOrder.js';

const rulesWith = (settings: object) =>
  withSettings(RULES, RuleSettings.parse({ source: 'our contract', seenOn: '2026-11', ...settings }));

describe('policy: the operator’s tiers', () => {
  checkPolicyRows(
    [
      [
        'standard, last ms of day 20',
        { deliveredAt, confirmedAt },
        { problem: 'damaged' },
        '2026-11-21T15:59:59.999Z',
        { says: 'yes inWindow', closesAt: '2026-11-21T15:59:59.999Z' },
      ],
      [
        'standard, day 21',
        { deliveredAt, confirmedAt, buyerTier: 'standard' },
        { problem: 'damaged' },
        '2026-11-21T16:00:00Z',
        { says: 'no windowClosed', closesAt: '2026-11-21T15:59:59.999Z' },
      ],
      [
        'enterprise, day 45',
        { deliveredAt, confirmedAt, buyerTier: 'enterprise' },
        { problem: 'damaged' },
        '2026-12-16T15:59:59.999Z',
        { says: 'yes inWindow', closesAt: '2026-12-16T15:59:59.999Z' },
      ],
      [
        'enterprise, day 46',
        { deliveredAt, confirmedAt, buyerTier: 'enterprise' },
        { problem: 'damaged' },
        '2026-12-16T16:00:00Z',
        { says: 'no windowClosed', closesAt: '2026-12-16T15:59:59.999Z' },
      ],
      [
        'enterprise pro, as published, day 60',
        { deliveredAt, confirmedAt, buyerTier: 'enterprisePro' },
        { problem: 'damaged' },
        '2026-12-31T15:59:59.999Z',
        { says: 'yes inWindow', closesAt: '2026-12-31T15:59:59.999Z' },
      ],
    ],
    rulesWith({ tiers: { standard: { claimWindowDays: 20 }, enterprise: { claimWindowDays: 45 } } }),
  );

  it('the decision names the operator as its source', () => {
    const rules = rulesWith({ tiers: { standard: { claimWindowDays: 20 } } });
    const order = octoberOrder({ deliveredAt, confirmedAt });
    expect(decide({ order }, confirmedAt, rules).ruleSources).to.include('operator');
  });
});

describe('policy: the operator’s programmes', () => {
  const easy: Changes = { deliveredAt, confirmedAt, programmes: ['easyReturn'], shipTo: 'DE' };
  const late: Changes = {
    shippedAt,
    deliveredAt,
    deliverBy: at('2026-10-30T12:00:00Z'),
    programmes: ['guaranteedDelivery'],
  };
  const limited = { easyReturn: { limitUsd: 100.5, windowDays: 15, countries: ['BR'] } };
  const rows: [string, object, Changes, ProblemType, string, string][] = [
    ['Easy Return as published', {}, easy, 'defective', '2026-11-20T00:00:00Z', 'yes easyReturn'],
    [
      'no Easy Return',
      { easyReturn: { applies: false } },
      easy,
      'defective',
      '2026-11-20T00:00:00Z',
      'yes tradeAssurance',
    ],
    ['another country list', limited, easy, 'defective', '2026-11-10T00:00:00Z', 'yes tradeAssurance'],
    [
      'exactly the other limit',
      limited,
      { ...easy, shipTo: 'BR', paid: { minor: 10_050, currency: 'USD' } },
      'defective',
      '2026-11-16T15:59:59.999Z',
      'yes easyReturn',
    ],
    [
      'a cent over the other limit',
      limited,
      { ...easy, shipTo: 'BR', paid: { minor: 10_051, currency: 'USD' } },
      'defective',
      '2026-11-10T00:00:00Z',
      'yes tradeAssurance',
    ],
    [
      'a day after the other window',
      limited,
      { ...easy, shipTo: 'BR', paid: { minor: 100, currency: 'USD' } },
      'defective',
      '2026-11-16T16:00:00Z',
      'yes tradeAssurance',
    ],
    ['guaranteed delivery as published', {}, late, 'lateShipment', '2026-11-20T00:00:00Z', 'yes tradeAssurance'],
    [
      'no guaranteed delivery',
      { guaranteedDelivery: { applies: false } },
      late,
      'lateShipment',
      '2026-11-20T00:00:00Z',
      'no tradeAssurance',
    ],
    [
      'guaranteed delivery, other days',
      { guaranteedDelivery: { claimDays: 10 } },
      late,
      'lateShipment',
      '2026-11-20T00:00:00Z',
      'no tradeAssurance',
    ],
  ];
  for (const [name, programmes, changes, problem, now, expected] of rows) {
    it(`${name}: ${expected}`, () => {
      const { eligible, route } = decide({ order: octoberOrder(changes), problem }, at(now), rulesWith({ programmes }));
      expect(`${eligible} ${route}`).to.equal(expected);
    });
  }

  const closedCase = (problem: ProblemType) => {
    const request = { ...sampleRequest('234193410001028893'), problem };
    const opened = newCase({
      caseId: CaseId.parse('RD-0000-0000'),
      reference: 'k',
      buyerId: 'anna',
      request,
      now: deliveredAt,
    });
    return { ...opened, state: 'withdrawn' as const };
  };
  const onceRows: [string, Changes, ProblemType, ProblemType, object, string][] = [
    ['Easy Return, used by a fault before', easy, 'defective', 'notAsDescribed', {}, 'yes tradeAssurance'],
    ['Easy Return, only damage before', easy, 'defective', 'damaged', {}, 'yes easyReturn'],
    [
      'Easy Return, twice allowed',
      easy,
      'defective',
      'defective',
      { easyReturn: { claimsPerOrder: 2 } },
      'yes easyReturn',
    ],
    ['guaranteed delivery, claimed before', late, 'lateShipment', 'lateShipment', {}, 'no tradeAssurance'],
  ];
  for (const [name, changes, problem, before, programmes, expected] of onceRows) {
    it(`once an order. ${name}: ${expected}`, () => {
      const facts = { order: octoberOrder(changes), problem, earlierCases: [closedCase(before)] };
      const { eligible, route } = decide(facts, at('2026-11-20T00:00:00Z'), rulesWith({ programmes }));
      expect(`${eligible} ${route}`).to.equal(expected);
    });
  }

  it('compensation for a delay is up to the credit, and not offered without the programme', () => {
    const order = octoberOrder(late);
    expect(maxRefund(order, 'compensationForDelay', RULES)).to.deep.equal({ minor: 10_000, currency: 'USD' });
    const twenty = rulesWith({ programmes: { guaranteedDelivery: { maxCreditUsd: 20 } } });
    expect(maxRefund(order, 'compensationForDelay', twenty)).to.deep.equal({ minor: 2_000, currency: 'USD' });
    expect(maxRefund(order, 'fullRefund', twenty)).to.deep.equal(order.paid);
    const cheap = octoberOrder({ ...late, paid: { minor: 500, currency: 'USD' } });
    expect(maxRefund(cheap, 'compensationForDelay', RULES)).to.deep.equal(cheap.paid);
    const euros = octoberOrder({ ...late, paid: { minor: 50_000, currency: 'EUR' } });
    expect(maxRefund(euros, 'compensationForDelay', RULES)).to.deep.equal(euros.paid);
    const none = rulesWith({ programmes: { guaranteedDelivery: { applies: false } } });
    expect(remediesFor('lateShipment', order, RULES)).to.include('compensationForDelay');
    expect(remediesFor('lateShipment', order, none)).not.to.include('compensationForDelay');
  });
});
