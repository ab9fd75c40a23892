import { expect } from 'chai';
import { endOfWorkingDay } from '../../services/refunds/businessDays.js';
import {
  addDays,
  BEIJING,
  dayAt,
  daysBetween,
  endOfDay,
  isTimeZone,
  startOfDay,
  weekday,
} from '../../services/refunds/calendarDay.js';
import { CalendarDay } from '../../services/refunds/refundTerms.js';

const day = (text: string) => CalendarDay.parse(text);
const at = (text: string) => Date.parse(text);

describe('calendar days', () => {
  it('take only days that exist', () => {
    for (const text of [
      '2026-02-29',
      '2026-02-30',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '2026-04-31',
      '',
      '2026-01-01T00:00',
    ])
      expect(CalendarDay.safeParse(text).success, text).to.equal(false);
    for (const text of ['2028-02-29', '2000-02-29', '2026-12-31'])
      expect(CalendarDay.safeParse(text).success).to.equal(true);
  });

  for (const [instant, zone, expected] of [
    ['2026-11-20T15:59:59.999Z', BEIJING, '2026-11-20'],
    ['2026-11-20T16:00:00Z', BEIJING, '2026-11-21'],
    ['2026-11-20T04:59:59.999Z', 'America/New_York', '2026-11-19'],
    ['2026-11-20T09:59:59.999Z', 'Pacific/Kiritimati', '2026-11-20'],
    ['2026-11-20T10:00:00Z', 'Pacific/Kiritimati', '2026-11-21'],
    ['2026-11-20T11:59:59.999Z', 'Etc/GMT+12', '2026-11-19'],
    ['2026-11-20T18:14:59.999Z', 'Asia/Kathmandu', '2026-11-20'],
    ['2026-11-20T18:15:00Z', 'Asia/Kathmandu', '2026-11-21'],
  ] as const) {
    it(`${instant} is ${expected} in ${zone}`, () => expect(dayAt(at(instant), zone)).to.equal(expected));
  }

  for (const [name, zone, starts, hours] of [
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z', 23], // the clocks go forward
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00Z', 25], // and back
    ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00Z', 23],
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00Z', 25],
    ['2026-04-05', 'Australia/Lord_Howe', '2026-04-04T13:00:00Z', 24.5], // by half an hour
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00Z', 23], // at midnight: the day begins at one
    ['2022-03-27', 'Asia/Beirut', '2022-03-26T22:00:00Z', 23],
    ['2018-02-17', 'America/Sao_Paulo', '2018-02-17T02:00:00Z', 25],
    ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00Z', 24], // the day before it was left out
    ['2026-02-28', 'Asia/Kolkata', '2026-02-27T18:30:00Z', 24],
    ['2028-02-29', BEIJING, '2028-02-28T16:00:00Z', 24],
  ] as const) {
    it(`${name} in ${zone} begins at ${starts} and has ${hours} hours`, () => {
      expect(startOfDay(day(name), zone)).to.equal(at(starts));
      expect(endOfDay(day(name), zone)).to.equal(at(starts) + hours * 3_600_000 - 1);
    });
  }

  it('leave out the day that a zone left out', () => {
    expect(startOfDay(day('2011-12-30'), 'Pacific/Apia')).to.equal(startOfDay(day('2011-12-31'), 'Pacific/Apia'));
  });

  it('every day of ten years follows the one before, in every zone of a choice', () => {
    for (const zone of [BEIJING, 'Europe/London', 'America/Los_Angeles', 'Africa/Cairo', 'Pacific/Chatham']) {
      for (let each = day('2020-01-01'), n = 0; n < 3_653; n += 37, each = addDays(each, 37)) {
        expect(dayAt(startOfDay(each, zone), zone)).to.equal(each);
        expect(dayAt(endOfDay(each, zone), zone)).to.equal(each);
        expect(dayAt(endOfDay(each, zone) + 1, zone)).to.equal(addDays(each, 1));
      }
    }
  });

  it('are counted over months, years and leap days', () => {
    expect(addDays(day('2028-02-28'), 1)).to.equal('2028-02-29');
    expect(addDays(day('2027-02-28'), 1)).to.equal('2027-03-01');
    expect(addDays(day('2026-12-31'), 1)).to.equal('2027-01-01');
    expect(addDays(day('2026-03-01'), -1)).to.equal('2026-02-28');
    expect(daysBetween(day('2028-02-01'), day('2028-03-01'))).to.equal(29);
    expect(daysBetween(day('2026-03-01'), day('2026-02-01'))).to.equal(-28);
    expect(weekday(day('2026-11-20'))).to.equal(5);
    expect(weekday(day('2026-11-22'))).to.equal(7);
  });

  it('know a time zone from a name that is none', () => {
    expect(['Europe/Berlin', 'UTC', 'asia/shanghai'].map(isTimeZone)).to.deep.equal([true, true, true]);
    expect(['', 'Mars/Olympus', '../etc', 'x'.repeat(10_000)].map(isTimeZone)).to.deep.equal([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('working days', () => {
  for (const [from, days, expected] of [
    ['2026-11-20T01:00:00Z', 2, '2026-11-24'], // Friday: Monday, Tuesday
    ['2026-11-21T01:00:00Z', 2, '2026-11-24'], // Saturday
    ['2026-11-22T01:00:00Z', 1, '2026-11-23'], // Sunday
    ['2026-11-16T01:00:00Z', 7, '2026-11-25'],
    ['2026-11-19T16:00:00Z', 1, '2026-11-23'], // already Friday in Beijing
    ['2026-11-16T01:00:00Z', 0, '2026-11-16'],
  ] as const) {
    it(`${days} after ${from} end with ${expected} in Beijing`, () => {
      expect(endOfWorkingDay(at(from), days, BEIJING)).to.equal(endOfDay(day(expected), BEIJING));
    });
  }

  it('leave out the holidays given', () => {
    const holidays = new Set([
      day('2026-10-01'),
      day('2026-10-02'),
      day('2026-10-05'),
      day('2026-10-06'),
      day('2026-10-07'),
    ]);
    expect(endOfWorkingDay(at('2026-09-30T01:00:00Z'), 2, BEIJING, holidays)).to.equal(
      endOfDay(day('2026-10-09'), BEIJING),
    );
  });
});
