import { expect } from 'chai';
import { claimWindow, windowState } from '../../services/refunds/claimWindow.js';

const at = (text: string) => Date.parse(text);

describe('claim window', () => {
  for (const [zone, confirmed, lastDay, closes] of [
    ['Asia/Shanghai', '2026-11-01T15:59:59.999Z', '2026-12-01', '2026-12-01T15:59:59.999Z'],
    ['Asia/Shanghai', '2026-11-01T16:00:00Z', '2026-12-02', '2026-12-02T15:59:59.999Z'],
    ['Europe/Berlin', '2026-10-10T10:00:00Z', '2026-11-09', '2026-11-09T22:59:59.999Z'], // over the end of summer time
    ['Europe/Berlin', '2026-03-10T10:00:00Z', '2026-04-09', '2026-04-09T21:59:59.999Z'], // and its beginning
    ['America/New_York', '2026-11-01T03:59:59.999Z', '2026-11-30', '2026-12-01T04:59:59.999Z'],
    ['America/New_York', '2026-11-01T04:00:00Z', '2026-12-01', '2026-12-02T04:59:59.999Z'],
    ['UTC', '2028-01-30T12:00:00Z', '2028-02-29', '2028-02-29T23:59:59.999Z'], // leap day
    ['UTC', '2027-01-30T12:00:00Z', '2027-03-01', '2027-03-01T23:59:59.999Z'],
  ] as const) {
    it(`of 30 days from ${confirmed} ends with ${lastDay} in ${zone}`, () => {
      const window = claimWindow(at(confirmed), 30, zone);
      expect(window.lastDay).to.equal(lastDay);
      expect(window.closesAt).to.equal(at(closes));
    });
  }

  it('counts in Beijing time for a buyer whose zone is not known, or is none', () => {
    const beijing = claimWindow(at('2026-11-01T12:00:00Z'), 30, 'Asia/Shanghai');
    expect(claimWindow(at('2026-11-01T12:00:00Z'), 30)).to.deep.equal(beijing);
    expect(claimWindow(at('2026-11-01T12:00:00Z'), 30, 'Mars/Olympus')).to.deep.equal(beijing);
  });

  for (const [zone, states] of [
    // Confirmed at noon UTC on 1 November: Beijing's day 30 ends at 16:00 UTC on 1 December.
    ['Asia/Shanghai', { '2026-12-01T15:59:59.999Z': 'open', '2026-12-01T16:00:00Z': 'closed' }],
    [
      'America/New_York',
      {
        '2026-12-01T15:59:59.999Z': 'open',
        '2026-12-01T16:00:00Z': 'closing',
        '2026-12-02T04:59:59.999Z': 'closing',
        '2026-12-02T05:00:00Z': 'closed',
      },
    ],
    [
      'Pacific/Auckland', // already 2 November there
      {
        '2026-12-01T15:59:59.999Z': 'open',
        '2026-12-01T16:00:00Z': 'closing',
        '2026-12-02T10:59:59.999Z': 'closing',
        '2026-12-02T11:00:00Z': 'closed',
      },
    ],
  ] as const) {
    for (const [now, expected] of Object.entries(states)) {
      it(`is ${expected} at ${now} for a buyer in ${zone}`, () => {
        expect(windowState(claimWindow(at('2026-11-01T12:00:00Z'), 30, zone), at(now))).to.equal(expected);
      });
    }
  }
});
