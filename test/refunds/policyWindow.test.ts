import { expect } from 'chai';
import { moveCase } from '../../services/refunds/caseMoves.js';
import { CaseId } from '../../services/refunds/ids.js';
import { newCase } from '../../services/refunds/newCase.js';
import { decide } from '../../services/refunds/policy.js';
import { RULES } from '../../services/refunds/ruleNumbers.js';
import { sampleRequest } from '../contracts/sampleCases.js';
import { at, checkPolicyRows, confirmedAt, deliveredAt, octoberOrder, shippedAt } from './octoberOrder.js';

describe('policy: windows', () => {
  checkPolicyRows([
    [
      'delivered long ago, never confirmed',
      { shippedAt, deliveredAt: at('2026-01-01T00:00:00Z') },
      { problem: 'damaged' },
      '2026-11-20T00:00:00Z',
      { says: 'yes notYetConfirmed' },
    ],
    [
      'last ms of day 30',
      { deliveredAt, confirmedAt },
      { problem: 'damaged' },
      '2026-12-01T15:59:59.999Z',
      { says: 'yes inWindow', closesAt: '2026-12-01T15:59:59.999Z' },
    ],
    [
      'first ms of day 31',
      { deliveredAt, confirmedAt },
      { problem: 'damaged' },
      '2026-12-01T16:00:00Z',
      { says: 'no windowClosed', closesAt: '2026-12-01T15:59:59.999Z' },
    ],
    [
      'day 31 in Beijing, day 30 in New York',
      { deliveredAt, confirmedAt },
      { problem: 'damaged', timeZone: 'America/New_York' },
      '2026-12-01T16:00:00Z',
      { says: 'unknown windowClosing', closesAt: '2026-12-02T04:59:59.999Z' },
    ],
    [
      'day 31 in both',
      { deliveredAt, confirmedAt },
      { problem: 'damaged', timeZone: 'America/New_York' },
      '2026-12-02T05:00:00Z',
      { says: 'no windowClosed', closesAt: '2026-12-02T04:59:59.999Z' },
    ],
    [
      'enterprise on day 60',
      { deliveredAt, confirmedAt, buyerTier: 'enterprise' },
      { problem: 'damaged' },
      '2026-12-31T15:59:59.999Z',
      { says: 'yes inWindow', closesAt: '2026-12-31T15:59:59.999Z' },
    ],
    [
      'enterprise on day 61',
      { deliveredAt, confirmedAt, buyerTier: 'enterprise' },
      { problem: 'damaged' },
      '2026-12-31T16:00:00Z',
      { says: 'no windowClosed', closesAt: '2026-12-31T15:59:59.999Z' },
    ],
    [
      'confirmed by a clock that runs ahead of ours',
      { deliveredAt, confirmedAt },
      { problem: 'damaged' },
      '2026-11-01T11:59:00Z',
      { says: 'yes inWindow', closesAt: '2026-12-01T15:59:59.999Z' },
    ],

    [
      'promised day missed on a guaranteed order',
      { shippedAt, deliveredAt, deliverBy: at('2026-10-30T12:00:00Z'), programmes: ['guaranteedDelivery'] },
      { problem: 'lateShipment' },
      '2026-11-20T00:00:00Z',
      { says: 'yes deliveryDateMissed', closesAt: '2026-11-29T15:59:59.999Z' },
    ],
    [
      'the same, 31 days after the promise',
      { shippedAt, deliveredAt, deliverBy: at('2026-10-30T12:00:00Z'), programmes: ['guaranteedDelivery'] },
      { problem: 'lateShipment' },
      '2026-11-30T00:00:00Z',
      { says: 'no shippedInTime' },
    ],
    [
      'promised day missed, not guaranteed',
      { shippedAt, deliveredAt, deliverBy: at('2026-10-30T12:00:00Z') },
      { problem: 'lateShipment' },
      '2026-11-20T00:00:00Z',
      { says: 'no shippedInTime' },
    ],

    [
      'paid outside, on day 90',
      { route: 'offPlatform' },
      { problem: 'notReceived' },
      '2027-01-13T15:59:59.999Z',
      { says: 'no offPlatform > offlineDispute', closesAt: '2027-01-13T15:59:59.999Z' },
    ],
    [
      'paid outside, on day 91',
      { route: 'offPlatform' },
      { problem: 'notReceived' },
      '2027-01-13T16:00:00Z',
      { says: 'no offPlatform > askSeller' },
    ],
    [
      'paid outside, ship-by date to come',
      { route: 'offPlatform' },
      { problem: 'notReceived' },
      '2026-10-10T00:00:00Z',
      { says: 'no offPlatform > askSeller' },
    ],
    [
      'paid outside, came late',
      { route: 'offPlatform', deliveredAt },
      { problem: 'lateShipment' },
      '2026-11-20T00:00:00Z',
      { says: 'no offPlatform > askSeller' },
    ],
  ]);

  it('a case that is closed does not stand in the way of another', () => {
    const open = newCase({
      caseId: CaseId.parse('RD-0000-0000'),
      reference: 'key-of-the-first-one',
      buyerId: 'anna',
      request: sampleRequest('234193410001028893'),
      now: confirmedAt,
    });
    const withdrawn = moveCase(open, { kind: 'buyerWithdraws' }, { at: confirmedAt });
    if (withdrawn.kind !== 'moved') throw new Error('it does not move');
    const said = (openCase: typeof open) =>
      decide({ order: octoberOrder({ deliveredAt }), problem: 'damaged', openCase }, confirmedAt, RULES).reason;
    expect(said(open)).to.deep.equal({ kind: 'caseOpen', caseId: 'RD-0000-0000' });
    expect(said(withdrawn.case)).to.deep.equal({ kind: 'notYetConfirmed' });
  });

  it('goes by other numbers when it is given others', () => {
    const rules = { ...RULES, claimWindowDays: { ...RULES.claimWindowDays, value: 10 } };
    const facts = { order: octoberOrder({ deliveredAt, confirmedAt }), problem: 'damaged' as const };
    expect(decide(facts, at('2026-11-20T00:00:00Z'), rules).reason.kind).to.equal('windowClosed');
  });
});
