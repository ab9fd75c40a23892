import { at, checkPolicyRows, confirmedAt, deliveredAt, moving, noRecord, shippedAt } from './octoberOrder.js';

describe('policy: shipment and arrival', () => {
  checkPolicyRows([
    // The ship-by day ends in Beijing, at 16:00 UTC.
    [
      'not shipped on the last ms of the ship-by day',
      {},
      { problem: 'notShipped' },
      '2026-10-15T15:59:59.999Z',
      { says: 'no shipDateNotReached', opensAt: '2026-10-15T16:00:00.000Z', instead: 'cancelBeforeShipment' },
    ],
    ['not shipped one ms later', {}, { problem: 'notShipped' }, '2026-10-15T16:00:00Z', { says: 'yes shipDateMissed' }],
    [
      'late before the ship-by date',
      {},
      { problem: 'lateShipment' },
      '2026-10-10T00:00:00Z',
      { says: 'no shipDateNotReached', opensAt: '2026-10-15T16:00:00.000Z', instead: 'cancelBeforeShipment' },
    ],
    [
      'cancelled before the ship-by date',
      {},
      { problem: 'cancelBeforeShipment' },
      '2026-10-10T00:00:00Z',
      { says: 'yes notShippedYet' },
    ],
    [
      'mind changed before it was shipped',
      {},
      { problem: 'changeOfMind' },
      '2026-10-10T00:00:00Z',
      { says: 'no changeOfMind', instead: 'cancelBeforeShipment' },
    ],

    [
      'shipped on the last ms',
      { shippedAt: at('2026-10-15T15:59:59.999Z') },
      { problem: 'lateShipment' },
      '2026-10-20T00:00:00Z',
      { says: 'no shippedInTime', instead: 'notReceived' },
    ],
    [
      'shipped one ms later',
      { shippedAt: at('2026-10-15T16:00:00Z') },
      { problem: 'lateShipment' },
      '2026-10-20T00:00:00Z',
      { says: 'yes shipDateMissed' },
    ],
    [
      'shipped late and confirmed',
      { shippedAt: at('2026-10-20T00:00:00Z'), deliveredAt, confirmedAt },
      { problem: 'lateShipment' },
      '2026-11-20T00:00:00Z',
      { says: 'yes shipDateMissed', closesAt: '2026-12-01T15:59:59.999Z' },
    ],
    [
      'delivered, shipping date not known',
      { deliveredAt },
      { problem: 'lateShipment' },
      '2026-11-20T00:00:00Z',
      { says: 'unknown shipDateUnknown' },
    ],

    [
      'on its way, no promise',
      { shippedAt, tracking: moving },
      { problem: 'notReceived' },
      '2026-10-20T00:00:00Z',
      { says: 'unknown stillInTransit' },
    ],
    [
      'on its way, nothing of a tracking number',
      { shippedAt },
      { problem: 'notReceived' },
      '2026-10-20T00:00:00Z',
      { says: 'unknown stillInTransit' },
    ],
    [
      'on its way, promised day not over',
      { shippedAt, tracking: moving, deliverBy: at('2026-10-30T12:00:00Z') },
      { problem: 'notReceived' },
      '2026-10-30T15:59:59.999Z',
      { says: 'no stillInTransit', opensAt: '2026-10-30T16:00:00.000Z' },
    ],
    [
      'on its way, promised day over',
      { shippedAt, tracking: moving, deliverBy: at('2026-10-30T12:00:00Z') },
      { problem: 'notReceived' },
      '2026-10-30T16:00:00Z',
      { says: 'yes deliveryDateMissed' },
    ],
    [
      'promised day, where the buyer is',
      { shippedAt, tracking: moving, deliverBy: at('2026-10-30T12:00:00Z') },
      { problem: 'notReceived', timeZone: 'America/New_York' },
      '2026-10-30T16:00:00Z',
      { says: 'no stillInTransit', opensAt: '2026-10-31T04:00:00.000Z' },
    ],
    [
      'false number that moves',
      { shippedAt, tracking: moving },
      { problem: 'falseTracking' },
      '2026-10-20T00:00:00Z',
      { says: 'unknown stillInTransit' },
    ],
    [
      'dead number before the ship-by day is over',
      { shippedAt, tracking: noRecord },
      { problem: 'notReceived' },
      '2026-10-15T00:00:00Z',
      { says: 'unknown noTrackingRecord', opensAt: '2026-10-15T16:00:00.000Z' },
    ],
    [
      'dead number after it',
      { shippedAt, tracking: noRecord },
      { problem: 'notReceived' },
      '2026-10-16T00:00:00Z',
      { says: 'yes noTrackingRecord' },
    ],
    [
      'dead number that nobody says was shipped',
      { tracking: noRecord },
      { problem: 'falseTracking' },
      '2026-10-16T00:00:00Z',
      { says: 'yes noTrackingRecord' },
    ],
    [
      'delivered by the tracking alone',
      { shippedAt, tracking: { ...moving, status: 'delivered' } },
      { problem: 'notReceived' },
      '2026-11-20T00:00:00Z',
      { says: 'yes notYetConfirmed' },
    ],
  ]);
});
