import { expect } from 'chai';
import { ALWAYS, answerBy, HOURS_FORM, HoursText, isOpenAt, opensAt } from '../../services/desk/businessHours.js';

const BERLIN = HoursText.parse('Europe/Berlin Mon-Fri 09:00-12:30 13:30-18:00, Sat 10:00-14:00');
const at = Date.parse;

describe('business hours', () => {
  it('are always unless told', () => {
    expect(HoursText.parse('always')).to.deep.equal(ALWAYS);
    expect(isOpenAt(ALWAYS, 0)).to.equal(true);
    expect(opensAt(ALWAYS, 5)).to.equal(5);
    expect(answerBy(ALWAYS, 0)).to.equal(86_400_000);
  });

  // 2026-11-23 is a Monday; Berlin is an hour ahead of UTC in winter.
  for (const [when, isOpen, next, promise] of [
    ['2026-11-23T07:59:59Z', false, '2026-11-23T08:00:00Z', '2026-11-23T11:30:00Z'],
    ['2026-11-23T08:00:00Z', true, '2026-11-23T08:00:00Z', '2026-11-23T17:00:00Z'],
    ['2026-11-23T11:30:00Z', false, '2026-11-23T12:30:00Z', '2026-11-23T17:00:00Z'],
    ['2026-11-23T16:59:59Z', true, '2026-11-23T16:59:59Z', '2026-11-24T11:30:00Z'],
    ['2026-11-27T17:00:00Z', false, '2026-11-28T09:00:00Z', '2026-11-28T13:00:00Z'],
    ['2026-11-28T13:00:00Z', false, '2026-11-30T08:00:00Z', '2026-11-30T11:30:00Z'],
    ['2026-07-06T07:00:00Z', true, '2026-07-06T07:00:00Z', '2026-07-06T16:00:00Z'],
  ] as const) {
    it(`at ${when}: ${isOpen ? 'open' : 'closed'}`, () => {
      expect(isOpenAt(BERLIN, at(when))).to.equal(isOpen);
      expect(opensAt(BERLIN, at(when))).to.equal(at(next));
      expect(answerBy(BERLIN, at(when))).to.equal(at(promise));
    });
  }

  for (const text of [
    '',
    'Europe/Berlin',
    'Mars/Olympus Mon 09:00-10:00',
    'UTC Mon',
    'UTC Fri-Mon 09:00-10:00',
    'UTC Mon 10:00-09:00',
    'UTC Mon 09:00-24:01',
    'UTC Mon 9-10',
    'UTC Mon 09:00-11:00 10:00-12:00',
    'UTC Mon 09:00-11:00,',
    'UTC Mon-Tue-Wed 09:00-11:00',
  ]) {
    it(`"${text}" is refused with the form`, () => {
      expect(HoursText.safeParse(text).error?.issues[0]?.message).to.equal(HOURS_FORM);
    });
  }
});
